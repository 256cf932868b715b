package relolens.emulator.scenario;

import org.jspecify.annotations.Nullable;
import relolens.emulator.cache.CacheGeometry;
import relolens.emulator.machine.Machine;
import relolens.emulator.memory.PhysicalMemory;

/** How much of an image has arrived, in list order; gives pages that arrived back to the host as it goes. */
final class Arrival {
    /** Host memory that may come to life before arrived pages are looked for: little enough to stay in the host's caches. */
    private static final long GROWTH = 1 << 20;
    /** How far ahead of the first page that has not arrived others are looked for. */
    private static final int AHEAD = 8192;

    private final Machine machine;
    private final @Nullable Kimage image;
    private final int last;
    private final byte[] scratch = new byte[(int) MemoryMap.PAGE];
    private int placed;
    private int settled;
    private long grownFrom;

    Arrival(Machine machine, @Nullable Kimage image) {
        this.machine = machine;
        this.image = image;
        long caches = machine.config().caches().levels().stream()
                .mapToLong(CacheGeometry.Level::bytes)
                .sum();
        // What could still be in a cache at the end must be watched getting there.
        last = image == null ? 0 : (int) (image.pages() - 2 * caches / MemoryMap.PAGE - 64);
        grownFrom = machine.memory().allocatedBytes();
    }

    /** {@return whether the end is still so far that the caches' contents do not matter for it} */
    boolean isFar() {
        return image == null || placed < last;
    }

    /** Looks how far it is, by first words. {@return from 0 to 1} */
    double fraction() {
        Kimage k = image;
        if (k == null || k.pages() == 0) {
            return 0;
        }
        PhysicalMemory memory = machine.memory();
        while (placed < k.pages() && isPlaced(memory, k, placed)) {
            placed++;
        }
        if (memory.allocatedBytes() - grownFrom > GROWTH) {
            settle(memory, k);
        }
        return (double) placed / k.pages();
    }

    private static boolean isPlaced(PhysicalMemory memory, Kimage k, int page) {
        return k.settled(memory, page)
                || memory.read64(k.destination(page))
                        == PageContents.firstWord(k.spec().seed(), page);
    }

    private void settle(PhysicalMemory memory, Kimage k) {
        int end = Math.min(placed, settled + AHEAD);
        for (int i = settled; i < end; i++) {
            if (k.settle(memory, i, scratch) && i == settled) {
                settled++;
            }
        }
        grownFrom = memory.allocatedBytes();
    }
}
