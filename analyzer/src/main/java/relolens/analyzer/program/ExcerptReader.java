package relolens.analyzer.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit.Relocation;
import relolens.analyzer.asm.AssembledUnit.Symbol;
import relolens.analyzer.source.Origin;
import relolens.analyzer.source.Span;

/** Makes a program of an excerpt, out of nothing but the excerpt. */
final class ExcerptReader {
    /** Where an excerpt's instructions stand in the source is not for the analysis to know. */
    private static final Origin NOWHERE = new Origin(Span.of("", 0, 0, 0), List.of());

    private final Excerpt excerpt;
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<int[]> next = new ArrayList<>();
    private final List<int[]> target = new ArrayList<>();
    private final Map<Place, Integer> byPlace = new HashMap<>();

    ExcerptReader(Excerpt excerpt) {
        this.excerpt = excerpt;
    }

    /** {@return the program} */
    Program program(Decoded.Table table) {
        read(table);
        @Nullable String[] names = new String[instructions.size()];
        excerpt.targetNames().forEach(t -> names[t.index()] = t.name());
        Map<Place, Relocation> data = new HashMap<>();
        excerpt.data()
                .forEach(
                        d -> data.put(d.place(), new Relocation(d.place().offset(), d.type(), d.symbol(), d.addend())));
        return new Program(
                instructions,
                byPlace,
                places(),
                new ControlFlow(next.toArray(int[][]::new), target.toArray(int[][]::new), names),
                excerpt.routines(),
                data,
                this::literal,
                table);
    }

    private void read(Decoded.Table table) {
        Map<Integer, Relocation> relocations = new HashMap<>();
        excerpt.relocations()
                .forEach(r -> relocations.put(r.index(), new Relocation(0, r.type(), r.symbol(), r.addend())));
        Excerpt.Numbers code = excerpt.code();
        int at = 0;
        while (at < code.size()) {
            int index = instructions.size();
            int word = (int) code.at(at);
            String section = excerpt.sections().get((int) code.at(at + 1)).name();
            long offset = code.at(at + 2);
            int falls = (int) code.at(at + 3);
            int goes = (int) code.at(at + 4);
            at += 5;
            next.add(numbers(code, at, falls));
            target.add(numbers(code, at + falls, goes));
            at += falls + goes;
            byPlace.put(new Place(section, offset), index);
            instructions.add(table.of(word).instruction(index, section, offset, word, relocations.get(index), NOWHERE));
        }
    }

    private static int[] numbers(Excerpt.Numbers code, int from, int count) {
        int[] result = new int[count];
        Arrays.setAll(result, i -> (int) code.at(from + i));
        return result;
    }

    private SymbolPlaces places() {
        Map<String, Place> places = new HashMap<>();
        Map<String, Integer> alignments = new HashMap<>();
        Map<String, Symbol> symbols = new HashMap<>();
        excerpt.sections().forEach(s -> {
            places.put(s.name(), new Place(s.name(), 0));
            alignments.put(s.name(), s.alignment());
        });
        for (Excerpt.NameFact n : excerpt.names()) {
            Place place = n.place();
            Long absolute = n.absolute();
            if (place != null) {
                places.put(n.name(), place);
            }
            if (n.known()) {
                symbols.put(
                        n.name(),
                        new Symbol(
                                n.name(),
                                place == null ? n.defined() && absolute == null ? "" : null : place.section(),
                                absolute != null ? absolute : place == null ? 0 : place.offset(),
                                n.defined(),
                                n.global(),
                                false,
                                n.type(),
                                n.size(),
                                NOWHERE));
            }
        }
        return new SymbolPlaces(places, alignments, symbols);
    }

    private OptionalLong literal(Place place, int bytes) {
        return excerpt.literals().stream()
                .filter(l -> l.bytes() == bytes && l.place().equals(place))
                .mapToLong(Excerpt.LiteralFact::number)
                .findFirst();
    }
}
