package relolens.emulator.cache;

/** The caches of one core. */
public final class CacheHierarchy {
    private final CacheGeometry geometry;

    /** @param geometry sizes, mode and streaming */
    public CacheHierarchy(CacheGeometry geometry) {
        this.geometry = geometry;
    }

    /** {@return sizes, mode and streaming} */
    public CacheGeometry geometry() {
        return geometry;
    }
}
