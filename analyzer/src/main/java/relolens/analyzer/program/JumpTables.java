package relolens.analyzer.program;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.AssembledUnit.Relocation;
import relolens.analyzer.asm.AssembledUnit.Section;
import relolens.emulator.isa.Computation;
import relolens.emulator.isa.Computation.Kind;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Effects.AccessKind;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;
import relolens.emulator.isa.Effects.MemoryAccess;

/**
 * Branches to an address out of a table of this unit, whose bytes and relocations are known: distances from a label, addresses,
 * or a row of branches with a computed index. What does not look like one of these has no targets.
 */
final class JumpTables {
    /** Instructions looked back at from the branch. */
    private static final int NEAR = 16;

    private static final int MOST_ENTRIES = 256;
    private static final int HIGHER_OR_SAME = 2;
    private static final int HIGHER = 8;

    private final List<Instruction> instructions;
    private final Map<Place, Integer> byPlace;
    private final SymbolPlaces places;
    private final Map<String, Section> sections = new HashMap<>();
    private final Map<Place, Relocation> relocations = new HashMap<>();

    JumpTables(AssembledUnit unit, List<Instruction> instructions, Map<Place, Integer> byPlace, SymbolPlaces places) {
        this.instructions = instructions;
        this.byPlace = byPlace;
        this.places = places;
        for (Section s : unit.sections()) {
            sections.put(s.name(), s);
            for (Relocation r : s.relocations()) {
                relocations.put(new Place(s.name(), r.offset()), r);
            }
        }
    }

