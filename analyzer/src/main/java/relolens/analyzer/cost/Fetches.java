package relolens.analyzer.cost;

import relolens.emulator.cache.CacheGeometry;
import relolens.emulator.timing.CycleModel;

/** Tells a model of the instruction fetches of a loop. */
final class Fetches {
    private final CycleModel model;
    private final long granule;
    private final boolean cached;
    private final int level;
    private long last = -1;

    /**
     * @param granule bytes of one fetch
     * @param code bytes from the loop's first instruction to its last
     * @param cached whether the instruction cache is on
     */
    Fetches(CacheGeometry caches, CycleModel model, int granule, long code, boolean cached) {
        this.model = model;
        this.granule = granule;
        this.cached = cached;
        level = code <= Levels.bytes(caches, 1, true) ? 1 : Levels.holding(caches, code, 2);
    }

    void tell(long address) {
        if (address / granule != last) {
            last = address / granule;
            model.fetch(address, address, cached ? level : 0, cached);
        }
    }
}
