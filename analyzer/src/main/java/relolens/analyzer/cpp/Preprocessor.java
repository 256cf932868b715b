package relolens.analyzer.cpp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.SourceLoader;
import relolens.analyzer.source.Span;

/**
 * Preprocesses assembly as {@code aarch64-linux-gnu-gcc -x assembler-with-cpp} does. Never fails: what cannot be read
 * is a problem and is left out. Has no default include directories; without {@code -I} only files beside their includer
 * are found.
 */
public final class Preprocessor {
    static final String PREDEFINED = "<built-in>";
    private static final String COMMAND_LINE = "<command-line>";
    private static final SourceText PREDEFINED_TEXT = new SourceText(PREDEFINED, predefined());

    private final ProblemLog problems = new ProblemLog();
    private final Output output = new Output();
    private final MacroTable macros = new MacroTable();
    private final String file;
    private final CppOptions options;
    private final HeaderCache cache;
    private final Reader reader;
    private final Expander expander;
    private final Directives directives;
    private final IncludeSearch search;

    private Preprocessor(String file, CppOptions options, HeaderCache cache) {
        this.file = file;
        this.options = options;
        this.cache = cache;
        this.reader = new Reader(file, problems, output);
        this.expander = new Expander(reader, macros, new BuiltinMacros(reader, options.written(file)));
        this.search = new IncludeSearch(options, cache);
        this.directives = new Directives(reader, macros, expander, search, problems);
        reader.setDirectives(directives);
    }

    /** {@return the unit whose main file is {@code file}, read through {@code loader}} */
    public static PreprocessedUnit preprocess(String file, CppOptions options, SourceLoader loader) {
        return preprocess(file, options, HeaderCache.over(loader));
    }

    /** {@return the unit whose main file is {@code file}, sharing headers with other units of the same request} */
    public static PreprocessedUnit preprocess(String file, CppOptions options, HeaderCache cache) {
        return new Preprocessor(file, options, cache).run();
    }

    private PreprocessedUnit run() {
        reader.include(file);
        read(found(PREDEFINED_TEXT), null);
        read(found(new SourceText(PREDEFINED, OptionMacros.of(options.machine()))), null);
        SourceText commandLine = new SourceText(COMMAND_LINE, commandLine());
        read(found(commandLine), null);
        Token blame = Token.of(Token.Kind.NAME, "-include", 0, commandLine, 0, 0);
        for (String name : options.imacros()) {
            forced(name, blame);
            output.clear();
        }
        for (String name : options.forcedIncludes()) {
            forced(name, blame);
        }
        SourceText main = cache.get(file);
        if (main == null) {
            problems.error("missing-file", "no such file", Span.of(file, 1, 1, 0), null);
        } else {
            read(new IncludeSearch.Found(main, -1, options.written(file)), null);
        }
        List<PreprocessedLine> lines = output.lines();
        reader.readings().complete();
        return new PreprocessedUnit(
                file,
                lines,
                problems.all(),
                reader.comments(),
                reader.inactive(),
                reader.includes(),
                directives.definitions(),
                this::value,
                reader.readings());
    }

    private static IncludeSearch.Found found(SourceText source) {
        return new IncludeSearch.Found(source, -1, source.path);
    }

    private void read(IncludeSearch.Found found, @Nullable Token directive) {
        if (reader.open(found, directive, true)) {
            Token token = expander.next();
            while (token != Token.END) {
                output.add(token);
                token = expander.next();
            }
            output.newLine(null);
        }
    }

    private void forced(String name, Token blame) {
        // The working directory comes first, then the quote chain (gcc manual, -include).
        IncludeSearch.Found found = search.find(name, false, "", "");
        if (found == null) {
            found = search.inDirectories(options.written(name));
        }
        if (found != null) {
            String as = found.directory() < 0 ? options.written(name) : found.written();
            read(new IncludeSearch.Found(found.source(), found.directory(), as), blame);
        } else if (problems.first("missing " + name)) {
            String message = "cannot find header \"" + name + "\" of -include: " + search.explain(false, "");
            problems.error("missing-include", message, Span.of(file, 1, 1, 0), null);
        }
    }

    private String commandLine() {
        StringBuilder out = new StringBuilder();
        for (String d : options.defines()) {
            String one = d.replace('\n', ' ');
            int equals = one.indexOf('=');
            if (one.startsWith("-")) {
                out.append("#undef ").append(one, 1, one.length());
            } else if (equals < 0) {
                out.append("#define ").append(one).append(" 1");
            } else {
                out.append("#define ").append(one, 0, equals).append(' ').append(one, equals + 1, one.length());
            }
            out.append('\n');
        }
        return out.toString();
    }

    private synchronized OptionalLong value(String name) {
        Macro macro = macros.get(name);
        if (macro == null || macro.functionLike || macro.builtin != null) {
            return OptionalLong.empty();
        }
        Token[] use = {macro.defined.withFlags(0), Token.END};
        Expander.DirectiveState saved = expander.openDirective(use);
        try {
            return OptionalLong.of(
                    new Condition(expander, macros, reader.readings(), (header, angled, next) -> false).evaluate());
        } catch (Condition.BadCondition e) {
            return OptionalLong.empty();
        } finally {
            expander.closeDirective(saved);
        }
    }

    /** The text of gcc's predefined macros: what {@code -dM -E} prints of an empty file. */
    private static String predefined() {
        try (InputStream in = Preprocessor.class.getResourceAsStream("/relolens/cpp/aarch64-predefined.txt")) {
            if (in == null) {
                throw new IllegalStateException("aarch64-predefined.txt is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
