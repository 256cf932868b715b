package relolens.emulator.sanitize;

import java.util.List;

/**
 * What is known of the core, and of its caches and TLB at entry.
 *
 * @param idc CTR_EL0.IDC: fetches see what stores wrote without a clean
 * @param dic CTR_EL0.DIC: the instruction cache needs no invalidation
 * @param lineBytes bytes of a data cache line
 * @param owned physical memory whose lines an earlier owner may have left dirty; all other memory is clean at entry, which
 *     does not mean that no cache holds it
 * @param gone physical memory, in whole pages, of which no cache holds a line at entry
 * @param left physical memory that whoever is left for reads past the caches, and executes
 */
public record Assumptions(
        boolean idc, boolean dic, int lineBytes, List<Extent> owned, List<Extent> gone, List<Extent> left) {
    /** A stretch of physical memory. */
    public record Extent(long from, long bytes) {
        boolean holds(long pa) {
            return pa >= from && pa < from + bytes;
        }
    }

    public Assumptions {
        owned = List.copyOf(owned);
        gone = List.copyOf(gone);
        left = List.copyOf(left);
    }

    /** {@return nothing said of anything} */
    public static Assumptions none() {
        return new Assumptions(false, false, ShadowPage.GRANULE, List.of(), List.of(), List.of());
    }

    boolean isOwned(long pa) {
        return holds(owned, pa);
    }

    boolean isGone(long pa) {
        return holds(gone, pa);
    }

    boolean isLeft(long pa) {
        return holds(left, pa);
    }

    private static boolean holds(List<Extent> extents, long pa) {
        for (Extent e : extents) {
            if (e.holds(pa)) {
                return true;
            }
        }
        return false;
    }
}
