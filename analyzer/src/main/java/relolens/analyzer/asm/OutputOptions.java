package relolens.analyzer.asm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Options of GNU as that change the finished object: {@code --noexecstack}, {@code --strip-local-absolute}. */
final class OutputOptions {
    private static final String STACK_NOTE = ".note.GNU-stack";

    private OutputOptions() {}

    /** {@return {@code unit} as the options, each with {@code -Wa,} before it, would have it} */
    static AssembledUnit apply(List<String> options, AssembledUnit unit) {
        AssembledUnit result = unit;
        if (options.contains("-Wa,--strip-local-absolute")) {
            result = withoutLocalAbsolutes(result);
        }
        return options.contains("-Wa,--noexecstack") ? withStackNote(result) : result;
    }

    /** {@return whether gcc's options ask for debug information: the last one counts} */
    static boolean debugging(List<String> options) {
        boolean on = false;
        for (String option : options) {
            if (option.startsWith("-g") || option.startsWith("-Wa,-g") || option.startsWith("-Wa,--gdwarf")) {
                on = !option.equals("-g0");
            }
        }
        return on;
    }

    /** {@return {@code path} as it stood on the command line: itself, or below a directory that was written otherwise} */
    static String written(Map<String, String> written, String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            String known = written.get(path.substring(0, end));
            if (known != null) {
                return known + path.substring(end);
            }
        }
        return path;
    }

    private static AssembledUnit withStackNote(AssembledUnit unit) {
        if (unit.sections().stream().anyMatch(s -> s.elfName().equals(STACK_NOTE))) {
            return unit;
        }
        List<AssembledUnit.Section> sections = new ArrayList<>(unit.sections());
        sections.add(new AssembledUnit.Section(
                STACK_NOTE, 0, OutputSection.PROGBITS, 1, new byte[0], 0, List.of(), List.of()));
        return new AssembledUnit(unit.file(), sections, unit.symbols(), unit.problems(), unit.trace());
    }

    /** A relocation keeps the symbol it names. */
    private static AssembledUnit withoutLocalAbsolutes(AssembledUnit unit) {
        Set<String> named = new HashSet<>();
        unit.sections().forEach(s -> s.relocations().forEach(r -> named.add(r.symbol())));
        List<AssembledUnit.Symbol> kept = unit.symbols().stream()
                .filter(s -> s.section() != null
                        || !s.defined()
                        || s.global()
                        || s.type() == Symbol.FILE
                        || named.contains(s.name()))
                .toList();
        return new AssembledUnit(unit.file(), unit.sections(), kept, unit.problems(), unit.trace());
    }
}
