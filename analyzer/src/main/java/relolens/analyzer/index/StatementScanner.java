package relolens.analyzer.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.index.LineElements.Element;
import relolens.analyzer.index.LineElements.Kind;

/** Tells what each word of assembler statements does: label, operation, operand, definition. */
final class StatementScanner {
    private static final Pattern NUMERIC_USE = Pattern.compile("[0-9]{1,9}[bf]");
    private static final Pattern NUMERIC_LABEL = Pattern.compile("[0-9]{1,9}");
    private static final Pattern ARGUMENT = Pattern.compile("\\\\([A-Za-z_.$][\\w.$]*)");
    private static final Set<String> ASSIGNING =
            Set.of(".set", ".equ", ".equiv", ".eqv", ".lsym", ".comm", ".lcomm", ".weakref");
    private static final Set<String> DECLARING = Set.of(
            ".globl", ".global", ".weak", ".hidden", ".local", ".protected", ".internal", ".extern", ".type", ".size");
    /** Their operands name sections, machines and files. */
    private static final Set<String> NAMELESS = Set.of(
            ".section",
            ".pushsection",
            ".popsection",
            ".subsection",
            ".previous",
            ".arch",
            ".arch_extension",
            ".cpu",
            ".file",
            ".ident",
            ".cfi_sections",
            ".text",
            ".data",
            ".bss");

    private final Blocks blocks;
    private final List<Occurrence> out;
    private List<Element> line = List.of();
    /** Parameters of the {@code #define} whose body is read, null outside one. */
    private @Nullable List<String> parameters;

    private int defining = -1;

    StatementScanner(Blocks blocks, List<Occurrence> out) {
        this.blocks = blocks;
        this.out = out;
    }

    void line(List<Element> elements, int from) {
        line = elements;
        parameters = null;
        defining = -1;
        statements(from);
    }

    /** Reads the replacement text of a {@code #define}. */
    void body(List<Element> elements, int from, int scope, List<String> names) {
        line = elements;
        parameters = names;
        defining = scope;
        statements(from);
        parameters = null;
    }

    private void statements(int from) {
        int at = from;
        while (at < line.size()) {
            at = statement(at);
        }
    }

    private boolean is(int at, String operator) {
        return at < line.size() && line.get(at).is(operator);
    }

    /** Reads one statement; {@return index behind its semicolon} */
    private int statement(int from) {
        int at = from;
        while (at < line.size()) {
            Element e = line.get(at);
            if (e.is(";")) {
                return at + 1;
            }
            boolean colon = is(at + 1, ":");
            if (e.kind() == Kind.NUMBER
                    && colon
                    && NUMERIC_LABEL.matcher(e.text()).matches()) {
                add(e, Role.NUMERIC_LABEL, "");
                at += 2;
            } else if (e.kind() == Kind.WORD && colon) {
                add(e, Role.LABEL, "");
                at += 2;
            } else if (e.kind() == Kind.WORD) {
                return operation(e, at);
            } else {
                return operands(at, "", Role.OPERAND);
            }
        }
        return at;
    }

    private int operation(Element word, int at) {
        if (is(at + 1, "=") || is(at + 1, "==")) {
            add(word, Role.ASSIGNED, "");
            return operands(at + 2, "=", Role.OPERAND);
        }
        if (at + 1 < line.size() && line.get(at + 1).text().equalsIgnoreCase(".req")) {
            add(word, Role.ALIAS, "");
            return operands(at + 2, ".req", Role.OPERAND);
        }
        add(word, Role.OPERATION, "");
        String name = word.text().toLowerCase(Locale.ROOT);
        int next = at + 1;
        if (name.startsWith(".")) {
            Integer end = parameters == null ? block(name, word, next) : null;
            if (end != null) {
                return end;
            }
            if (ASSIGNING.contains(name)) {
                return first(next, name, Role.ASSIGNED);
            }
            if (DECLARING.contains(name)) {
                return operands(next, name, Role.DECLARED);
            }
            if (NAMELESS.contains(name)) {
                return skip(next);
            }
            if (name.equals(".include") || name.equals(".incbin")) {
                return file(next, name);
            }
        } else if (parameters == null) {
            routine(word, next);
        }
        return operands(next, word.text(), Role.OPERAND);
    }

