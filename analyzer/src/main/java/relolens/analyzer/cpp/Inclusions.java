package relolens.analyzer.cpp;

import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.Token.Kind;
import relolens.analyzer.source.Span;

/** {@code #include}, {@code #include_next}, {@code #import}: names the header, finds it, opens it. */
final class Inclusions {
    private final Reader reader;
    private final MacroTable macros;
    private final Expander expander;
    private final IncludeSearch search;
    private final ProblemLog problems;

    private record Header(String name, boolean angled, Token place, int end) {}

    Inclusions(Reader reader, MacroTable macros, Expander expander, IncludeSearch search, ProblemLog problems) {
        this.reader = reader;
        this.macros = macros;
        this.expander = expander;
        this.search = search;
        this.problems = problems;
    }

    void include(OpenFile file, Token[] line) {
        Header header = header(line);
        if (header == null || header.name.isEmpty()) {
            reader.report("bad-include", "#" + line[1].text + " expects \"FILENAME\" or <FILENAME>", line[1]);
            return;
        }
        String beside = file.source.path;
        IncludeSearch.Found found = line[1].text.equals("include_next")
                ? search.findNext(header.name, file.directory, header.angled, beside, file.written)
                : search.find(header.name, header.angled, beside, file.written);
        if (found == null) {
            found = generic(header, file);
        }
        if (found == null) {
            missing(file, header);
            return;
        }
        Token place = header.place;
        if (place.source != null) {
            reader.readings().included(place.source, place.start, header.end, found.source().path);
        }
        boolean again = line[1].text.equals("import") && reader.wasRead(found.source());
        if (!again && !reader.readsEmpty(found.source(), macros)) {
            if (line[1].text.equals("import")) {
                reader.markOnce(found.source());
            }
            reader.open(found, line[1], false);
        }
    }

    /** Kernels' builds make a header of {@code asm/} that only includes the one of the same name in {@code asm-generic/}. */
    private IncludeSearch.@Nullable Found generic(Header header, OpenFile file) {
        return header.name.startsWith("asm/")
                ? search.find("asm-generic/" + header.name.substring(4), true, file.source.path, file.written)
                : null;
    }

    boolean exists(OpenFile file, String name, boolean angled, boolean next) {
        String beside = file.source.path;
        return (next
                        ? search.findNext(name, file.directory, angled, beside, file.written)
                        : search.find(name, angled, beside, file.written))
                != null;
    }

    private void missing(OpenFile file, Header header) {
        if (!problems.first("missing " + header.name)) {
            return;
        }
        Token at = header.place;
        Span span = at.source == null ? Span.of(file.source.path, 1, 1, 0) : at.source.span(at.start, header.end);
        String message =
                "cannot find header \"" + header.name + "\": " + search.explain(header.angled, file.source.path);
        problems.error("missing-include", message, span, file.inclusion);
    }

    private @Nullable Header header(Token[] line) {
        if (line.length < 3) {
            return null;
        }
        Token first = line[2];
        if (first.kind == Kind.STRING) {
            return new Header(first.text.substring(1, first.text.length() - 1), false, first, first.end);
        }
        if (first.is("<") && first.source != null) {
            int close = first.source.text.indexOf('>', first.start);
            int newline = first.source.text.indexOf('\n', first.start);
            if (close > 0 && (newline < 0 || close < newline)) {
                return new Header(first.source.text.substring(first.start + 1, close), true, first, close + 1);
            }
        }
        Expander.DirectiveState saved = expander.openDirective(Directives.rest(line));
        try {
            return expanded(line[2], line[line.length - 1].end);
        } finally {
            expander.closeDirective(saved);
        }
    }

    private @Nullable Header expanded(Token place, int end) {
        Token token = expander.next();
        if (token.kind == Kind.STRING) {
            return new Header(token.text.substring(1, token.text.length() - 1), false, place, end);
        }
        if (!token.is("<")) {
            return null;
        }
        StringBuilder name = new StringBuilder();
        for (token = expander.next(); !token.is(">"); token = expander.next()) {
            if (token == Token.END) {
                return null;
            }
            name.append(token.spaced() && name.length() > 0 ? " " : "").append(token.text);
        }
        return new Header(name.toString(), true, place, end);
    }
}
