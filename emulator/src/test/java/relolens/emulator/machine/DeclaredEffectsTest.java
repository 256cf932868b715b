package relolens.emulator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import relolens.emulator.cpu.CpuState;
import relolens.emulator.execute.Bindings;
import relolens.emulator.isa.Disassembler;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Effects.AccessKind;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.SystemKind;
import relolens.emulator.isa.Effects.Writeback;
import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.Isa;
import relolens.emulator.memory.MemoryType;
import relolens.emulator.memory.RamRegion;

/**
 * What the table declares against what the interpreter does: one instruction at a time, from random states. Nothing but
 * the declared registers changes, nothing undeclared is looked at, and memory is touched exactly where declared.
 */
class DeclaredEffectsTest {
    private static final long RAM = 0x4000_0000L;
    private static final long CODE = RAM + (16 << 20);
    /** The same RAM once more, open to EL0 (which forbids EL1 to execute from it). */
    private static final long OPEN = 0x8000_0000L;

    private static final long DATA = OPEN + (32 << 20);
    private static final int WINDOW = 256 << 10;
    private static final int WORDS_PER_ROW = 12;
    /** Between cases, so that an exclusive load of one cannot let a store of the next succeed. */
    private static final int CLREX = 0xd5033f5f;

    /** Their effect is on the machine's state as a whole, which this test does not compare. */
    private static final Set<SystemKind> WHOLE_MACHINE = Set.of(
            SystemKind.WRITE_REGISTER,
            SystemKind.WRITE_PSTATE,
            SystemKind.ERET,
            SystemKind.SYS,
            SystemKind.READ_REGISTER,
            SystemKind.DC,
            SystemKind.TLBI,
            SystemKind.IC,
            SystemKind.AT);

    private record Touch(boolean store, long va, int bytes) {}

    /** Registers and the bytes an instruction left, as far as one run is concerned. */
    private record Outcome(
            long[] x, long[] v, int nzcv, long pc, List<Touch> touches, List<Long> stored, boolean done) {}

    private final Machine machine =
            new Machine(MachineConfig.plain(new RamRegion(RAM, 64 << 20)).withHighestEl(1));
    private final List<Touch> touches = new ArrayList<>();
    private final Random random = new Random(42);

    private void start() {
        long table = RAM + 0x1000;
        long block = RAM | 1 << 10 | 1;
        machine.memory().write64(table + 8, block);
        machine.memory().write64(table + 16, block | 1 << 6);
        machine.cpu().register("mair_el1", 0xff);
        machine.cpu().register("tcr_el1", 25 | 25 << 16 | 1L << 23);
        machine.cpu().register("ttbr0_el1", table);
        machine.cpu().register("cpacr_el1", 3 << 20);
        machine.cpu().register("sctlr_el1", 0x30d0_0805L);
        for (int i = 0; i < WINDOW; i += 8) {
            long va = DATA - WINDOW / 2 + i;
            machine.memory().write64(physical(va), pattern(va));
        }
        machine.listen(new MachineListener() {
            @Override
            public void data(
                    boolean store, long va, long pa, int bytes, MemoryType type, int level, boolean allocated) {
                touches.add(new Touch(store, va, bytes));
            }
        });
    }

    private static long physical(long va) {
        return va >= OPEN ? va - OPEN + RAM : va;
    }

    private static long pattern(long address) {
        boolean inside = address >= DATA - WINDOW / 2 && address < DATA + WINDOW / 2;
        return inside ? (address ^ 0x1234_5678_9abc_def0L) * 0x9e37_79b9_7f4a_7c15L : 0;
    }