    /** {@return index behind a directive that opens or closes a block, or null if {@code name} does neither} */
    private @Nullable Integer block(String name, Element word, int next) {
        switch (name) {
            case ".macro" -> {
                return macro(word, next);
            }
            case ".irp", ".irpc", ".irep", ".irepc" -> {
                return repetition(word, next);
            }
            case ".rept", ".rep" -> {
                int end = operands(next, name, Role.OPERAND);
                blocks.push(Region.Kind.REPETITION, Scope.Kind.REPETITION, name, word, word.start(), List.of());
                return end;
            }
            case ".endm" -> blocks.pop(Region.Kind.MACRO, null, word.end());
            case ".endr", ".endrep" -> blocks.pop(Region.Kind.REPETITION, null, word.end());
            case ".pushsection" -> blocks.pushSection(word.start());
            case ".popsection" -> blocks.popSection(word.end());
            case ".section", ".text", ".data", ".bss" -> blocks.section(word);
            case ".else", ".elseif", ".elsec" -> {
                blocks.pop(Region.Kind.BRANCH, null, word.start());
                blocks.push(Region.Kind.BRANCH, name, word.start());
            }
            case ".endif", ".endc" -> blocks.pop(Region.Kind.BRANCH, null, word.start());
            default -> {
                if (name.startsWith(".if")) {
                    blocks.push(Region.Kind.BRANCH, name, word.start());
                }
            }
        }
        return null;
    }

    private void routine(Element word, int next) {
        RoutineWords.Mark mark = RoutineWords.mark(word.text());
        if (mark == RoutineWords.Mark.NONE) {
            return;
        }
        Element named = is(next, "(") && next + 1 < line.size() ? line.get(next + 1) : null;
        if (named == null && next < line.size() && !is(next, "(")) {
            named = line.get(next);
        }
        if (named == null || named.kind() != Kind.WORD) {
            return;
        }
        if (mark == RoutineWords.Mark.START) {
            blocks.push(Region.Kind.ROUTINE, named.text(), word.start());
        } else if (mark == RoutineWords.Mark.END) {
            blocks.pop(Region.Kind.ROUTINE, named.text(), named.end());
        }
    }

    private int macro(Element word, int next) {
        if (next >= line.size() || line.get(next).kind() != Kind.WORD) {
            return skip(next);
        }
        Element name = line.get(next);
        List<Element> formals = new ArrayList<>();
        int at = next + 1;
        while (at < line.size() && !line.get(at).is(";")) {
            Element e = line.get(at++);
            if (e.kind() == Kind.WORD) {
                formals.add(e);
                if (is(at, ":")) {
                    at += 2;
                }
                if (is(at, "=")) {
                    at = fallback(at + 1);
                }
            }
        }
        List<String> names = formals.stream().map(Element::text).toList();
        int outer = blocks.scope();
        out.add(new Occurrence(name.start(), name.end(), name.text(), Role.MACRO_NAME, outer, ".macro"));
        int scope = blocks.push(Region.Kind.MACRO, Scope.Kind.MACRO, name.text(), name, word.start(), names);
        for (Element f : formals) {
            out.add(new Occurrence(f.start(), f.end(), f.text(), Role.FORMAL, scope, ".macro"));
        }
        return at < line.size() ? at + 1 : at;
    }

    /** {@return index behind a formal's default value, whose names are operands} */
    private int fallback(int from) {
        int at = from;
        int depth = 0;
        while (at < line.size()) {
            Element e = line.get(at);
            boolean apart = e.spaced() && depth == 0 && at > from;
            if (e.is(";") || depth == 0 && e.is(",") || apart) {
                break;
            }
            depth += e.is("(") ? 1 : e.is(")") ? -1 : 0;
            operand(at, ".macro", Role.OPERAND);
            at++;
        }
        return at;
    }

    private int repetition(Element word, int next) {
        if (next >= line.size() || line.get(next).kind() != Kind.WORD) {
            blocks.push(Region.Kind.REPETITION, Scope.Kind.REPETITION, word.text(), word, word.start(), List.of());
            return skip(next);
        }
        Element variable = line.get(next);
        int end = operands(next + 1, word.text(), Role.OPERAND);
        int scope = blocks.push(
                Region.Kind.REPETITION,
                Scope.Kind.REPETITION,
                word.text(),
                word,
                word.start(),
                List.of(variable.text()));
        out.add(new Occurrence(variable.start(), variable.end(), variable.text(), Role.FORMAL, scope, word.text()));
        return end;
    }

