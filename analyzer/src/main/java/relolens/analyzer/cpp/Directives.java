package relolens.analyzer.cpp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.OpenFile.Conditional;
import relolens.analyzer.cpp.PreprocessedUnit.Definition;
import relolens.analyzer.cpp.Token.Kind;

/** Carries out directives (C11 6.10 and gcc's own). A hash that starts none is text: comments of the assembler. */
final class Directives {
    private final Reader reader;
    private final MacroTable macros;
    private final Expander expander;
    private final Inclusions inclusions;
    private final DefinitionParser definitionParser;
    private final List<Definition> definitions = new ArrayList<>();
    private final Map<String, Deque<@Nullable Macro>> pushed = new HashMap<>();

    Directives(Reader reader, MacroTable macros, Expander expander, IncludeSearch search, ProblemLog problems) {
        this.reader = reader;
        this.macros = macros;
        this.expander = expander;
        this.inclusions = new Inclusions(reader, macros, expander, search, problems);
        this.definitionParser = new DefinitionParser(reader);
    }

    List<Definition> definitions() {
        return definitions;
    }

    /** {@return whether the line was a directive (or was left out); otherwise it is text} */
    boolean handle(OpenFile file, Token[] line) {
        if (line.length == 1) {
            return true;
        }
        Token word = line[1];
        boolean known = word.kind == Kind.NAME
                && (conditional(file, line, word) || reader.skipping() || other(file, line, word));
        return known || reader.skipping();
    }

    private boolean conditional(OpenFile file, Token[] line, Token word) {
        switch (word.text) {
            case "if":
                open(file, word, !reader.skipping() && evaluate(file, line));
                return true;
            case "ifdef":
            case "ifndef":
                open(file, word, !reader.skipping() && defined(line) == word.text.equals("ifdef"));
                return true;
            case "elif":
            case "elifdef":
            case "elifndef":
                otherwise(file, line, word);
                return true;
            case "else":
                otherwise(file, line, word);
                return true;
            case "endif":
                close(file, word);
                return true;
            default:
                return false;
        }
    }

    private void open(OpenFile file, Token word, boolean active) {
        Conditional c = new Conditional(file.conditional, word, reader.skipping());
        c.taken = active;
        file.conditional = c;
        if (!active) {
            reader.skip(true, file);
        }
    }

    private void otherwise(OpenFile file, Token[] line, Token word) {
        Conditional c = file.conditional;
        if (c == null) {
            reader.report("unbalanced-conditional", "#" + word.text + " without #if", word);
            return;
        }
        if (c.sawElse) {
            reader.report("unbalanced-conditional", "#" + word.text + " after #else", word);
        }
        if (c.wasSkipping) {
            c.sawElse |= word.text.equals("else");
            return;
        }
        boolean active = false;
        if (!c.taken) {
            switch (word.text) {
                case "elif":
                    // The expression counts as active text: its problems are real.
                    active = evaluate(file, line);
                    break;
                case "else":
                    active = true;
                    break;
                default:
                    active = defined(line) == word.text.equals("elifdef");
            }
        }
        c.sawElse |= word.text.equals("else");
        c.taken |= active;
        reader.skip(!active, file);
    }

    private void close(OpenFile file, Token word) {
        Conditional c = file.conditional;
        if (c == null) {
            reader.report("unbalanced-conditional", "#endif without #if", word);
            return;
        }
        file.conditional = c.outer;
        reader.skip(c.wasSkipping, file);
    }

    private boolean defined(Token[] line) {
        if (line.length < 3 || line[2].kind != Kind.NAME) {
            reader.report("bad-condition", "no macro name given in #" + line[1].text + ": expected a name", line[1]);
            return false;
        }
        reader.readings().use(line[2], macros.get(line[2].text));
        return macros.has(line[2].text);
    }

    private boolean evaluate(OpenFile file, Token[] line) {
        Token[] rest = rest(line);
        Expander.DirectiveState saved = expander.openDirective(rest);
        try {
            return new Condition(
                                    expander,
                                    macros,
                                    reader.readings(),
                                    (name, angled, next) -> inclusions.exists(file, name, angled, next))
                            .evaluate()
                    != 0;
        } catch (Condition.BadCondition e) {
            reader.report("bad-condition", "#" + line[1].text + ": " + e.getMessage(), line[1]);
            return false;
        } finally {
            expander.closeDirective(saved);
        }
    }

    static Token[] rest(Token[] line) {
        Token[] rest = Arrays.copyOfRange(line, 2, line.length + 1);
        rest[rest.length - 1] = Token.END;
        return rest;
    }

