package relolens.emulator.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import relolens.emulator.memory.PhysicalMemory;

/**
 * The entry list while it grows. The head is a word of its own (in {@code struct kimage}) that can hold one entry: the
 * first addition therefore puts a link there. List pages hold 511 entries and a link, or an end in the link's place.
 */
final class KimageList {
    private static final long LAST = MemoryMap.PAGE - 8;
    private final PhysicalMemory memory;
    private final LongSupplier newPage;
    private final List<Long> pages = new ArrayList<>();
    private long head;
    private long entry;
    private boolean any;

    KimageList(PhysicalMemory memory, LongSupplier newPage) {
        this.memory = memory;
        this.newPage = newPage;
    }

    void add(long value) {
        if (!any || entry % MemoryMap.PAGE == LAST) {
            long page = newPage.getAsLong();
            put(page | Kimage.INDIRECTION);
            pages.add(page);
            entry = page;
            any = true;
        }
        put(value);
        entry += 8;
    }

    /** {@return the head} */
    long terminate() {
        put(Kimage.DONE);
        return head;
    }

    private void put(long value) {
        if (any) {
            memory.write64(entry, value);
        } else {
            head = value;
        }
    }

    List<Long> pages() {
        return pages;
    }
}
