package relolens.emulator.scenario;

/**
 * What {@code kimage(...)} asks for.
 *
 * @param bytes of all segments together, BSS included; rounded up to pages
 * @param order source pages come in runs of 2^order, 0 to 10
 * @param layout how runs of source pages lie in physical memory
 * @param va how tables lay the image out with the MMU on
 * @param mapping granularity of the linear map
 * @param inplace percentage of pages whose source is their destination
 * @param dirty percentage of destination lines that are dirty in the caches at entry
 * @param seed of contents and layout
 * @param struct whether the value is the address of a {@code struct kimage}, not its {@code head}
 * @param adversarial whether some sources lie in destinations that are written before they are read
 */
public record KimageSpec(
        long bytes,
        int order,
        Layout layout,
        Va va,
        Mapping mapping,
        int inplace,
        int dirty,
        long seed,
        boolean struct,
        boolean adversarial) {
    private static final long MOST = 4L << 30;

    public KimageSpec {
        if (bytes < 0 || bytes > MOST || order < 0 || order > 10) {
            throw new ScenarioException("kimage: size must be 0 to 4G and order 0 to 10");
        }
        if (inplace < 0 || inplace > 100 || dirty < 0 || dirty > 100) {
            throw new ScenarioException("kimage: inplace and dirty are percentages, 0 to 100");
        }
    }

    /** Where runs of source pages lie. */
    public enum Layout {
        CONTIGUOUS,
        SCATTERED,
        REVERSED
    }

    /** What addresses the list gives source pages, to be reached by way of the linear map's offset. */
    public enum Va {
        /** Their physical ones. */
        LINEAR,
        /** A row of addresses that only the tables know, one page after the other whatever the physical layout is. */
        CONTIGUOUS
    }

    /** Granularity of the linear map. */
    public enum Mapping {
        PAGE,
        BLOCK
    }

    /** An image of {@code bytes}, order 0, scattered, in the linear map of 4 KiB pages, seed 1. */
    public static KimageSpec of(long bytes) {
        return new KimageSpec(bytes, 0, Layout.SCATTERED, Va.LINEAR, Mapping.PAGE, 0, 0, 1, false, false);
    }

    /** {@return this image with the structure's address as its value} */
    public KimageSpec asStruct() {
        return new KimageSpec(bytes, order, layout, va, mapping, inplace, dirty, seed, true, adversarial);
    }

    /** {@return this image, no longer than {@code most} bytes} */
    public KimageSpec atMost(long most) {
        return new KimageSpec(
                Math.min(bytes, most), order, layout, va, mapping, inplace, dirty, seed, struct, adversarial);
    }

    /** {@return pages in all} */
    public long pages() {
        return (bytes + 4095) / 4096;
    }
}
