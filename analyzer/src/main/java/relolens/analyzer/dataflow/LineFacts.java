package relolens.analyzer.dataflow;

/**
 * What happened to the cache lines of one piece of memory on the way here. Sites are instruction indexes, -1 = never.
 *
 * @param evicting on every path: a DC that takes the lines out of the caches was issued
 * @param evicted on every path: such a DC was completed by a DSB
 * @param dirtySite on some path: the store that left lines dirty, not cleaned since
 * @param deviceSite on some path: a store with the MMU off that no DMB or DSB has followed
 * @param storeSite on some path: the first store that no DSB has followed
 * @param codeStored on some path: stored to as code
 */
public record LineFacts(
        boolean evicting, boolean evicted, int dirtySite, int deviceSite, int storeSite, boolean codeStored) {
    /** Nothing happened. */
    public static final LineFacts NONE = new LineFacts(false, false, -1, -1, -1, false);

    LineFacts join(LineFacts o) {
        return new LineFacts(
                evicting && o.evicting,
                evicted && o.evicted,
                first(dirtySite, o.dirtySite),
                first(deviceSite, o.deviceSite),
                first(storeSite, o.storeSite),
                codeStored || o.codeStored);
    }

    private static int first(int a, int b) {
        return a < 0 ? b : b < 0 ? a : Math.min(a, b);
    }

    LineFacts stored(int site, boolean device, boolean code) {
        return new LineFacts(
                evicting,
                evicted,
                device ? dirtySite : first(dirtySite, site),
                device ? first(deviceSite, site) : deviceSite,
                first(storeSite, site),
                codeStored || code);
    }

    LineFacts maintained(boolean evicts, boolean cleans) {
        return new LineFacts(evicting || evicts, evicted, cleans ? -1 : dirtySite, deviceSite, storeSite, codeStored);
    }

    LineFacts barrier(boolean completes) {
        return completes
                ? new LineFacts(false, evicted || evicting, dirtySite, -1, -1, codeStored)
                : new LineFacts(evicting, evicted, dirtySite, -1, storeSite, codeStored);
    }
}
