package relolens.emulator.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.emulator.bus.CodeWatch;
import relolens.emulator.execute.Operation;
import relolens.emulator.memory.LittleEndian;
import relolens.emulator.memory.PhysicalMemory;

/**
 * All decoded pages, and which physical pages they stand for. A store to such a page drops the decoded words it touches;
 * what the instruction cache still holds of them in cache mode DATA is the fetch's business, which compares words.
 */
final class CodePages implements CodeWatch {
    private static final int ENTRIES = 256;
    private static final int FILTER = 4096;
    private static final long PAGE = -(long) PhysicalMemory.PAGE_BYTES;

    private final Map<Long, List<CodePage>> byPhysical = new HashMap<>();
    private final boolean[] filter = new boolean[FILTER];
    private final @Nullable CodePage[] recent = new CodePage[ENTRIES];

    /** {@return the page remembered for {@code va}, or null; valid only until {@link #forget}} */
    @Nullable
    CodePage recent(long va) {
        CodePage page = recent[(int) (va >>> 12) & ENTRIES - 1];
        return page != null && page.va == (va & PAGE) ? page : null;
    }

    /** Drops remembered translations, not what was decoded. */
    void forget() {
        Arrays.fill(recent, null);
    }

    /** Drops everything decoded. */
    void clear() {
        forget();
        byPhysical.clear();
        Arrays.fill(filter, false);
    }

    /** Drops decoded words that memory no longer holds: the host may have written while nothing ran. */
    void revalidate(PhysicalMemory memory) {
        forget();
        for (List<CodePage> list : byPhysical.values()) {
            for (CodePage page : list) {
                byte[] bytes = memory.page(page.pa);
                for (int i = 0; i < page.operations.length; i++) {
                    Operation op = page.operations[i];
                    if (op != null && op.word != LittleEndian.get32(bytes, 4 * i)) {
                        page.operations[i] = null;
                    }
                }
            }
        }
    }

    /** {@return whether {@code pa}'s page has no decoded page yet: stores to it were not watched so far} */
    boolean isNew(long pa) {
        return !byPhysical.containsKey(pa & PAGE);
    }

    CodePage get(long va, long pa) {
        long virtual = va & PAGE;
        long physical = pa & PAGE;
        List<CodePage> pages = byPhysical.computeIfAbsent(physical, key -> new ArrayList<>());
        filter[filterSlot(physical)] = true;
        CodePage found = null;
        for (CodePage page : pages) {
            if (page.va == virtual) {
                found = page;
            }
        }
        if (found == null) {
            found = new CodePage(virtual, physical);
            pages.add(found);
        }
        recent[(int) (virtual >>> 12) & ENTRIES - 1] = found;
        return found;
    }

    private static int filterSlot(long pa) {
        return (int) (pa >>> 12) & FILTER - 1;
    }

    @Override
    public boolean mayHoldCode(long pa) {
        return filter[filterSlot(pa)];
    }

    @Override
    public void written(long pa, int bytes) {
        List<CodePage> pages = byPhysical.get(pa & PAGE);
        if (pages == null) {
            return;
        }
        int first = (int) (pa & ~PAGE) >>> 2;
        int last = (int) (pa + bytes - 1 & ~PAGE) >>> 2;
        for (CodePage page : pages) {
            Arrays.fill(page.operations, first, last + 1, null);
        }
    }
}