    private int first(int at, String operation, Role role) {
        if (at < line.size() && line.get(at).kind() == Kind.WORD) {
            add(line.get(at), role, operation);
            return operands(at + 1, operation, Role.OPERAND);
        }
        return operands(at, operation, Role.OPERAND);
    }

    private int skip(int from) {
        int at = from;
        while (at < line.size() && !line.get(at).is(";")) {
            Element e = line.get(at++);
            if (e.kind() == Kind.WORD && e.text().indexOf('\\') >= 0) {
                arguments(e);
            }
        }
        return at + 1;
    }

    private int file(int at, String operation) {
        if (at < line.size() && line.get(at).kind() == Kind.STRING) {
            Element e = line.get(at);
            String name = e.text().replace("\"", "");
            out.add(new Occurrence(e.start(), e.end(), name, Role.INCLUDE, scope(), operation));
        }
        return operands(at + 1, operation, Role.OPERAND);
    }

    private int operands(int from, String operation, Role role) {
        int at = from;
        while (at < line.size() && !line.get(at).is(";")) {
            operand(at++, operation, role);
        }
        return at + 1;
    }

    private void operand(int at, String operation, Role role) {
        Element e = line.get(at);
        if (e.kind() == Kind.NUMBER && NUMERIC_USE.matcher(e.text()).matches()) {
            add(e, Role.NUMERIC_USE, operation);
        } else if (e.kind() == Kind.NUMBER
                && is(at + 1, ":")
                && parameters != null
                && NUMERIC_LABEL.matcher(e.text()).matches()) {
            add(e, Role.NUMERIC_LABEL, operation);
        } else if (e.kind() == Kind.STRING) {
            string(e);
        } else if (e.kind() == Kind.WORD) {
            boolean relocation = at > 0 && is(at - 1, ":") && is(at + 1, ":");
            boolean type = at > 0 && (is(at - 1, "%") || is(at - 1, "@")) && role == Role.DECLARED;
            boolean keyword = is(at + 1, "=") && !operation.startsWith(".") && !operation.equals("=");
            boolean suffix = parameters != null && at > 0 && is(at - 1, "##") || is(at + 1, "##");
            if (keyword) {
                add(e, Role.KEYWORD, operation);
            } else if (suffix && !isParameter(e)) {
                // A part of a name that is put together.
                return;
            } else if (!relocation && !type) {
                add(e, role, operation);
            }
        }
    }

    private boolean isParameter(Element e) {
        return parameters != null && parameters.contains(e.text());
    }

    /** Arguments of macros are replaced in strings, too. */
    private void string(Element e) {
        if (e.text().indexOf('\\') < 0 || blocks.scope() < 0) {
            return;
        }
        Matcher m = ARGUMENT.matcher(e.text());
        while (m.find()) {
            out.add(new Occurrence(
                    e.start() + m.start(1), e.start() + m.end(1), m.group(1), Role.ARGUMENT, scope(), "\""));
        }
    }

    private int scope() {
        return defining >= 0 ? defining : blocks.scope();
    }

    private void add(Element e, Role role, String operation) {
        if (isParameter(e)) {
            out.add(new Occurrence(e.start(), e.end(), e.text(), Role.PARAMETER, scope(), operation));
            return;
        }
        boolean parts = e.text().indexOf('\\') >= 0;
        if (parts) {
            arguments(e);
            // The argument alone is no name of its own.
            if (ARGUMENT.matcher(e.text()).matches()) {
                return;
            }
        }
        out.add(new Occurrence(e.start(), e.end(), e.text(), role, scope(), operation));
    }

    /** The arguments in a word; its places are those of the file, where {@code \()} stands, too. */
    private void arguments(Element e) {
        for (LineElements.Part p : e.parts()) {
            out.add(new Occurrence(p.start(), p.end(), p.name(), Role.ARGUMENT, scope(), ""));
        }
    }
}
