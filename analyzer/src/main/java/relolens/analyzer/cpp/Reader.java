package relolens.analyzer.cpp;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.PreprocessedUnit.ContractComment;
import relolens.analyzer.source.Span;

/** Reads the open files line by line, hands directives to {@link Directives} and everything else out as tokens. */
final class Reader {
    private static final int MAX_DEPTH = 200;
    private static final int MAX_OPENED = 20_000;

    private final String mainFile;
    private final ProblemLog problems;
    private final Output output;
    private final Set<String> includes = new LinkedHashSet<>();
    private final List<ContractComment> comments = new ArrayList<>();
    private final List<Span> inactive = new ArrayList<>();
    private final Readings readings = new Readings();
    private final Set<String> onceOnly = new LinkedHashSet<>();
    private @Nullable Directives directives;
    private @Nullable OpenFile top;
    private boolean skipping;

    /** Files opened by directives so far; -1 once a limit was hit. */
    private int opened;

    /** Physical line where the main file's current inactive region begins. */
    private int inactiveFrom;

    Reader(String mainFile, ProblemLog problems, Output output) {
        this.mainFile = mainFile;
        this.problems = problems;
        this.output = output;
    }

    void setDirectives(Directives directives) {
        this.directives = directives;
    }

    @Nullable
    OpenFile file() {
        return top;
    }

    Readings readings() {
        return readings;
    }

    boolean skipping() {
        return skipping;
    }

    /** Notes the main file as the first one read. */
    void include(String path) {
        includes.add(path);
    }

    /** Pushes a file; {@code directive} is the token to blame, null for the main file. */
    boolean open(IncludeSearch.Found found, @Nullable Token directive, boolean apart) {
        SourceText source = found.source();
        Inclusion inclusion = null;
        if (directive != null && directive.source != null) {
            Span at = directive.source.span(directive.start, directive.end);
            inclusion = new Inclusion(top == null ? null : top.inclusion, source.path, at);
        }
        if (source.fault != null) {
            if (problems.first("fault " + source.path)) {
                problems.error("unreadable-file", source.fault, Span.of(source.path, 1, 1, 0), inclusion);
            }
            includes.add(source.path);
            return false;
        }
        OpenFile file = new OpenFile(found, top, inclusion, apart);
        if (directive != null && limited(file, directive)) {
            return false;
        }
        if (!source.path.startsWith("<")) {
            includes.add(source.path);
        }
        if (source.unterminatedComment >= 0 && problems.first("comment " + source.path)) {
            int at = source.unterminatedComment;
            problems.error("unterminated-comment", "comment is never closed", source.span(at, at + 2), inclusion);
        }
        readings.file(source);
        top = file;
        return true;
    }

    /** A file that includes itself twice would take 2^200 steps to end, so the first limit hit ends all inclusion. */
    private boolean limited(OpenFile file, Token directive) {
        boolean deep = file.depth >= MAX_DEPTH;
        if (opened >= 0 && !deep && ++opened <= MAX_OPENED) {
            return false;
        }
        if (opened >= 0) {
            String limit = deep ? "nested deeper than " + MAX_DEPTH : "done more than " + MAX_OPENED + " times";
            report(
                    "include-depth",
                    "#include " + limit + ": does a file include itself? Nothing more is included",
                    directive);
        }
        opened = -1;
        return true;
    }

    /** {@return whether reading the file again is pointless} */
    boolean readsEmpty(SourceText source, MacroTable macros) {
        return !onceOnly.isEmpty() && onceOnly.contains(identity(source))
                || source.guard != null && macros.has(source.guard);
    }

    void markOnce(SourceText source) {
        onceOnly.add(identity(source));
    }

    /** One file goes by several names: {@code a.h}, {@code ./a.h}, {@code b/../a.h}. */
    private static String identity(SourceText source) {
        try {
            return Path.of(source.path).normalize().toString();
        } catch (InvalidPathException e) {
            return source.path;
        }
    }

