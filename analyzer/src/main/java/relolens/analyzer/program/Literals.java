package relolens.analyzer.program;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.AssembledUnit.Section;
import relolens.analyzer.asm.AssembledUnit.Symbol;

/** What literal pools hold: words in executable sections that carry no name, so that nobody can store to them by it. */
final class Literals {
    private final Map<String, byte[]> sections = new HashMap<>();
    private final Set<Place> named = new HashSet<>();

    Literals(AssembledUnit unit) {
        for (Section s : unit.sections()) {
            if (s.executable()) {
                sections.put(s.name(), s.content());
            }
        }
        for (Symbol s : unit.symbols()) {
            String section = s.section();
            if (s.defined() && section != null) {
                named.add(new Place(section, s.value()));
            }
        }
    }

    /** {@return the little-endian number of {@code bytes} bytes (4 or 8) at a place, zero-extended, if it is a literal} */
    OptionalLong at(Place place, int bytes) {
        byte[] content = sections.get(place.section());
        boolean inside = content != null && place.offset() >= 0 && place.offset() + bytes <= content.length;
        if (content == null || !inside || named.contains(place)) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | content[(int) place.offset() + i] & 0xff;
        }
        return OptionalLong.of(value);
    }
}
