package relolens.analyzer.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * A way to put an image in place.
 *
 * @param name as the JSON says it
 * @param title for people
 * @param source resource with code of its shape
 * @param mmu whether it runs with the MMU on
 * @param image parameters of {@code kimage(...)} beside its size; null where nothing is left to relocate
 * @param tables what its page tables grow with
 * @param implementations how many copies of the relocation code a kernel then maintains
 * @param note what it needs, and where it comes from
 */
public record Strategy(
        String name,
        String title,
        String source,
        boolean mmu,
        String image,
        Tables tables,
        int implementations,
        String note) {
    private static final int MOST_ORDER = 9;

    /** What the memory for page tables grows with. */
    public enum Tables {
        NONE,
        IMAGE,
        RAM
    }

    /** {@return whether it cannot run when there is no memory for tables} */
    public boolean needsTables() {
        return tables != Tables.NONE;
    }

    /** {@return whether pages are left to relocate} */
    public boolean relocates() {
        return !image.isEmpty();
    }

    /** {@return all strategies, in the order of a table} */
    public static List<Strategy> all() {
        List<Strategy> all = new ArrayList<>();
        String scattered = "order=0, layout=scattered";
        all.add(new Strategy(
                "mmu-off",
                "MMU off",
                "off.S",
                false,
                scattered,
                Tables.NONE,
                1,
                "as Linux did up to 5.15; SCTLR.I clear, so that fetches are uncached too"));
        all.add(new Strategy(
                "mmu-on-contiguous-va",
                "MMU on, source mapped in a row",
                "on.S",
                true,
                scattered + ", va=contiguous",
                Tables.IMAGE,
                2,
                "versions 9 to 11 of the letters, the design of the Stingray figures"));
        all.add(new Strategy(
                "mmu-on-linear-map",
                "MMU on, copy of the linear map",
                "on.S",
                true,
                scattered,
                Tables.RAM,
                2,
                "merged in Linux 5.16, the design of the ThunderX2 figures"));
        all.add(new Strategy(
                "single-offset-on",
                "one implementation, MMU on",
                "single.S",
                true,
                scattered,
                Tables.RAM,
                1,
                "the same instructions on and off; an offset that is zero with the MMU off"));
        all.add(new Strategy(
                "single-offset-off",
                "one implementation, MMU off",
                "single.S",
                false,
                scattered,
                Tables.NONE,
                1,
                "its fallback when there is no memory for tables"));
        for (int order = 0; order <= MOST_ORDER; order++) {
            all.add(new Strategy(
                    "order-" + order,
                    "source pages of order " + order + ", MMU on",
                    "on.S",
                    true,
                    "order=" + order + ", layout=scattered",
                    Tables.RAM,
                    2,
                    "source pages allocated in runs of " + (1 << order)));
        }
        all.add(new Strategy(
                "in-place",
                "in place where it can be",
                "single.S",
                false,
                "inplace=100",
                Tables.NONE,
                1,
                "every page was allocated at its destination: the list is walked, nothing is copied"));
        all.add(new Strategy(
                "reservation",
                "crash-kernel reservation",
                "off.S",
                false,
                "",
                Tables.NONE,
                1,
                "loaded where it runs; needs the reviewer's branch kexec_in_crashk, not merged"));
        all.add(new Strategy(
                "contiguous",
                "contiguous destination (CMA)",
                "off.S",
                false,
                "",
                Tables.NONE,
                1,
                "segments allocated in one piece by the contiguous memory allocator: Linux 6.17"));
        return all;
    }
}
