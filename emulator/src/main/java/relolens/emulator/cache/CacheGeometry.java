package relolens.emulator.cache;

import java.util.List;
import java.util.Optional;

/**
 * The caches of one core. At most one instruction cache and one data cache at level 1, unified ones above.
 *
 * @param mode how much of them exists
 * @param levels in ascending level order
 * @param streaming when a core stops allocating lines for stores
 */
public record CacheGeometry(CacheMode mode, List<Level> levels, WriteStreaming streaming) {
    /** No caches at all; CTR_EL0 still announces 64-byte lines. */
    public static final CacheGeometry NONE = new CacheGeometry(CacheMode.OFF, List.of(), WriteStreaming.NEVER);

    /** 32 KiB instruction and data caches above a 512 KiB second level, 64-byte lines, tags only. */
    public static final CacheGeometry SMALL_CORE = new CacheGeometry(
            CacheMode.TAGS,
            List.of(
                    new Level(1, Kind.INSTRUCTION, 32 << 10, 2, 64),
                    new Level(1, Kind.DATA, 32 << 10, 4, 64),
                    new Level(2, Kind.UNIFIED, 512 << 10, 16, 64)),
            WriteStreaming.NEVER);

    public CacheGeometry {
        levels = List.copyOf(levels);
        int line = levels.isEmpty() ? 64 : levels.get(0).lineBytes();
        for (Level level : levels) {
            if (level.lineBytes() != line) {
                throw new IllegalArgumentException("all cache levels of a core share one line size");
            }
        }
    }

    /** What a cache holds. */
    public enum Kind {
        INSTRUCTION,
        DATA,
        UNIFIED
    }

    /**
     * One cache.
     *
     * @param level 1 to 3; level 1 is split, others unified
     * @param kind what it holds
     * @param bytes capacity
     * @param ways associativity; sets = bytes / ways / lineBytes must be a power of two
     * @param lineBytes 16 to 2048, a power of two
     */
    public record Level(int level, Kind kind, int bytes, int ways, int lineBytes) {
        public Level {
            if (level < 1
                    || level > 3
                    || level == 1 == (kind == Kind.UNIFIED)
                    || Integer.bitCount(lineBytes) != 1
                    || lineBytes < 16
                    || lineBytes > 2048
                    || ways < 1
                    || bytes % (ways * lineBytes) != 0
                    || Integer.bitCount(bytes / ways / lineBytes) != 1) {
                throw new IllegalArgumentException("cache geometry: level " + level + " " + kind);
            }
        }

        /** {@return number of sets} */
        public int sets() {
            return bytes / ways / lineBytes;
        }
    }

    /** {@return bytes of a cache line} */
    public int lineBytes() {
        return levels.isEmpty() ? 64 : levels.get(0).lineBytes();
    }

    /** {@return the cache of a level that holds data (or instructions), if there is one} */
    public Optional<Level> find(int level, boolean instruction) {
        return levels.stream()
                .filter(l -> l.level() == level
                        && (l.kind() == Kind.UNIFIED || instruction == (l.kind() == Kind.INSTRUCTION)))
                .findFirst();
    }

    /** {@return this geometry in another mode} */
    public CacheGeometry withMode(CacheMode other) {
        return new CacheGeometry(other, levels, streaming);
    }

    /** {@return this geometry with another streaming setting} */
    public CacheGeometry withStreaming(WriteStreaming other) {
        return new CacheGeometry(mode, levels, other);
    }
}
