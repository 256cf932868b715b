package relolens.analyzer.dataflow;

/** What the TLB of the regime in force may hold while its MMU is off. */
public enum TlbState {
    UNKNOWN,
    /** The MMU was off on entry and nothing was invalidated since: entries of an earlier owner may be there. */
    STALE,
    /** The MMU was turned off by this code and nothing was invalidated since: its own entries may be there, and fit. */
    OWN,
    /** As {@link #OWN}, but tables or translation control were changed since: they no longer fit. */
    OWN_CHANGED,
    /** Invalidated since (its completion is a {@link Pending}). */
    INVALIDATED;

    TlbState join(TlbState o) {
        return this == o ? this : UNKNOWN;
    }
}
