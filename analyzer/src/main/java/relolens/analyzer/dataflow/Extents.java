package relolens.analyzer.dataflow;

/**
 * Which bytes of one piece of memory {@link LineFacts} speaks of. Stores count for no more than is proven, maintenance for all
 * it may have reached.
 *
 * @param dirty stored through the cache and not cleaned to the point of coherency since
 * @param fetch stored through the cache and not cleaned to the point of unification since
 * @param stale stored, and no IC followed that came after a clean
 * @param past stored with the MMU off, and not taken out of the caches since
 * @param goneFrom first byte that a DC may have taken out of the caches
 * @param goneTo byte after the last one
 */
public record Extents(Bytes dirty, Bytes fetch, Bytes stale, Bytes past, long goneFrom, long goneTo) {
    static final Extents NONE = new Extents(Bytes.NONE, Bytes.NONE, Bytes.NONE, Bytes.NONE, 0, 0);

    /** Everything is out of the caches. */
    static final Extents GONE =
            new Extents(Bytes.NONE, Bytes.NONE, Bytes.NONE, Bytes.NONE, Span.NONE_BELOW, Span.NONE_ABOVE);

    Extents join(Extents o) {
        if (equals(o)) {
            return this;
        }
        boolean mine = goneFrom < goneTo;
        boolean other = o.goneFrom < o.goneTo;
        return new Extents(
                dirty.join(o.dirty),
                fetch.join(o.fetch),
                stale.join(o.stale),
                past.join(o.past),
                mine && other ? Math.min(goneFrom, o.goneFrom) : mine ? goneFrom : o.goneFrom,
                mine && other ? Math.max(goneTo, o.goneTo) : mine ? goneTo : o.goneTo);
    }

    /** A store that reaches all of {@code p}. */
    Extents stored(Bytes.Piece p, boolean device, boolean cached) {
        return new Extents(
                cached ? dirty.with(p) : dirty,
                cached ? fetch.with(p) : fetch,
                stale.with(p),
                device ? past.with(p) : past,
                goneFrom,
                goneTo);
    }

    /** A DC that may reach lines from {@code low} to {@code high} - 1. */
    Extents maintained(long low, long high, boolean coherency, boolean evicts) {
        boolean none = goneFrom >= goneTo;
        return new Extents(
                coherency ? dirty.without(low, high) : dirty,
                fetch.without(low, high),
                stale,
                evicts ? past.without(low, high) : past,
                !evicts ? goneFrom : none ? low : Math.min(goneFrom, low),
                !evicts ? goneTo : none ? high : Math.max(goneTo, high));
    }

    /** An IC that may reach lines from {@code low} to {@code high} - 1. */
    Extents invalidated(long low, long high) {
        return new Extents(dirty, fetch, stale.without(low, high), past, goneFrom, goneTo);
    }

    Extents fresh() {
        return new Extents(dirty, fetch, Bytes.NONE, past, goneFrom, goneTo);
    }

    Extents unified() {
        return new Extents(dirty, Bytes.NONE, stale, past, goneFrom, goneTo);
    }

    Extents cleaned() {
        return new Extents(Bytes.NONE, Bytes.NONE, stale, past, goneFrom, goneTo);
    }
}
