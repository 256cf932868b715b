package relolens.analyzer.cost;

import java.util.Arrays;
import relolens.emulator.cache.CacheGeometry;
import relolens.emulator.cache.CacheMode;
import relolens.emulator.isa.Computation;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Isa;
import relolens.emulator.machine.DecodedInstruction;
import relolens.emulator.memory.MemoryType;
import relolens.emulator.timing.CoreModel;
import relolens.emulator.timing.CycleModel;

/**
 * Makes up the addresses of a loop whose registers nobody knows: each base register points to memory of its own and moves
 * as write-back and additions of constants say; one that changes otherwise moves by a line a round.
 */
final class Accesses {
    private static final int REGISTERS = 32;
    private static final long APART = 1L << 32;
    private static final int LINE = 64;
    /** Lines that a chased pointer goes on by: prime, and more than any prefetcher's distance. */
    private static final long HOP = 523;

    private static final int WIDEST = 16;

    private final CycleModel model;
    private final boolean mmu;
    private final long span;
    private final int level;
    private final long[] value = new long[REGISTERS];
    private final long[] lastLine = new long[REGISTERS];

    Accesses(CoreModel core, CycleModel model, boolean mmu, long workingSet) {
        this.model = model;
        this.mmu = mmu;
        CacheGeometry caches = core.caches(CacheMode.TAGS);
        long first = bytes(caches, 1);
        this.span = workingSet > 0 ? Math.max(LINE, workingSet / LINE * LINE) : first / 8;
        this.level =
                workingSet <= first ? 1 : workingSet <= bytes(caches, 2) ? 2 : workingSet <= bytes(caches, 3) ? 3 : 0;
        Arrays.fill(lastLine, -1);
    }

    private static long bytes(CacheGeometry caches, int level) {
        return caches.find(level, false).map(CacheGeometry.Level::bytes).orElse(0);
    }

    /** Tells the model what the instruction accesses, and follows its registers. */
    void tell(DecodedInstruction d) {
        Effects e = d.effects();
        Effects.MemoryAccess m = e.memory();
        if (m != null && m.kind() != Effects.AccessKind.PREFETCH) {
            int base = Math.max(0, m.base());
            long offset = m.writeback() == Effects.Writeback.POST ? 0 : m.offset();
            access(m, base, value[base] + offset);
            if (m.writeback() != Effects.Writeback.NONE) {
                value[base] += m.offset();
            } else if (chases(m, base)) {
                value[base] = Math.floorMod(value[base] + HOP * LINE, span);
            }
        } else {
            follow(d, e);
        }
    }

    /** A pointer read from where it points to goes anywhere: neither near nor on to the next line. */
    private static boolean chases(Effects.MemoryAccess m, int base) {
        return m.kind() == Effects.AccessKind.LOAD && !m.vector() && m.data().contains(base);
    }

    private void access(Effects.MemoryAccess m, int base, long at) {
        boolean store = m.kind() == Effects.AccessKind.STORE || m.kind() == Effects.AccessKind.STORE_EXCLUSIVE;
        int bytes = m.elementBytes() * m.elements();
        for (int done = 0; done < bytes; done += WIDEST) {
            long pa = APART * (base + 1) + Math.floorMod(at + done, span);
            boolean near = lastLine[base] == pa / LINE;
            lastLine[base] = pa / LINE;
            int from = !mmu ? 0 : near ? 1 : level;
            model.data(
                    store,
                    pa,
                    pa,
                    Math.min(WIDEST, bytes - done),
                    mmu ? MemoryType.NORMAL_WRITE_BACK : MemoryType.DEVICE_NGNRNE,
                    from,
                    mmu);
        }
    }

    private void follow(DecodedInstruction d, Effects e) {
        Computation c = Isa.a64().computation(d.word());
        boolean sum = c != null && (c.kind() == Computation.Kind.ADD || c.kind() == Computation.Kind.SUBTRACT);
        boolean constant = c != null && sum && c.second() == Computation.NONE && c.destination() == c.first();
        for (long r = e.writes() & (1L << REGISTERS) - 1; r != 0; r &= r - 1) {
            int n = Long.numberOfTrailingZeros(r);
            if (c != null && constant && n == c.destination()) {
                value[n] += c.kind() == Computation.Kind.ADD ? c.immediate() : -c.immediate();
            } else {
                value[n] += LINE;
            }
        }
    }
}
