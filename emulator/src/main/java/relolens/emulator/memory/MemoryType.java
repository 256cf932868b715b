package relolens.emulator.memory;

/** Memory types and cacheability as a translation yields them (Arm ARM, "Memory types and attributes"). */
public enum MemoryType {
    DEVICE_NGNRNE,
    DEVICE_NGNRE,
    DEVICE_NGRE,
    DEVICE_GRE,
    NORMAL_NON_CACHEABLE,
    NORMAL_WRITE_THROUGH,
    NORMAL_WRITE_BACK;

    /** {@return whether this is any Device type: no unaligned access, no exclusives, no DC ZVA} */
    public boolean isDevice() {
        return ordinal() <= DEVICE_GRE.ordinal();
    }

    /** {@return whether lines of it may be held in a cache} */
    public boolean isCacheable() {
        return ordinal() >= NORMAL_WRITE_THROUGH.ordinal();
    }
}
