package relolens.analyzer.index;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.SourceTokens;
import relolens.analyzer.index.LineElements.Element;

/** Goes through a file line by line: preprocessor directives here, all other text to {@link StatementScanner}. */
final class FileScanner {
    private final SourceTokens tokens;
    private final Blocks blocks;
    private final List<Occurrence> occurrences = new ArrayList<>();
    private final StatementScanner statements;
    private final Deque<Conditional> conditionals = new ArrayDeque<>();

    /** An open {@code #if}: which blocks were open where its first branch began. */
    private record Conditional(int branchStart, String text, List<Blocks.Open> open) {}

    FileScanner(SourceTokens tokens) {
        this.tokens = tokens;
        this.blocks = new Blocks(tokens.text());
        this.statements = new StatementScanner(blocks, occurrences);
    }

    FileIndex scan() {
        for (int i = 0; i < tokens.lines(); i++) {
            List<Element> line = LineElements.of(tokens, i);
            if (line.isEmpty()) {
                continue;
            }
            if (!tokens.directive(i) || !directive(line)) {
                if (!line.get(0).is("#")) {
                    statements.line(line, 0);
                }
            }
        }
        blocks.finish();
        return new FileIndex(tokens, occurrences, blocks.scopes(), blocks.regions());
    }

    private boolean directive(List<Element> line) {
        if (line.size() < 2) {
            return true;
        }
        Element word = line.get(1);
        switch (word.text()) {
            case "define" -> define(line);
            case "undef", "ifdef", "ifndef", "if", "elif", "elifdef", "elifndef", "else", "endif" -> {
                branch(line.get(0), word);
                for (int i = 2; i < line.size(); i++) {
                    Element e = line.get(i);
                    if (e.kind() == LineElements.Kind.WORD && !e.text().equals("defined")) {
                        add(e, Role.CONDITION);
                    }
                }
            }
            case "include", "include_next", "import" -> include(line);
            case "error", "warning", "pragma", "line", "ident" -> {}
            default -> {
                return false;
            }
        }
        return true;
    }

    private void branch(Element hash, Element word) {
        String text = word.text();
        if (text.startsWith("if")) {
            conditionals.push(new Conditional(hash.start(), text, blocks.open()));
        } else if (text.equals("endif")) {
            Conditional c = conditionals.poll();
            if (c != null) {
                blocks.region(new Region(Region.Kind.BRANCH, c.text, c.branchStart, hash.start()));
            }
        } else if (text.startsWith("el")) {
            Conditional c = conditionals.poll();
            if (c != null) {
                blocks.region(new Region(Region.Kind.BRANCH, c.text, c.branchStart, hash.start()));
                // Each branch begins with the blocks that were open before the first.
                blocks.reopen(c.open, hash.start());
                conditionals.push(new Conditional(hash.start(), text, c.open));
            }
        }
    }

    private void include(List<Element> line) {
        if (line.size() < 3) {
            return;
        }
        Element first = line.get(2);
        if (first.kind() == LineElements.Kind.STRING && first.text().length() >= 2) {
            String name = first.text().substring(1, first.text().length() - 1);
            occurrences.add(new Occurrence(first.start(), first.end(), name, Role.INCLUDE, blocks.scope(), "#include"));
        } else if (first.is("<")) {
            int close = tokens.text().indexOf('>', first.start());
            int end = tokens.text().indexOf('\n', first.start());
            if (close > 0 && (end < 0 || close < end)) {
                String name = tokens.text().substring(first.start() + 1, close);
                occurrences.add(
                        new Occurrence(first.start(), close + 1, name, Role.INCLUDE, blocks.scope(), "#include"));
            }
        } else {
            for (Element e : line.subList(2, line.size())) {
                if (e.kind() == LineElements.Kind.WORD) {
                    add(e, Role.CONDITION);
                }
            }
        }
    }

    private void add(Element e, Role role) {
        occurrences.add(new Occurrence(e.start(), e.end(), e.text(), role, blocks.scope(), ""));
    }

    private void define(List<Element> line) {
        if (line.size() < 3 || line.get(2).kind() != LineElements.Kind.WORD) {
            return;
        }
        Element name = line.get(2);
        List<String> parameters = new ArrayList<>();
        List<Element> declared = new ArrayList<>();
        int at = 3;
        if (at < line.size() && line.get(at).is("(") && !line.get(at).spaced()) {
            at++;
            while (at < line.size() && !line.get(at).is(")")) {
                Element e = line.get(at++);
                String parameter = parameter(e);
                if (parameter != null) {
                    parameters.add(parameter);
                    declared.add(e);
                }
            }
            at++;
        }
        occurrences.add(new Occurrence(name.start(), name.end(), name.text(), Role.DEFINE_NAME, blocks.scope(), ""));
        int end = line.get(line.size() - 1).end();
        int scope = blocks.define(name, line.get(0).start(), end, parameters);
        for (int i = 0; i < declared.size(); i++) {
            String p = parameters.get(i);
            if (!p.equals("__VA_ARGS__")) {
                int start = declared.get(i).start();
                occurrences.add(new Occurrence(start, start + p.length(), p, Role.PARAMETER, scope, ""));
            }
        }
        if (at < line.size()) {
            statements.body(line, at, scope, parameters);
        }
        blocks.leaveDefine();
    }

    /** {@return the parameter that an element of the list names; {@code args...} is read as one word} */
    private static @Nullable String parameter(Element e) {
        if (e.kind() != LineElements.Kind.WORD) {
            return null;
        }
        String text = e.text();
        if (text.equals("...")) {
            return "__VA_ARGS__";
        }
        return text.endsWith("...") ? text.substring(0, text.length() - 3) : text;
    }
}
