package relolens.analyzer.asm;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import relolens.analyzer.macro.InputStack;
import relolens.analyzer.macro.Macro;
import relolens.analyzer.source.Origin;
import relolens.analyzer.syntax.Cursor;
import relolens.analyzer.syntax.Statement;

/** Takes statement after statement: labels, assignments, directives, macros, instructions. */
final class StatementRunner {
    /** Directives that say what is assembled and are gone then; so are those that begin with {@code .if}. */
    private static final Set<String> STRUCTURE = Set.of(
            ".macro",
            ".endm",
            ".exitm",
            ".mexit",
            ".purgem",
            ".rept",
            ".rep",
            ".irp",
            ".irep",
            ".irpc",
            ".irepc",
            ".endr",
            ".altmacro",
            ".noaltmacro",
            ".else",
            ".elsec",
            ".elseif",
            ".endif",
            ".endc",
            ".include",
            ".end");

    private final Assembly assembly;
    private final Map<String, Directive> directives = new HashMap<>();
    private final ConditionalDirectives conditionals;
    private final SymbolDirectives symbols;

    StatementRunner(Assembly assembly) {
        this.assembly = assembly;
        this.conditionals = new ConditionalDirectives(assembly);
        this.symbols = new SymbolDirectives(assembly);
        conditionals.register(directives);
        symbols.register(directives);
        new SymbolTypeDirectives(assembly).register(directives);
        new CommonDirectives(assembly).register(directives);
        new VersionDirectives(assembly).register(directives);
        new MacroDirectives(assembly).register(directives);
        new DataDirectives(assembly).register(directives);
        new StringDirectives(assembly).register(directives);
        new FloatDirectives(assembly).register(directives);
        new LayoutDirectives(assembly).register(directives);
        new SectionDirectives(assembly).register(directives);
        new TargetDirectives(assembly).register(directives);
        new MessageDirectives(assembly).register(directives);
        new FileDirectives(assembly).register(directives);
        new LineDirectives(assembly).register(directives);
        new CfiDirectives(assembly).register(directives);
    }

    Set<String> directives() {
        return Set.copyOf(directives.keySet());
    }

    /** Reads all there is. */
    void run() {
        for (Statement s = assembly.input.next(); s != null && !assembly.ended; s = assembly.input.next()) {
            try {
                run(s);
            } catch (BadOperand e) {
                assembly.problems.error(e.code, e.text(), s.origin(e.from, e.to));
            }
            if (assembly.sections.takeBadStore()) {
                assembly.problems.error(
                        "bad-store",
                        "section '" + assembly.sections.section().name
                                + "' has no bytes in the file: only zeros and reserved space can stand in it",
                        s.origin());
            }
            if (assembly.sections.full()) {
                assembly.problems.error(
                        "output-too-big",
                        "the object grows beyond " + (Sections.MOST_BYTES >> 20) + " MB here; nothing after this line"
                                + " is assembled",
                        s.origin());
                break;
            }
        }
        if (assembly.input.exhausted()) {
            assembly.problems.error(
                    "too-many-statements",
                    "the unit expands to more than " + InputStack.FUEL + " statements; is a repetition count wrong?",
                    new Origin(relolens.analyzer.source.Span.of(assembly.file, 1, 1, 0), List.of()));
        }
        assembly.leaving = assembly.ended || assembly.input.exhausted();
        assembly.input.stop();
    }

    private void run(Statement s) {
        if (assembly.conditionals.ignoring()) {
            conditionals.skip(s);
            return;
        }
        assembly.at(s.origin());
        Cursor cursor = new Cursor(s.text(), 0);
        while (!cursor.atEnd()) {
            int from = cursor.at();
            if (number(s, cursor)) {
                continue;
            }
            String word = cursor.name();
            if (word == null) {
                if (assembly.problems.isCText(s.text(), s.origin())) {
                    return;
                }
                throw new BadOperand(
                        "unknown-statement",
                        "expected a label, a directive, a macro or an instruction; '"
                                + s.text().charAt(from) + "' begins none of them",
                        from,
                        s.text().length());
            }
            if (cursor.at() < s.text().length() && cursor.ahead(0) == ':') {
                int end = cursor.at();
                cursor.moveTo(end + 1);
                symbols.label(word, s.origin(from, end));
                heard(word + ":", s);
                continue;
            }
            if (cursor.peek() == '=' && s.text().charAt(from) != '"') {
                // An enumerator: GNU as would have refused the header, so no symbol of an object is lost.
                if (!assembly.problems.inCText(s.origin())) {
                    heard(s.text().substring(from), s);
                    symbols.assign(word, s, cursor, from);
                }
                return;
            }
            if (s.text().charAt(from) != '"') {
                operation(s, word, from, cursor);
                return;
            }
            throw new BadOperand("unknown-statement", "expected ':' or '=' after a quoted name", from, cursor.at());
        }
    }

    private void heard(String text, Statement s) {
        assembly.heard.accept(new Expanded(text, s.origin()));
    }

    private boolean number(Statement s, Cursor cursor) {
        String text = s.text();
        int from = cursor.skipSpace().at();
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        if (end == from || end - from > 9 || end >= text.length() || text.charAt(end) != ':') {
            return false;
        }
        assembly.symbols.label(Long.parseLong(text.substring(from, end)), s.origin(from, end));
        heard(text.substring(from, end) + ":", s);
        cursor.moveTo(end + 1);
        return true;
    }

    private void operation(Statement s, String word, int from, Cursor cursor) {
        int after = cursor.at();
        Macro macro = assembly.macros.find(word);
        if (macro != null) {
            String problem = assembly.macros.expand(macro, s.text().substring(after), s);
            if (problem != null) {
                throw new BadOperand("bad-macro-use", problem, from, s.text().length());
            }
            return;
        }
        if (word.charAt(0) == '.') {
            Directive directive = directives.get(word.toLowerCase(Locale.ROOT));
            if (directive == null) {
                if (assembly.problems.isCText(s.text(), s.origin())) {
                    return;
                }
                throw new BadOperand(
                        "unknown-directive",
                        "unknown directive '" + word + "'; GNU as for AArch64 has none of that name" + suggestion(word),
                        from,
                        after);
            }
            if (!STRUCTURE.contains(word.toLowerCase(Locale.ROOT))
                    && !word.toLowerCase(Locale.ROOT).startsWith(".if")) {
                heard(s.text().substring(from), s);
            }
            directive.run(new Operands(assembly, s, word, after));
            return;
        }
        heard(s.text().substring(from), s);
        if (symbols.registerAlias(word, s, after)) {
            return;
        }
        assembly.instructions.assemble(s, word, from, after);
    }

    private String suggestion(String word) {
        return assembly.problems.plenty() ? "" : Nearest.suggestion(word.toLowerCase(Locale.ROOT), directives.keySet());
    }
}
