package relolens.emulator.cache;

/** How much of the caches exists. */
public enum CacheMode {
    /** No caches: every access is memory's, maintenance only checks its address. The fast mode. */
    OFF,
    /** Tags, dirty bits and replacement; contents stay in memory, so nothing can be stale. For timing. */
    TAGS,
    /** Lines hold bytes of their own: what was not cleaned is not in memory, what was not invalidated may be stale. */
    DATA
}
