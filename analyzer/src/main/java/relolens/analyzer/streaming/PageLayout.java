package relolens.analyzer.streaming;

import java.util.List;
import relolens.analyzer.contract.Kimage;

/** How the pages of an image lie: physically, virtually, and by which granule they are mapped. */
enum PageLayout {
    GIVEN("as given", false, false, false),
    SCATTERED("scattered", false, false, false),
    SCATTERED_ROW("scattered va-contiguous", false, true, false),
    SCATTERED_BLOCK("scattered block", false, false, true),
    LINED_UP("contiguous", true, false, false),
    LINED_UP_BLOCK("contiguous block", true, false, true);

    /** Those that an image can be given; the first is what a kernel's allocator does to one. */
    static final List<PageLayout> OF_IMAGES =
            List.of(SCATTERED, SCATTERED_ROW, SCATTERED_BLOCK, LINED_UP, LINED_UP_BLOCK);

    /** As the report names it. */
    final String title;

    private final boolean linedUp;
    private final boolean inRow;
    private final boolean blocks;

    PageLayout(String title, boolean linedUp, boolean inRow, boolean blocks) {
        this.title = title;
        this.linedUp = linedUp;
        this.inRow = inRow;
        this.blocks = blocks;
    }

    /** {@return the image laid out so} @param most bytes it may have */
    Kimage of(Kimage k, long most) {
        if (this == GIVEN) {
            return k;
        }
        return new Kimage(
                k.structure(),
                Math.min(k.size(), most),
                linedUp ? k.order() : 0,
                linedUp ? Kimage.Layout.CONTIGUOUS : Kimage.Layout.SCATTERED,
                inRow ? Kimage.VirtualLayout.CONTIGUOUS : Kimage.VirtualLayout.LINEAR,
                k.granule(),
                blocks,
                k.inPlacePercent(),
                0,
                k.seed(),
                k.adversarial());
    }
}
