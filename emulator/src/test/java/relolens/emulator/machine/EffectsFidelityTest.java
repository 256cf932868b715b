package relolens.emulator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relolens.emulator.cpu.CpuState;
import relolens.emulator.isa.Disassembler;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Encoding;
import relolens.emulator.memory.MemoryType;
import relolens.emulator.memory.RamRegion;

/** What a row declares to read and write, against what the interpreter does with it from random states. */
class EffectsFidelityTest {
    private static final long RAM = 0x4000_0000L;
    private static final int STATES = 6;

    private final Random random = new Random(7);
    private final CaseGenerator generator = new CaseGenerator(random);
    private final Machine machine =
            new Machine(MachineConfig.plain(new RamRegion(RAM, 16 << 20)).withHighestEl(1));
    private final Transactions transactions = new Transactions();

    EffectsFidelityTest() {
        machine.memory().write64(RAM + 0x10000, RAM + 0x11000 | 3);
        machine.memory().write64(RAM + 0x11008, RAM | 1 << 10 | 3 << 8 | 1);
        machine.cpu().register("ttbr0_el1", RAM + 0x10000);
        machine.cpu().register("tcr_el1", 16 | 1 << 8 | 1 << 10 | 3 << 12 | 1 << 23 | 2L << 32);
        machine.cpu().register("mair_el1", 0xff);
        machine.cpu().register("sctlr_el1", 0x30d0_1805L);
        machine.listen(transactions);
    }

    @Test
    void registersThatChangeAreDeclaredAsWritten() {
        List<String> wrong = new ArrayList<>();
        forEveryRow((word, effects) -> {
            State before = randomState();
            State after = run(word, before);
            if ((after.changed(before) & ~effects.writes()) != 0
                    || (after.changedVectors(before) & ~effects.vectorWrites()) != 0) {
                wrong.add(Disassembler.print(word, RAM) + " changes what it does not declare");
            }
        });
        assertThat(wrong).isEmpty();
    }

