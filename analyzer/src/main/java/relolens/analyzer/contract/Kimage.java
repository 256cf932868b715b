package relolens.analyzer.contract;

/**
 * What {@code kimage(...)} asks for: a Linux kexec entry list with random, checkable page contents.
 *
 * @param structure {@code abi=struct}: the value is the structure's address, not the head entry
 * @param size bytes of all segments together, BSS included
 * @param order source pages come in runs of 2^order, 0 to 10
 * @param layout how source pages lie physically
 * @param va how tables with the MMU on lay the pages out
 * @param granule bytes of a translation granule: 4096, 16384 or 65536
 * @param blockMapped {@code map=block}: the linear map uses blocks, not pages
 * @param inPlacePercent 0 to 100: share of pages that are their own destination
 * @param dirtyPercent 0 to 100: share of destination lines dirty at entry
 * @param seed of contents and layout
 * @param adversarial {@code overlap=adversarial}: source pages may be destination pages of others
 */
public record Kimage(
        boolean structure,
        long size,
        int order,
        Layout layout,
        VirtualLayout va,
        int granule,
        boolean blockMapped,
        int inPlacePercent,
        int dirtyPercent,
        long seed,
        boolean adversarial) {
    /** 25MB (decimal), order 0, scattered, linear map of 4K pages, seed 1: the default of every parameter. */
    public static final Kimage DEFAULT =
            new Kimage(false, 25_000_000, 0, Layout.SCATTERED, VirtualLayout.LINEAR, 4096, false, 0, 0, 1, false);

    /** Physical order of source pages. */
    public enum Layout {
        CONTIGUOUS,
        SCATTERED,
        REVERSED
    }

    /** Virtual order of pages with the MMU on. */
    public enum VirtualLayout {
        LINEAR,
        CONTIGUOUS
    }
}
