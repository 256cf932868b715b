package relolens.emulator.scenario;

import relolens.emulator.cache.CacheHierarchy;

/** Leaves destination lines dirty in the caches, as the old kernel would that used those pages until now. */
final class DirtyLines {
    private DirtyLines() {}

    /** Later pages first: caches keep what came last, and the routine meets the early pages first. */
    static void leave(CacheHierarchy caches, Kimage image) {
        int percent = image.spec().dirty();
        if (percent == 0) {
            return;
        }
        SplitMix random = new SplitMix(image.spec().seed() ^ 0xd1e7L);
        int line = caches.geometry().lineBytes();
        for (int i = image.pages() - 1; i >= 0; i--) {
            for (int offset = 0; offset < MemoryMap.PAGE; offset += line) {
                if (random.below(100) < percent) {
                    caches.preload(image.destination(i) + offset, true);
                }
            }
        }
    }
}
