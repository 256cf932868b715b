package relolens.analyzer.dwarf;

import java.util.HashMap;
import java.util.Map;

/** A string section: each string once where asked for, zero-terminated. */
final class Strings {
    private final Bytes out = new Bytes();
    private final Map<String, Integer> known = new HashMap<>();

    /** {@return the offset of a copy of its own} */
    int add(String text) {
        int at = out.size();
        out.string(text);
        return at;
    }

    /** {@return the offset of the one copy} */
    int once(String text) {
        return known.computeIfAbsent(text, this::add);
    }

    DebugSection section(String name) {
        return out.section(name, true, 1);
    }
}
