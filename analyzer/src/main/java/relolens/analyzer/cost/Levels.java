package relolens.analyzer.cost;

import relolens.emulator.cache.CacheGeometry;

/** Which cache holds something, by its size alone. */
final class Levels {
    private static final int LAST = 3;

    private Levels() {}

    /** {@return the first level from {@code first} on that holds so many bytes, 0 = memory} */
    static int holding(CacheGeometry caches, long bytes, int first) {
        for (int level = first; level <= LAST; level++) {
            if (bytes <= bytes(caches, level, false)) {
                return level;
            }
        }
        return 0;
    }

    static long bytes(CacheGeometry caches, int level, boolean instructions) {
        return caches.find(level, instructions).map(CacheGeometry.Level::bytes).orElse(0);
    }
}
