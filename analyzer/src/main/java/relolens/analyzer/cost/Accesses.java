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
    private final Pages pages;
    private final long span;
    private final int level;
    private final long[] value = new long[REGISTERS];
    private final long[] lastLine = new long[REGISTERS];

    /** @param pointers how many registers the loop's accesses start from */
    Accesses(CoreModel core, CycleModel model, LoopConditions conditions, int pointers) {
        this.model = model;
        this.mmu = conditions.mmu();
        long workingSet = conditions.workingSet();
        CacheGeometry caches = core.caches(CacheMode.TAGS);
        long first = Levels.bytes(caches, 1, false);
        this.span = workingSet > 0 ? Math.max(LINE, workingSet / LINE * LINE) : first / 8;
        this.level = Levels.holding(caches, workingSet, 1);
        this.pages = new Pages(core.tlb(), caches, model, span, pointers, conditions.pageBytes());
        Arrays.fill(lastLine, -1);
    }

    /** Tells the model what the instruction accesses, and follows its registers. */
    void tell(DecodedInstruction d) {
        Effects e = d.effects();
        Effects.MemoryAccess m = e.memory();
        if (e.system() != null) {
            system(d, e.system());
        } else if (m != null && m.kind() != Effects.AccessKind.PREFETCH) {
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

    /** Maintenance by address is translated as an access is; lines are taken to be clean. */
    private void system(DecodedInstruction d, Effects.SystemEffect s) {
        if (s.kind() == Effects.SystemKind.DC && s.register() < REGISTERS - 1) {
            long pa = place(s.register(), value[s.register()]);
            translate(s.register(), pa);
            if (d.encoding().id().equals("DC_ZVA")) {
                model.data(true, pa, pa, LINE, type(), mmu ? level : 0, mmu);
            } else {
                model.maintenance(d, pa, pa, 0, false);
            }
        } else if (s.kind() == Effects.SystemKind.IC || s.kind() == Effects.SystemKind.TLBI) {
            model.maintenance(d, 0, 0, 0, false);
        }
    }

    private long place(int base, long at) {
        return APART * (base + 1) + Math.floorMod(at, span);
    }

    private MemoryType type() {
        return mmu ? MemoryType.NORMAL_WRITE_BACK : MemoryType.DEVICE_NGNRNE;
    }

    private void translate(int base, long pa) {
        if (mmu) {
            pages.access(base, pa);
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
            long pa = place(base, at + done);
            translate(base, pa);
            boolean near = lastLine[base] == pa / LINE;
            lastLine[base] = pa / LINE;
            int from = !mmu ? 0 : near ? 1 : level;
            model.data(store, pa, pa, Math.min(WIDEST, bytes - done), type(), from, mmu);
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
