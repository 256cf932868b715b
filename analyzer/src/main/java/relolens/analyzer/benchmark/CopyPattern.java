package relolens.analyzer.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.cost.LoopFinder;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.Isa;

/**
 * The accesses of one round of a routine's copy or fill loop, as offsets from where source and destination stand.
 *
 * @param accesses in order
 * @param stride bytes that the destination moves a round; a divisor of 4096
 * @param cleans whether the routine pushes what it wrote out of the caches
 */
record CopyPattern(List<Access> accesses, int stride, boolean cleans) {
    private static final int PAGE = 4096;
    private static final int ALL = 32;

    CopyPattern {
        accesses = List.copyOf(accesses);
    }

    /**
     * One access.
     *
     * @param data register numbers moved, empty for DC ZVA
     * @param bytes of each of them
     */
    record Access(boolean store, long offset, int bytes, List<Integer> data, boolean vector, boolean nonTemporal) {
        Access {
            data = List.copyOf(data);
        }

        boolean zeroes() {
            return data.isEmpty();
        }
    }

    /** {@return whether something is read too} */
    boolean copies() {
        return accesses.stream().anyMatch(a -> !a.store());
    }

    /**
     * {@return the pattern of the loop that stores most a round}
     *
     * @throws BenchmarkException if the routine has no loop that stores at constant offsets and moves by a constant
     */
    static CopyPattern of(AssembledUnit unit, String routine) {
        CopyPattern best = null;
        String why = "no loop of it stores";
        boolean cleans = false;
        for (LoopFinder.Loop loop : new LoopFinder(unit).loops(routine)) {
            try {
                Reader reader = new Reader();
                loop.body().forEach(reader::read);
                cleans |= reader.cleans;
                if (reader.accesses.stream().anyMatch(Access::store)) {
                    CopyPattern found = reader.pattern();
                    best = best == null
                                    || found.accesses().size() > best.accesses().size()
                            ? found
                            : best;
                }
            } catch (BenchmarkException e) {
                why = String.valueOf(e.getMessage());
            }
        }
        if (best == null) {
            throw new BenchmarkException("no benchmark of " + routine + ": " + why);
        }
        return new CopyPattern(best.accesses(), best.stride(), cleans);
    }

    /** Reads a loop's instructions in order, following the pointers. */
    private static final class Reader {
        final List<Access> accesses = new ArrayList<>();
        boolean cleans;
        private final Map<Integer, Long> moved = new HashMap<>();
        private int destination = -1;
        private int source = -1;

        void read(AssembledUnit.Placed placed) {
            Encoding row = Isa.a64().decode(placed.word());
            Effects effects = Isa.a64().effects(placed.word());
            if (row == null || effects == null) {
                return;
            }
            String id = row.id();
            Effects.MemoryAccess m = effects.memory();
            if (id.startsWith("DC_ZVA")) {
                int base = placed.word() & ALL - 1;
                destination = destination < 0 ? base : destination;
                require(base == destination, placed, "stores by two pointers");
                accesses.add(new Access(true, at(base), 64, List.of(), false, false));
            } else if (id.startsWith("DC_")
                    || effects.system() != null && effects.system().kind() == Effects.SystemKind.DC) {
                cleans = true;
            } else if (m != null && m.kind() != Effects.AccessKind.PREFETCH) {
                access(placed, m);
            } else {
                follow(placed, row, effects);
            }
        }

        private void access(AssembledUnit.Placed placed, Effects.MemoryAccess m) {
            boolean store = m.kind() == Effects.AccessKind.STORE;
            require(store || m.kind() == Effects.AccessKind.LOAD, placed, "is no plain load or store");
            require(m.index() < 0 && m.base() >= 0, placed, "has no constant offset");
            require(m.data().size() <= 2 || m.vector(), placed, "moves too many registers");
            if (store) {
                destination = destination < 0 ? m.base() : destination;
            } else {
                source = source < 0 ? m.base() : source;
            }
            require(m.base() == (store ? destination : source), placed, "goes by a second pointer");
            long offset = m.writeback() == Effects.Writeback.POST ? 0 : m.offset();
            accesses.add(
                    new Access(store, at(m.base()) + offset, m.elementBytes(), m.data(), m.vector(), m.nonTemporal()));
            if (m.writeback() != Effects.Writeback.NONE) {
                moved.merge(m.base(), m.offset(), Long::sum);
            }
        }

        private long at(int base) {
            return moved.getOrDefault(base, 0L);
        }

        private void follow(AssembledUnit.Placed placed, Encoding row, Effects effects) {
            int rd = placed.word() & ALL - 1;
            int rn = placed.word() >>> 5 & ALL - 1;
            if (row.id().matches("(ADD|SUB)_imm.*") && rd == rn) {
                long imm = (long) (placed.word() >>> 10 & 0xfff) << ((placed.word() >>> 22 & 1) != 0 ? 12 : 0);
                moved.merge(rd, row.id().startsWith("ADD") ? imm : -imm, Long::sum);
                return;
            }
            boolean pointer = destination >= 0 && (effects.writes() >>> destination & 1) != 0
                    || source >= 0 && (effects.writes() >>> source & 1) != 0;
            require(!pointer, placed, "moves a pointer by something other than a constant");
        }

        CopyPattern pattern() {
            long stride = at(destination);
            if (stride <= 0 || PAGE % stride != 0 || source >= 0 && at(source) != stride) {
                throw new BenchmarkException("its pointers move by " + stride
                        + (source >= 0 ? " and " + at(source) : "") + " bytes a round, which does not divide a page");
            }
            for (Access a : accesses) {
                if (a.offset() < -PAGE || a.offset() > PAGE) {
                    throw new BenchmarkException("it reaches " + a.offset() + " bytes from its pointer");
                }
            }
            return new CopyPattern(accesses, (int) stride, false);
        }

        private static void require(boolean holds, AssembledUnit.Placed placed, String what) {
            if (!holds) {
                throw new BenchmarkException("line " + placed.origin().span().line() + " " + what);
            }
        }
    }
}