    /** {@return indexes that the branch through {@code register} may go to, empty if that is not known} */
    int[] targets(int branch, int register) {
        Instruction last = definition(branch, register);
        if (last == null) {
            return new int[0];
        }
        MemoryAccess load = load(last);
        Computation sum = last.computes();
        List<Integer> found = load != null
                ? addresses(branch, last, load)
                : sum != null && sum.kind() == Kind.ADD && sum.second() >= 0 ? sums(branch, last, sum) : List.of();
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Addresses in a table. */
    private List<Integer> addresses(int branch, Instruction at, MemoryAccess load) {
        Place table = load.base() < 0 || load.elementBytes() != 8 ? null : label(at.index(), load.base());
        List<Integer> found = new ArrayList<>();
        for (int i = 0; table != null && i < entries(branch, load.index()); i++) {
            Relocation r = relocations.get(new Place(table.section(), table.offset() + 8L * i));
            Integer target = r == null ? null : index(places.of(r.symbol(), r.addend()));
            if (target == null) {
                break;
            }
            found.add(target);
        }
        return found;
    }

    /** A label and a distance: out of a table, or reckoned from an index. */
    private List<Integer> sums(int branch, Instruction at, Computation sum) {
        Place from = label(at.index(), sum.first());
        int distance = sum.second();
        if (from == null) {
            from = label(at.index(), sum.second());
            distance = sum.first();
        }
        if (from == null || distance < 0) {
            return List.of();
        }
        Instruction definition = definition(at.index(), distance);
        MemoryAccess load = definition == null ? null : load(definition);
        if (definition != null && load != null) {
            return distances(branch, from, definition, load, sum.amount());
        }
        return sum.amount() < 2 ? List.of() : branches(branch, from, distance, 1L << sum.amount());
    }

    private List<Integer> distances(int branch, Place from, Instruction at, MemoryAccess load, int scale) {
        Place table = load.base() < 0 ? null : label(at.index(), load.base());
        Section section = table == null ? null : sections.get(table.section());
        List<Integer> found = new ArrayList<>();
        if (table == null || section == null) {
            return found;
        }
        ByteBuffer bytes = ByteBuffer.wrap(section.content()).order(ByteOrder.LITTLE_ENDIAN);
        int size = load.elementBytes();
        for (int i = 0; i < entries(branch, load.index()); i++) {
            Place entry = new Place(table.section(), table.offset() + (long) size * i);
            Place to = distance(from, entry, bytes, size, scale);
            Integer target = to == null || byPlace.containsKey(entry) ? null : index(to);
            if (target == null) {
                break;
            }
            found.add(target);
        }
        return found;
    }

    private @Nullable Place distance(Place from, Place entry, ByteBuffer bytes, int size, int scale) {
        Relocation r = relocations.get(entry);
        if (r != null) {
            // Relative to the entry itself: from the table on, it is less by the distance of the entry.
            Place to = places.of(r.symbol(), r.addend());
            return to == null || !from.section().equals(entry.section())
                    ? null
                    : new Place(to.section(), to.offset() - (entry.offset() - from.offset()));
        }
        int at = (int) entry.offset();
        if (at < 0 || at + size > bytes.capacity()) {
            return null;
        }
        long value = switch (size) {
            case 1 -> bytes.get(at);
            case 2 -> bytes.getShort(at);
            case 4 -> bytes.getInt(at);
            default -> bytes.getLong(at);
        };
        return new Place(from.section(), from.offset() + (value << scale));
    }

    /** A row of branches, or of blocks of one size. */
    private List<Integer> branches(int branch, Place from, int index, long size) {
        List<Integer> found = new ArrayList<>();
        int bound = entries(branch, index);
        for (int i = 0; i < bound; i++) {
            Integer target = index(new Place(from.section(), from.offset() + i * size));
            if (target == null || bound == MOST_ENTRIES && !branchOnly(target)) {
                break;
            }
            found.add(target);
        }
        return found;
    }

    private boolean branchOnly(int index) {
        Effects e = instructions.get(index).effects();
        return e != null && e.flow() != null && e.flow().kind() == FlowKind.BRANCH;
    }

    private @Nullable Integer index(@Nullable Place place) {
        return place == null ? null : byPlace.get(place);
    }

    private static @Nullable MemoryAccess load(Instruction at) {
        MemoryAccess m = at.effects() == null ? null : at.effects().memory();
        return m != null && m.kind() == AccessKind.LOAD && m.index() >= 0 && !m.vector() ? m : null;
    }

    /** {@return the instruction near before {@code at} that set a register, or null} */
    private @Nullable Instruction definition(int at, int register) {
        for (int i = at - 1; i >= Math.max(0, at - NEAR) && sameSection(i, at); i--) {
            Effects e = instructions.get(i).effects();
            if (e == null || e.writesRegister(register)) {
                return e == null ? null : instructions.get(i);
            }
        }
        return null;
    }

    private boolean sameSection(int i, int at) {
        return instructions.get(i).section().equals(instructions.get(at).section());
    }

    /** {@return where a register that ADR, or ADRP and ADD, set points, or null} */
    private @Nullable Place label(int at, int register) {
        Instruction set = register < 0 ? null : definition(at, register);
        Computation c = set == null ? null : set.computes();
        if (set == null || c == null) {
            return null;
        }
        Relocation r = set.relocation();
        boolean low = c.kind() == Kind.ADD && c.second() == Computation.NONE && r != null;
        if (c.kind() != Kind.ADDRESS && !low) {
            return null;
        }
        return r != null ? places.of(r.symbol(), r.addend()) : new Place(set.section(), set.offset() + c.immediate());
    }

    /** {@return how many entries a comparison of the index leaves, or the most there may be} */
    private int entries(int branch, int index) {
        for (int i = branch - 1; i >= Math.max(1, branch - NEAR) && sameSection(i, branch); i--) {
            Effects e = instructions.get(i).effects();
            Flow f = e == null ? null : e.flow();
            Computation c = instructions.get(i - 1).computes();
            boolean bound = f != null
                    && (f.condition() == HIGHER_OR_SAME || f.condition() == HIGHER)
                    && c != null
                    && c.kind() == Kind.SUBTRACT
                    && c.comparesOnly()
                    && c.first() == index
                    && c.second() == Computation.NONE;
            if (bound && c != null && f != null && c.immediate() < MOST_ENTRIES) {
                return (int) c.immediate() + (f.condition() == HIGHER ? 1 : 0);
            }
        }
        return MOST_ENTRIES;
    }
}
