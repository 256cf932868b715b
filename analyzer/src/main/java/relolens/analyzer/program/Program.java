package relolens.analyzer.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.AssembledUnit.Placed;
import relolens.analyzer.asm.AssembledUnit.Relocation;
import relolens.analyzer.asm.AssembledUnit.Section;
import relolens.emulator.isa.Effects;

/** An assembled unit seen as a program: instructions, where control goes, routines. */
public final class Program {
    /** Sections whose code is copied to, or mapped as, one page: where something stands in them matters. */
    public static final Set<String> ONE_PAGE =
            Set.of(".kexec_relocate.text", ".hibernate_exit.text", ".idmap.text", ".hyp.idmap.text");

    private final List<Instruction> instructions;
    private final Map<Place, Integer> byPlace;
    private final SymbolPlaces places;
    private final ControlFlow flow;
    private final List<Routine> routines;
    private final int[] routineOf;
    private final Map<Place, Relocation> data;
    private final LiteralSource literals;
    private final Decoded.Table table;

    /** Numbers in literal pools, by place and size in bytes. */
    @FunctionalInterface
    interface LiteralSource {
        OptionalLong at(Place place, int bytes);
    }

    Program(
            List<Instruction> instructions,
            Map<Place, Integer> byPlace,
            SymbolPlaces places,
            ControlFlow flow,
            List<Routine> routines,
            Map<Place, Relocation> data,
            LiteralSource literals,
            Decoded.Table table) {
        this.data = data;
        this.table = table;
        this.literals = literals;
        this.instructions = List.copyOf(instructions);
        this.byPlace = byPlace;
        this.places = places;
        this.flow = flow;
        this.routines = List.copyOf(routines);
        routineOf = new int[instructions.size()];
        Arrays.fill(routineOf, -1);
        for (int r = 0; r < routines.size(); r++) {
            for (int i = routines.get(r).first(); i < routines.get(r).end(); i++) {
                routineOf[i] = r;
            }
        }
    }

    /**
     * @param effects what a word reads and writes, null for words without a row
     * @param named names that contracts speak of: each starts a routine if it is a label on code
     */
    public static Program of(AssembledUnit unit, IntFunction<@Nullable Effects> effects, Set<String> named) {
        List<Instruction> instructions = new ArrayList<>();
        Map<Place, Integer> byPlace = new HashMap<>();
        Map<Place, Relocation> data = new HashMap<>();
        Decoded.Table table = new Decoded.Table(effects);
        for (Section section : unit.sections()) {
            Map<Long, Relocation> relocations = new HashMap<>();
            for (Relocation r : section.relocations()) {
                relocations.putIfAbsent(r.offset(), r);
                data.put(new Place(section.name(), r.offset()), r);
            }
            if (!section.executable()) {
                continue;
            }
            for (Placed placed : section.instructions()) {
                int index = instructions.size();
                byPlace.put(new Place(section.name(), placed.offset()), index);
                instructions.add(table.of(placed.word())
                        .instruction(
                                index,
                                section.name(),
                                placed.offset(),
                                placed.word(),
                                relocations.get(placed.offset()),
                                placed.origin()));
            }
        }
        SymbolPlaces places = new SymbolPlaces(unit);
        ControlFlow flow = new ControlFlow(
                instructions,
                byPlace,
                places,
                Alternatives.of(unit, places),
                new JumpTables(unit, instructions, byPlace, places));
        List<Routine> routines = new RoutineFinder(unit, instructions, byPlace, flow, named).find();
        return new Program(instructions, byPlace, places, flow, routines, data, new Literals(unit)::at, table);
    }

    /** {@return an excerpt of this program as a program of its own; made of what the excerpt holds and nothing else} */
    public Program of(Excerpt excerpt) {
        return new ExcerptReader(excerpt).program(table);
    }

    /** {@return all instructions of executable sections; {@code get(i).index() == i}} */
    public List<Instruction> instructions() {
        return instructions;
    }

    /** {@return the instruction} */
    public Instruction at(int index) {
        return instructions.get(index);
    }

    /** {@return index of the instruction at a place, or -1} */
    public int find(Place place) {
        return byPlace.getOrDefault(place, -1);
    }

    /** {@return the relocation on the word at {@code place}, or null} */
    public @Nullable Relocation dataRelocation(Place place) {
        return data.get(place);
    }

    /** {@return the number of 4 or 8 bytes in a literal pool at {@code place}, if it is one and the linker leaves it alone} */
    public OptionalLong literal(Place place, int bytes) {
        return data.containsKey(place) ? OptionalLong.empty() : literals.at(place, bytes);
    }

    /** {@return where names are} */
    public SymbolPlaces places() {
        return places;
    }

    /** {@return indexes control falls through to (both arms of an alternative), empty where it does not} */
    public int[] next(int index) {
        return flow.next(index);
    }

    /**
     * {@return indexes a direct branch or call goes to, or a branch through a table of this unit; empty for none and for targets
     *     outside the unit}
     */
    public int[] target(int index) {
        return flow.target(index);
    }

    /** {@return whether an instruction is a branch through a table of this unit, whose targets are all known} */
    public boolean throughTable(int index) {
        Effects effects = at(index).effects();
        Effects.Flow f = effects == null ? null : effects.flow();
        return f != null && f.kind() == Effects.FlowKind.INDIRECT && target(index).length > 0;
    }

    /** {@return the symbol a direct branch or call names, or null where it was resolved without one} */
    public @Nullable String targetName(int index) {
        return flow.targetName(index);
    }

    /** {@return routines in order of their first instruction; they do not overlap} */
    public List<Routine> routines() {
        return routines;
    }

    /** {@return the routine an instruction belongs to, or null} */
    public @Nullable Routine routineOf(int index) {
        return routineOf[index] < 0 ? null : routines.get(routineOf[index]);
    }
}
