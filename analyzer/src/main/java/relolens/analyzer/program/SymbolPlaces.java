package relolens.analyzer.program;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.AssembledUnit.Section;
import relolens.analyzer.asm.AssembledUnit.Symbol;

/** Where the unit's names are. A section's name stands for its start. */
public final class SymbolPlaces {
    private final Map<String, Place> places;
    private final Map<String, Integer> alignments;
    private final Map<String, Symbol> symbols;

    SymbolPlaces(Map<String, Place> places, Map<String, Integer> alignments, Map<String, Symbol> symbols) {
        this.places = places;
        this.alignments = alignments;
        this.symbols = symbols;
    }

    SymbolPlaces(AssembledUnit unit) {
        this(new HashMap<>(), new HashMap<>(), new HashMap<>());
        for (Section s : unit.sections()) {
            places.put(s.name(), new Place(s.name(), 0));
            alignments.put(s.name(), Math.max(1, s.alignment()));
        }
        for (Symbol s : unit.symbols()) {
            symbols.putIfAbsent(s.name(), s);
            String section = s.section();
            if (s.defined() && section != null) {
                places.put(s.name(), new Place(section, s.value()));
            }
        }
    }

    /** {@return where {@code symbol} + {@code addend} is, or null if this unit does not define it} */
    public @Nullable Place of(String symbol, long addend) {
        Place p = places.get(symbol);
        return p == null ? null : new Place(p.section(), p.offset() + addend);
    }

    /** {@return the symbol's entry in the unit, or null} */
    public @Nullable Symbol symbol(String name) {
        return symbols.get(name);
    }

    /** {@return the alignment in bytes that {@code place}'s section promises (1 if unknown)} */
    public int alignmentOf(Place place) {
        return alignments.getOrDefault(place.section(), 1);
    }
}
