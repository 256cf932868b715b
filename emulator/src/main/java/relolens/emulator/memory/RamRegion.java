package relolens.emulator.memory;

/**
 * A run of physical addresses that answers as RAM.
 *
 * @param base first byte, a multiple of 4096
 * @param bytes length, a positive multiple of 4096; the region must end at or below 2^52
 */
public record RamRegion(long base, long bytes) {
    public RamRegion {
        if (((base | bytes) & (PhysicalMemory.PAGE_BYTES - 1)) != 0
                || bytes <= 0
                || base < 0
                || base + bytes > 1L << 52) {
            throw new IllegalArgumentException(String.format("RAM region %#x + %#x", base, bytes));
        }
    }

    /** {@return first address after the region} */
    public long end() {
        return base + bytes;
    }

    /** {@return whether {@code pa} lies inside} */
    public boolean contains(long pa) {
        return pa >= base && pa < base + bytes;
    }
}