    @Test
    void instructionsDoWhatTheirRowsDeclare() {
        start();
        List<String> wrong = new ArrayList<>();
        TreeMap<String, Integer> compared = new TreeMap<>();
        int rows = 0;
        Bindings bindings = new Bindings(Isa.a64());
        for (Encoding row : Isa.a64().encodings()) {
            if (row.isAlias() || !bindings.emulates(row)) {
                continue;
            }
            rows++;
            for (int i = 0; i < WORDS_PER_ROW; i++) {
                int word = random.nextInt() & ~row.mask() | row.value();
                Effects e = Isa.a64().effects(word);
                if (e == null
                        || e.system() != null
                                && WHOLE_MACHINE.contains(e.system().kind())) {
                    continue;
                }
                String complaint = complaint(word, e, compared);
                if (complaint != null) {
                    wrong.add(String.format("%08x %s: %s", word, Disassembler.print(word, CODE), complaint));
                    break;
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(compared.size()).as("rows compared").isGreaterThan(rows * 4 / 5);
    }

    private @Nullable String complaint(int word, Effects e, TreeMap<String, Integer> compared) {
        MemoryAccess m = e.memory();
        if (m != null && m.index() >= 0 && m.index() == m.base()) {
            return null;
        }
        long[] x = new long[34];
        long[] v = new long[64];
        for (int n = 0; n < 34; n++) {
            x[n] = n == CpuState.ZERO ? 0 : random.nextLong();
        }
        x[CpuState.SP] &= ~15L;
        for (int n = 0; n < 64; n++) {
            v[n] = random.nextLong();
        }
        if (m != null && m.base() >= 0) {
            x[m.base() == 31 ? CpuState.SP : m.base()] = DATA;
        }
        if (m != null && m.index() >= 0 && m.index() != 31) {
            x[m.index()] = 16L * random.nextInt(64);
        }
        int flags = random.nextInt(16) << 28;
        Outcome first = run(word, x, v, flags);
        if (!first.done()) {
            return null;
        }
        compared.merge(name(word), 1, Integer::sum);
        for (int n = 0; n < 31; n++) {
            if (first.x()[n] != x[n] && !e.writesRegister(n)) {
                return "writes x" + n;
            }
        }
        if (first.x()[CpuState.SP] != x[CpuState.SP] && !e.writesRegister(Effects.SP)) {
            return "writes sp";
        }
        if (first.nzcv() != flags && !e.writesRegister(Effects.NZCV)) {
            return "writes the flags";
        }
        for (int n = 0; n < 64; n++) {
            if (first.v()[n] != v[n] && (e.vectorWrites() >>> n / 2 & 1) == 0) {
                return "writes v" + n / 2;
            }
        }
        if (first.pc() != CODE + 4 && e.flow() == null) {
            return "branches";
        }
        String where = memory(m, x, first.touches());
        return where != null ? where : unread(word, e, x, v, flags, first);
    }

    /** Changes all that is declared unread and expects the same values written. */
    private @Nullable String unread(int word, Effects e, long[] x, long[] v, int flags, Outcome first) {
        long[] otherX = x.clone();
        long[] otherV = v.clone();
        for (int n = 0; n < 31; n++) {
            otherX[n] = e.readsRegister(n) ? x[n] : random.nextLong();
        }
        otherX[CpuState.SP] = e.readsRegister(Effects.SP) ? x[CpuState.SP] : random.nextLong() & ~15L;
        for (int n = 0; n < 64; n++) {
            otherV[n] = (e.vectorReads() >>> n / 2 & 1) != 0 ? v[n] : random.nextLong();
        }
        int otherFlags = e.readsRegister(Effects.NZCV) ? flags : random.nextInt(16) << 28;
        Outcome second = run(word, otherX, otherV, otherFlags);
        if (!second.done()) {
            return "faults or not by something it does not read";
        }
        for (int n = 0; n < 31; n++) {
            if (e.writesRegister(n) && first.x()[n] != second.x()[n]) {
                return "x" + n + " depends on something not declared read";
            }
        }
        if (e.writesRegister(Effects.SP) && first.x()[CpuState.SP] != second.x()[CpuState.SP]) {
            return "sp depends on something not declared read";
        }
        if (e.writesRegister(Effects.NZCV) && first.nzcv() != second.nzcv()) {
            return "flags depend on something not declared read";
        }
        for (int n = 0; n < 64; n++) {
            if ((e.vectorWrites() >>> n / 2 & 1) != 0 && first.v()[n] != second.v()[n]) {
                return "v" + n / 2 + " depends on something not declared read";
            }
        }
        if (first.pc() != second.pc()) {
            return "where it branches depends on something not declared read";
        }
        return first.stored().equals(second.stored()) ? null : "what it stores depends on something not declared read";
    }

    private static @Nullable String memory(@Nullable MemoryAccess m, long[] x, List<Touch> seen) {
        if (m == null || m.kind() == AccessKind.PREFETCH) {
            return seen.isEmpty() ? null : "touches memory";
        }
        if (seen.isEmpty()) {
            return m.kind() == AccessKind.STORE_EXCLUSIVE ? null : "touches no memory";
        }
        long from = m.base() < 0 ? CODE : x[m.base() == 31 ? CpuState.SP : m.base()];
        if (m.writeback() != Writeback.POST) {
            from += m.offset();
            if (m.index() >= 0) {
                from += (m.index() == 31 ? 0 : x[m.index()]) << m.shift();
            }
        }
        long low = Long.MAX_VALUE;
        long high = Long.MIN_VALUE;
        boolean stored = false;
        for (Touch t : seen) {
            low = Math.min(low, t.va());
            high = Math.max(high, t.va() + t.bytes());
            stored |= t.store();
        }
        if (low != from || high != from + m.bytes()) {
            return String.format("touches %#x to %#x, declared %#x to %#x", low, high, from, from + m.bytes());
        }
        return stored && !m.stores() ? "stores" : null;
    }

    private static String name(int word) {
        Encoding e = Isa.a64().decode(word);
        return e == null ? "" : e.id();
    }

    private Stop step(int word) {
        machine.cpu().pc = CODE;
        machine.memory().write32(CODE, word);
        return machine.run(1, () -> false);
    }

    private Outcome run(int word, long[] x, long[] v, int flags) {
        CpuState cpu = machine.cpu();
        step(CLREX);
        System.arraycopy(x, 0, cpu.x, 0, 34);
        System.arraycopy(v, 0, cpu.v, 0, 64);
        cpu.nzcv = flags;
        touches.clear();
        Stop stop = step(word);
        List<Touch> seen = List.copyOf(touches);
        List<Long> stored = new ArrayList<>();
        for (Touch t : seen) {
            for (long a = t.va() & -8; t.store() && a < t.va() + t.bytes(); a += 8) {
                stored.add(machine.memory().read64(physical(a)));
                machine.memory().write64(physical(a), pattern(a));
            }
        }
        boolean done = stop instanceof Stop.Limit;
        return new Outcome(cpu.x.clone(), cpu.v.clone(), cpu.nzcv, cpu.pc, seen, stored, done);
    }
}