    boolean wasRead(SourceText source) {
        return includes.contains(source.path);
    }

    void backUp() {
        if (top != null) {
            top.next--;
        }
    }

    /**
     * {@return the next token of the file, or {@link Token#END}}
     *
     * @param parsingArguments 1 while an opening parenthesis is looked for, 2 inside a macro call, else 0
     */
    Token next(int parsingArguments) {
        while (true) {
            OpenFile file = top;
            if (file == null) {
                return Token.END;
            }
            Token[] tokens = file.tokens;
            if (tokens != null && file.next < tokens.length) {
                if (file.next > 0) {
                    return tokens[file.next++];
                }
                Token first = tokens[0];
                boolean hash = first.is("#") && !file.hashIsText;
                if (hash && parsingArguments != 1) {
                    file.tokens = null;
                    if (directive(file, tokens)) {
                        continue;
                    }
                    file.hashIsText = true;
                    file.tokens = tokens;
                }
                if (skipping) {
                    file.tokens = null;
                    continue;
                }
                if (parsingArguments == 0) {
                    output.newLine(file);
                }
                file.next = 1;
                return parsingArguments == 2 ? first.withFlags(first.flags | Token.SPACED) : first;
            }
            if (file.line + 1 >= file.source.lineCount) {
                if (parsingArguments != 0) {
                    return Token.END;
                }
                close(file);
                if (file.apart) {
                    return Token.END;
                }
                continue;
            }
            file.line++;
            takeComments(file, file.line);
            if (!skipping || file.source.isDirective(file.line)) {
                file.tokens = file.source.tokens(file.line);
                file.next = 0;
                file.hashIsText = false;
            }
        }
    }

    private boolean directive(OpenFile file, Token[] tokens) {
        return directives != null && directives.handle(file, tokens);
    }

    private void takeComments(OpenFile file, int line) {
        List<SourceText.Comment> all = file.source.comments;
        while (file.comment < all.size() && all.get(file.comment).line() <= line) {
            SourceText.Comment c = all.get(file.comment++);
            if (!skipping) {
                comments.add(new ContractComment(
                        c.text(),
                        file.source.span(c.start(), c.start() + c.text().length())));
            }
        }
    }

    private void close(OpenFile file) {
        takeComments(file, Integer.MAX_VALUE);
        for (OpenFile.Conditional c = file.conditional; c != null; c = c.outer) {
            report("unbalanced-conditional", "unterminated #" + c.opener.text, c.opener);
            skip(c.wasSkipping, file, file.source.physicalLines() + 1);
        }
        top = file.parent;
    }

    /** Switches skipping; {@code line} is the logical line of the directive that did it. */
    void skip(boolean now, OpenFile file) {
        int line = now ? file.source.lastLine(file.line) + 1 : file.source.firstLine(file.line);
        skip(now, file, line);
    }

    private void skip(boolean now, OpenFile file, int physicalLine) {
        if (now != skipping && file.parent == null && file.source.path.equals(mainFile)) {
            if (now) {
                inactiveFrom = physicalLine;
            } else if (physicalLine > inactiveFrom) {
                inactive.add(new Span(mainFile, inactiveFrom, 1, physicalLine, 1));
            }
        }
        skipping = now;
    }

    void report(String code, String message, Token at) {
        Token place = at.expansion == null ? at : at.expansion.outermost().use;
        if (code.equals("expansion-limit") && !problems.first(code)) {
            return;
        }
        Span span = place.source == null
                ? Span.of("<built-in>", 1, 1, place.text.length())
                : place.source.span(place.start, place.end);
        problems.error(code, message, span, top == null ? null : top.inclusion);
    }

    void warn(String code, String message, Token at) {
        if (at.source != null) {
            problems.warning(code, message, at.source.span(at.start, at.end), top == null ? null : top.inclusion);
        }
    }

    List<String> includes() {
        return List.copyOf(includes);
    }

    List<ContractComment> comments() {
        return comments;
    }

    List<Span> inactive() {
        return inactive;
    }
}