    private boolean other(OpenFile file, Token[] line, Token word) {
        switch (word.text) {
            case "define":
                define(file, line);
                return true;
            case "undef":
                undef(line);
                return true;
            case "include":
            case "include_next":
            case "import":
                inclusions.include(file, line);
                return true;
            case "error":
                reader.report("error-directive", "#error" + message(line), word);
                return true;
            case "warning":
                reader.warn("warning-directive", "#warning" + message(line), word);
                return true;
            case "line":
                lineNumber(file, line);
                return true;
            case "pragma":
                pragma(file, line);
                return true;
            case "ident":
            case "sccs":
                return true;
            case "assert":
            case "unassert":
                assertion(line, word.text.equals("assert"));
                return true;
            default:
                return false;
        }
    }

    private void define(OpenFile file, Token[] line) {
        Macro.Shape shape = file.source.definition(file.line);
        if (shape == null) {
            shape = definitionParser.parse(line);
            if (shape == null) {
                return;
            }
            file.source.definition(file.line, shape);
        }
        Macro macro = new Macro(shape);
        Macro before = macros.put(macro);
        if (before != null && before.body != macro.body && !before.sameAs(macro)) {
            reader.warn("macro-redefined", "\"" + macro.name + "\" redefined", macro.defined);
        }
        if (macro.defined.source != null && !macro.defined.source.path.equals(Preprocessor.PREDEFINED)) {
            definitions.add(new MacroDefinition(macro));
        }
    }

    /** {@code #assert PREDICATE(ANSWER)} and {@code #unassert PREDICATE[(ANSWER)]}, old gcc's questions about the machine. */
    private void assertion(Token[] line, boolean make) {
        boolean named = line.length > 2 && line[2].kind == Kind.NAME;
        boolean answered = line.length > 5 && line[3].is("(") && line[line.length - 1].is(")");
        if (!named || !answered && (make || line.length > 3)) {
            reader.report("bad-assert", "#" + line[1].text + ": expected NAME(ANSWER)", line[1]);
            return;
        }
        StringBuilder answer = new StringBuilder();
        for (int i = 4; answered && i < line.length - 1; i++) {
            answer.append(i > 4 && line[i].spaced() ? " " : "").append(line[i].text);
        }
        if (make) {
            macros.makeAsserted(line[2].text, answer.toString());
        } else {
            macros.retract(line[2].text, answer.toString());
        }
    }

    private void undef(Token[] line) {
        if (line.length < 3 || line[2].kind != Kind.NAME) {
            reader.report("bad-define", "no macro name given in #undef: expected a name", line[1]);
            return;
        }
        reader.readings().use(line[2], macros.get(line[2].text));
        macros.remove(line[2].text);
    }

    private static String message(Token[] line) {
        StringBuilder out = new StringBuilder();
        for (int i = 2; i < line.length; i++) {
            out.append(line[i].spaced() ? " " : "").append(line[i].text);
        }
        return out.toString();
    }

    private void lineNumber(OpenFile file, Token[] line) {
        List<Token> read = new ArrayList<>();
        Expander.DirectiveState saved = expander.openDirective(rest(line));
        for (Token t = expander.next(); t != Token.END; t = expander.next()) {
            read.add(t);
        }
        expander.closeDirective(saved);
        if (read.isEmpty() || !read.get(0).text.matches("[0-9]{1,9}")) {
            reader.report("bad-line", "#line: expected a positive line number", line[1]);
            return;
        }
        file.lineShift = Integer.parseInt(read.get(0).text) - file.source.lastLine(file.line) - 1;
        if (read.size() > 1 && read.get(1).kind == Kind.STRING) {
            String name = read.get(1).text;
            file.presumedName = name.substring(1, name.length() - 1);
        }
    }

    private void pragma(OpenFile file, Token[] line) {
        String what = line.length > 2 ? line[2].text : "";
        if (what.equals("once")) {
            reader.markOnce(file.source);
        } else if (line.length > 5 && line[4].kind == Kind.STRING && line[3].is("(")) {
            String name = line[4].text.substring(1, line[4].text.length() - 1);
            if (what.equals("push_macro")) {
                Deque<@Nullable Macro> stack = pushed.computeIfAbsent(name, n -> new ArrayDeque<>());
                Macro now = macros.get(name);
                if (now != null) {
                    stack.push(now);
                }
            } else if (what.equals("pop_macro")) {
                Deque<@Nullable Macro> stack = pushed.get(name);
                macros.restore(name, stack == null ? null : stack.poll());
            }
        }
    }
}
