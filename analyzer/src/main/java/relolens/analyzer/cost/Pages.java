package relolens.analyzer.cost;

import java.util.Arrays;
import relolens.emulator.cache.CacheGeometry;
import relolens.emulator.mmu.TlbGeometry;
import relolens.emulator.timing.CycleModel;

/** Tells a model of the translations of a loop whose pages nobody knows: where they are found follows from how many there are. */
final class Pages {
    private static final int REGISTERS = 32;
    private static final int DESCRIPTOR = 8;
    private static final int LINE = 64;

    private final CycleModel model;
    private final boolean near;
    private final boolean main;
    private final int tables;
    private final boolean tablesInCache;
    private final int shift;
    private final long[] last;

    /** @param bytes that each of {@code pointers} runs over, on pages of {@code pageBytes} */
    Pages(TlbGeometry tlb, CacheGeometry caches, CycleModel model, long bytes, int pointers, long pageBytes) {
        this.model = model;
        shift = Long.numberOfTrailingZeros(pageBytes);
        last = new long[REGISTERS];
        Arrays.fill(last, -1);
        long pages = pointers * ((bytes - 1 >> shift) + 1);
        near = pages <= tlb.microData();
        main = pages <= tlb.mainEntries();
        tables = Levels.holding(caches, pages * DESCRIPTOR, 2);
        tablesInCache = tables != 0;
    }

    /** The pointer goes to this address. */
    void access(int pointer, long va) {
        if (near || va >>> shift == last[pointer]) {
            return;
        }
        last[pointer] = va >>> shift;
        if (!main) {
            boolean newLine = (va >>> shift) % (LINE / DESCRIPTOR) == 0;
            model.descriptor(va, tablesInCache || !newLine ? Math.max(2, tables) : 0, true);
        }
        model.walk(va, main, main ? 0 : 1, false);
    }
}
