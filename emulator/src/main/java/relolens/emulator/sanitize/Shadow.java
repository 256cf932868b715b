package relolens.emulator.sanitize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.emulator.memory.PhysicalMemory;

/** All shadow pages, and those in which something waits for a barrier. */
final class Shadow {
    private static final int RECENT = 64;
    private static final int SHIFT = 12;

    private final PhysicalMemory memory;
    private final Assumptions assumptions;
    private final Map<Long, ShadowPage> pages = new HashMap<>();
    private final long[] numbers = new long[RECENT];
    private final @Nullable ShadowPage[] recent = new ShadowPage[RECENT];
    private final List<ShadowPage> waiting = new ArrayList<>();

    Shadow(PhysicalMemory memory, Assumptions assumptions) {
        this.memory = memory;
        this.assumptions = assumptions;
        Arrays.fill(numbers, -1);
    }

    /** {@return the page, or null if all of it is coherent} */
    @Nullable
    ShadowPage find(long pa) {
        long number = pa >>> SHIFT;
        int slot = (int) number & RECENT - 1;
        if (numbers[slot] != number) {
            numbers[slot] = number;
            recent[slot] = pages.get(number);
        }
        return recent[slot];
    }

    /** {@return the page, there from now on} */
    ShadowPage at(long pa) {
        ShadowPage page = find(pa);
        if (page == null) {
            page = new ShadowPage(pa);
            page.owned = assumptions.isOwned(page.base) ? -1L : 0;
            page.absent = assumptions.isGone(page.base) ? -1L : 0;
            pages.put(pa >>> SHIFT, page);
            recent[(int) (pa >>> SHIFT) & RECENT - 1] = page;
        }
        return page;
    }

    /** {@return the coherent bytes of a page} */
    byte[] truth(ShadowPage page) {
        return memory.page(page.base);
    }

    Collection<ShadowPage> all() {
        return pages.values();
    }

    /** Notes that something of the page may wait for a barrier now. */
    void waits(ShadowPage page) {
        if (!page.waits) {
            page.waits = true;
            waiting.add(page);
        }
    }

    /** {@return pages in which something may wait} */
    List<ShadowPage> waiting() {
        return waiting;
    }

    /** Forgets pages in which nothing waits any more. */
    void settle() {
        for (ShadowPage page : waiting) {
            page.waits = page.isInTransit();
        }
        waiting.removeIf(page -> !page.waits);
    }
}