    /** Two runs that differ only in undeclared inputs must leave the declared outputs equal. */
    @Test
    void registersNotDeclaredAsReadDoNotMatter() {
        List<String> wrong = new ArrayList<>();
        forEveryRow((word, effects) -> {
            State one = randomState();
            State other = randomState().keeping(one, effects);
            State first = run(word, one);
            long firstAccess = transactions.key;
            State second = run(word, other);
            for (int r = 0; r < 33; r++) {
                boolean write = (effects.writes() >>> r & 1) != 0;
                if (write && first.value(r) != second.value(r)) {
                    wrong.add(Disassembler.print(word, RAM) + ": output " + r + " depends on an undeclared input");
                }
            }
            for (int v = 0; v < 32; v++) {
                boolean write = (effects.vectorWrites() >>> v & 1) != 0;
                if (write && (first.v[2 * v] != second.v[2 * v] || first.v[2 * v + 1] != second.v[2 * v + 1])) {
                    wrong.add(Disassembler.print(word, RAM) + ": v" + v + " depends on an undeclared input");
                }
            }
            if (firstAccess != transactions.key) {
                wrong.add(Disassembler.print(word, RAM) + ": what it accesses depends on an undeclared input");
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void memoryAccessesAreAsDeclared() {
        List<String> wrong = new ArrayList<>();
        forEveryRow((word, effects) -> {
            State state = randomState();
            run(word, state);
            Effects.MemoryAccess access = effects.memory();
            if (access == null) {
                if (transactions.bytesRead + transactions.bytesWritten != 0) {
                    wrong.add(Disassembler.print(word, RAM) + " accesses memory");
                }
                return;
            }
            if (access.kind() == Effects.AccessKind.PREFETCH
                    || access.kind() == Effects.AccessKind.STORE_EXCLUSIVE
                    || access.kind() == Effects.AccessKind.ATOMIC) {
                return;
            }
            long moved = access.stores() ? transactions.bytesWritten : transactions.bytesRead;
            if (moved != access.bytes() || transactions.lowest != address(access, state)) {
                wrong.add(String.format(
                        "%s: %d bytes at %x, declared %d at %x",
                        Disassembler.print(word, RAM),
                        moved,
                        transactions.lowest,
                        access.bytes(),
                        address(access, state)));
            }
        });
        assertThat(wrong).isEmpty();
    }

    private static long address(Effects.MemoryAccess access, State state) {
        long base = access.base() < 0 ? RAM + 0x20_0000 : state.x[access.base() == 31 ? CpuState.SP : access.base()];
        if (access.index() >= 0 && access.writeback() == Effects.Writeback.NONE) {
            // Index registers hold small positive numbers: every extension keeps them.
            return base + (state.x[access.index()] << access.shift());
        }
        return access.writeback() == Effects.Writeback.POST ? base : base + access.offset();
    }

    private interface Check {
        void on(int word, Effects effects);
    }

    private void forEveryRow(Check check) {
        for (Encoding row : generator.rows()) {
            for (int i = 0; i < STATES; i++) {
                Integer word = generator.example(row);
                if (word != null) {
                    Effects effects = relolens.emulator.isa.Isa.a64().effects(word);
                    if (effects != null) {
                        check.on(word, effects);
                    }
                }
            }
        }
    }

    private State run(int word, State from) {
        long pc = RAM + 0x20_0000;
        machine.memory().write32(pc, word);
        CpuState cpu = machine.cpu();
        System.arraycopy(from.x, 0, cpu.x, 0, 34);
        System.arraycopy(from.v, 0, cpu.v, 0, 64);
        cpu.nzcv = from.nzcv;
        cpu.pc = pc;
        transactions.clear();
        Stop stop = machine.run(1, () -> false);
        assertThat(stop).as(Disassembler.print(word, pc)).isEqualTo(new Stop.Limit(1));
        // Whatever was stored is undone: the next run must find the same memory.
        for (long pa : transactions.stored) {
            machine.memory().fill(pa & -64, 64, (byte) 0);
        }
        State after = new State();
        System.arraycopy(cpu.x, 0, after.x, 0, 34);
        System.arraycopy(cpu.v, 0, after.v, 0, 64);
        after.nzcv = cpu.nzcv;
        return after;
    }

    private State randomState() {
        State state = new State();
        for (int i = 0; i < 31; i++) {
            state.x[i] =
                    i >= 20 && i <= 25 ? pointer() : i == 18 || i == 19 ? 16L * random.nextInt(8) : random.nextLong();
        }
        state.x[CpuState.SP] = pointer();
        for (int i = 0; i < 64; i++) {
            state.v[i] = random.nextLong();
        }
        state.nzcv = random.nextInt(16) << 28;
        return state;
    }

    private long pointer() {
        return RAM + 0x80_0000 + 0x1000L * random.nextInt(64);
    }

    /** General registers, vectors and flags at one moment. */
    private static final class State {
        final long[] x = new long[34];
        final long[] v = new long[64];
        int nzcv;

        long value(int bit) {
            return bit == 32 ? nzcv : x[bit == 31 ? CpuState.SP : bit];
        }

        long changed(State before) {
            long mask = 0;
            for (int r = 0; r < 33; r++) {
                mask |= value(r) != before.value(r) ? 1L << r : 0;
            }
            return mask;
        }

        int changedVectors(State before) {
            int mask = 0;
            for (int r = 0; r < 64; r++) {
                mask |= v[r] != before.v[r] ? 1 << r / 2 : 0;
            }
            return mask;
        }

        /** This state, with what {@code effects} declares as read taken from {@code other}. */
        State keeping(State other, Effects effects) {
            for (int r = 0; r < 31; r++) {
                x[r] = (effects.reads() >>> r & 1) != 0 ? other.x[r] : x[r];
            }
            if ((effects.reads() >>> 31 & 1) != 0) {
                x[CpuState.SP] = other.x[CpuState.SP];
            }
            if ((effects.reads() >>> 32 & 1) != 0) {
                nzcv = other.nzcv;
            }
            for (int r = 0; r < 64; r++) {
                v[r] = (effects.vectorReads() >>> r / 2 & 1) != 0 ? other.v[r] : v[r];
            }
            return this;
        }
    }

    private static final class Transactions implements MachineListener {
        private long bytesRead;
        private long bytesWritten;
        private long lowest;
        private long key;
        private final List<Long> stored = new ArrayList<>();

        void clear() {
            stored.clear();
            bytesRead = 0;
            bytesWritten = 0;
            lowest = Long.MAX_VALUE;
            key = 0;
        }

        @Override
        public void data(boolean store, long va, long pa, int bytes, MemoryType type, int level, boolean allocated) {
            if (store) {
                stored.add(pa);
            }
            bytesRead += store ? 0 : bytes;
            bytesWritten += store ? bytes : 0;
            lowest = Math.min(lowest, va);
            key = key * 31 + va * 7 + bytes * 3L + (store ? 1 : 0);
        }
    }
}
