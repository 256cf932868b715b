package relolens.analyzer.dataflow;

import java.util.List;

/**
 * What happened to the cache lines of one piece of memory on the way here. Sites are instruction indexes, -1 = never.
 *
 * @param evicting on every path: a DC that takes the lines out of the caches was issued
 * @param evicted on every path: such a DC was completed by a DSB
 * @param dirtySite on some path: the store that left lines dirty, not cleaned to the point of coherency since
 * @param fetchSite on some path: the store that left lines dirty, not cleaned to the point of unification since
 * @param deviceSite on some path: a store with the MMU off that no DMB or DSB has followed
 * @param storeSite on some path: the first store that no DSB has followed
 * @param staleSite on some path: the store that no IC has followed which came after a clean
 * @param codeStored on some path: stored to as code
 * @param narrow on some path: what only a barrier of less than the full system has followed
 * @param extents which bytes that is true of, as far as it is proven
 */
public record LineFacts(
        boolean evicting,
        boolean evicted,
        int dirtySite,
        int fetchSite,
        int deviceSite,
        int storeSite,
        int staleSite,
        boolean codeStored,
        Narrow narrow,
        Extents extents) {
    /** Nothing happened. */
    public static final LineFacts NONE =
            new LineFacts(false, false, -1, -1, -1, -1, -1, false, Narrow.NONE, Extents.NONE);

    /** The lines are in no cache. */
    static final LineFacts CLEAN = new LineFacts(false, true, -1, -1, -1, -1, -1, false, Narrow.NONE, Extents.GONE);

    /**
     * Barriers of the inner shareable domain or less where an observer outside of it may be meant.
     *
     * @param store the barrier that orders a store with the MMU off, or -1
     * @param maintenance the barrier that completes a DC to the point of coherency, or -1
     */
    public record Narrow(int store, int maintenance) {
        /** No such barrier. */
        public static final Narrow NONE = new Narrow(-1, -1);

        private Narrow join(Narrow o) {
            return new Narrow(first(store, o.store), first(maintenance, o.maintenance));
        }
    }

    LineFacts join(LineFacts o) {
        return new LineFacts(
                evicting && o.evicting,
                evicted && o.evicted,
                first(dirtySite, o.dirtySite),
                first(fetchSite, o.fetchSite),
                first(deviceSite, o.deviceSite),
                first(storeSite, o.storeSite),
                first(staleSite, o.staleSite),
                codeStored || o.codeStored,
                narrow.join(o.narrow),
                extents.join(o.extents));
    }

    private static int first(int a, int b) {
        return a < 0 ? b : b < 0 ? a : Math.min(a, b);
    }

    /**
     * @param device the MMU is off
     * @param code what is stored will be executed
     * @param cached the store may stay in a cache
     * @param bytes what the store provably reaches, may be empty
     */
    LineFacts stored(int site, boolean device, boolean code, boolean cached, List<Bytes.Piece> bytes) {
        Extents grown = extents;
        for (Bytes.Piece p : bytes) {
            grown = grown.stored(p, device, cached);
        }
        return new LineFacts(
                evicting,
                evicted,
                cached ? first(dirtySite, site) : dirtySite,
                cached ? first(fetchSite, site) : fetchSite,
                device ? first(deviceSite, site) : deviceSite,
                first(storeSite, site),
                first(staleSite, site),
                codeStored || code,
                narrow,
                grown);
    }

    /** A DC, by its name, that may reach lines from {@code low} to {@code high} - 1 bytes behind the base. */
    LineFacts maintained(String name, long low, long high) {
        boolean coherency = !name.equals("cvau");
        boolean evicts = name.startsWith("iv") || name.startsWith("civ");
        Extents left = extents.maintained(low, high, coherency, evicts);
        return new LineFacts(
                evicting || evicts,
                evicted,
                coherency ? left.dirty().site() : dirtySite,
                left.fetch().site(),
                deviceSite,
                storeSite,
                staleSite,
                codeStored,
                new Narrow(narrow.store(), -1),
                left);
    }

    /**
     * {@return whether a DC may have taken {@code bytes} bytes at {@code address} out of the caches, and a DSB completed it}
     *
     * <p>Where the address is not known, one for any byte counts.
     */
    public boolean evicted(Value address, int bytes) {
        return evicted && !misses(address, bytes);
    }

    /** {@return as {@link #evicted(Value, int)}, not yet completed} */
    public boolean evicting(Value address, int bytes) {
        return evicting && !misses(address, bytes);
    }

    /** {@return whether {@code bytes} bytes at {@code address} may be among those not cleaned to the point of coherency} */
    public boolean keeps(Value address, int bytes) {
        return !extents.dirty().cut()
                || !address.exact()
                || extents.dirty().overlaps(address.delta(), address.delta() + bytes);
    }

    private boolean misses(Value address, int bytes) {
        return address.pieces(-1, bytes).stream()
                .anyMatch(p -> p.low() < extents.goneFrom() || p.high() > extents.goneTo());
    }

    /**
     * A DMB or full DSB.
     *
     * @param completes whether it is a DSB
     * @param system whether it reaches the full system
     */
    LineFacts barrier(int site, boolean completes, boolean system) {
        Narrow left = system
                ? new Narrow(-1, completes ? -1 : narrow.maintenance())
                : new Narrow(
                        deviceSite >= 0 ? site : narrow.store(), completes && evicting ? site : narrow.maintenance());
        return new LineFacts(
                evicting && !completes,
                evicted || completes && evicting,
                dirtySite,
                fetchSite,
                -1,
                completes ? -1 : storeSite,
                staleSite,
                codeStored,
                left,
                extents);
    }

    /** A DSB of stores. */
    LineFacts storesCompleted() {
        return new LineFacts(
                evicting, evicted, dirtySite, fetchSite, deviceSite, -1, staleSite, codeStored, narrow, extents);
    }

    /** An IC of everything: of use only for what fetches below the data cache find. */
    LineFacts invalidated() {
        return fetchSite >= 0 ? this : fresh();
    }

    /** An IC that may reach lines from {@code low} to {@code high} - 1 bytes behind the base. */
    LineFacts invalidated(long low, long high) {
        if (fetchSite >= 0) {
            return this;
        }
        Extents left = extents.invalidated(low, high);
        return with(left.stale().site(), left);
    }

    /** No instruction cache holds older bytes. */
    LineFacts fresh() {
        return with(-1, extents.fresh());
    }

    private LineFacts with(int stale, Extents left) {
        return new LineFacts(
                evicting, evicted, dirtySite, fetchSite, deviceSite, storeSite, stale, codeStored, narrow, left);
    }

    /** Fetches see what was stored. */
    LineFacts unified() {
        return new LineFacts(
                evicting,
                evicted,
                dirtySite,
                -1,
                deviceSite,
                storeSite,
                staleSite,
                codeStored,
                narrow,
                extents.unified());
    }

    /** Everything is in memory: a clean of whole caches. */
    LineFacts cleaned() {
        return new LineFacts(
                evicting, evicted, -1, -1, deviceSite, storeSite, staleSite, codeStored, narrow, extents.cleaned());
    }
}
