package relolens.server.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.Study;
import relolens.analyzer.asm.AssembledUnit.Symbol;
import relolens.analyzer.cpp.PreprocessedLine;
import relolens.analyzer.cpp.PreprocessedUnit.Definition;
import relolens.analyzer.macro.Macro;
import relolens.analyzer.source.Span;

/**
 * The names a unit knows, headers included.
 *
 * @param definitions last definition of each preprocessor macro
 * @param macros assembler macros by lower-case name
 * @param aliases register by the lower-case name that {@code .req} gave it
 * @param symbols symbols by name
 */
public record Vocabulary(
        Map<String, Definition> definitions,
        Map<String, Heading> macros,
        Map<String, String> aliases,
        Map<String, Symbol> symbols) {
    /**
     * The first line of an assembler macro.
     *
     * @param macro name and parameters; its body is left out
     * @param at the {@code .macro} line
     */
    public record Heading(Macro macro, Span at) {}

    static final Vocabulary EMPTY = new Vocabulary(Map.of(), Map.of(), Map.of(), Map.of());

    private static final Pattern MACRO = Pattern.compile("^\\s*\\.macro\\s+(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ALIAS =
            Pattern.compile("^\\s*([A-Za-z_.$][\\w.$]*)\\s+\\.req\\s+(\\w+)", Pattern.CASE_INSENSITIVE);

    static Vocabulary of(Study.Unit unit) {
        Map<String, Definition> definitions = new HashMap<>();
        for (Definition d : unit.preprocessed().definitions()) {
            definitions.put(d.name(), d);
        }
        Map<String, Heading> macros = new HashMap<>();
        Map<String, String> aliases = new HashMap<>();
        for (PreprocessedLine line : unit.preprocessed().lines()) {
            read(line, macros, aliases);
        }
        Map<String, Symbol> symbols = new HashMap<>();
        for (Symbol s : unit.assembled().symbols()) {
            symbols.putIfAbsent(s.name(), s);
        }
        return new Vocabulary(definitions, macros, aliases, symbols);
    }

    private static void read(PreprocessedLine line, Map<String, Heading> macros, Map<String, String> aliases) {
        String text = line.text();
        int dot = text.indexOf('.');
        if (dot < 0 || !text.startsWith(".m", dot) && !text.contains(".req")) {
            return;
        }
        Matcher macro = MACRO.matcher(text);
        if (macro.find()) {
            Macro read = Macro.heading(macro.group(1));
            if (read != null) {
                macros.put(
                        read.name().toLowerCase(Locale.ROOT),
                        new Heading(read, line.origin().span()));
            }
            return;
        }
        Matcher alias = ALIAS.matcher(text);
        if (alias.find()) {
            aliases.put(alias.group(1).toLowerCase(Locale.ROOT), alias.group(2).toLowerCase(Locale.ROOT));
        }
    }

    /** {@return the assembler macro called {@code name}, any case, or null} */
    public @Nullable Heading macro(String name) {
        return macros.get(name.toLowerCase(Locale.ROOT));
    }

    /** {@return how a macro's head is written: name and parameters with what they default to} */
    public static List<String> parameters(Macro macro) {
        List<String> written = new ArrayList<>();
        for (Macro.Formal f : macro.formals()) {
            String kind = switch (f.kind()) {
                case REQUIRED -> ":req";
                case VARARG -> ":vararg";
                case OPTIONAL -> "";
            };
            written.add(f.name() + kind + (f.fallback().isEmpty() ? "" : "=" + f.fallback()));
        }
        return written;
    }
}
