package relolens.server.lsp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.project.BuildFlags;
import relolens.analyzer.project.FoundDatabases;
import relolens.analyzer.project.GccArguments;
import relolens.server.files.DiskSources;

/** Where gcc and GNU as say that a file's names are defined: {@code gcc -E -dD} with its line marks, and as's own listing. */
final class GnuNames {
    private static final Pattern MARK = Pattern.compile("^# (\\d+) \"([^\"]*)\"(.*)$");
    private static final Pattern DEFINE = Pattern.compile("^#define (\\w+)(\\()?.*$");
    private static final Pattern UNDEF = Pattern.compile("^#undef (\\w+).*$");
    private static final Pattern MACRO = Pattern.compile("^\\s*\\.macro\\s+([\\w.$]+).*$");
    private static final Pattern ALIAS = Pattern.compile("^\\s*([\\w.$]+)\\s+\\.req\\s+.*$");
    private static final Pattern LISTED = Pattern.compile("^\\s*(\\S+):(\\d+)\\s+\\S+:[0-9a-f]{16} (\\S+)$");

    /** A line of a file. */
    record Line(String file, int line) {}

    /** A definition in force from a line of the main file on. */
    record From(int line, Line at, boolean arguments) {}

    final Map<String, List<From>> defines = new HashMap<>();
    final Map<String, Set<Line>> macros = new HashMap<>();
    final Map<String, Set<Line>> aliases = new HashMap<>();
    final Map<String, Set<Line>> symbols = new HashMap<>();
    final Set<String> undefined = new HashSet<>();
    final Set<Integer> active = new HashSet<>();
    final Map<Integer, String> included = new LinkedHashMap<>();
    final String preprocessed;
    /** gcc and its options, up to the file. */
    final List<String> gcc;

    GnuNames(Path root, Path file) throws Exception {
        DiskSources sources = new DiskSources(root, Map.of());
        CppOptions options = new BuildFlags(GccArguments.parse(List.of(), root), null, new FoundDatabases())
                .choose(file, sources)
                .options();
        List<String> command = new ArrayList<>(List.of("aarch64-linux-gnu-gcc", "-x", "assembler-with-cpp"));
        options.includeDirs().forEach(d -> command.add("-I" + d));
        options.systemDirs().forEach(d -> command.addAll(List.of("-isystem", d)));
        options.forcedIncludes().forEach(f -> command.addAll(List.of("-include", f)));
        options.defines().forEach(d -> command.add(d.startsWith("-") ? "-U" + d.substring(1) : "-D" + d));
        command.addAll(options.machine());
        gcc = List.copyOf(command);
        Path work = Files.createTempDirectory("names");
        List<String> withDefines = new ArrayList<>(command);
        withDefines.addAll(
                List.of("-E", "-dD", file.toString(), "-o", work.resolve("d.s").toString()));
        run(root, withDefines);
        defines(Files.readString(work.resolve("d.s")), file);
        command.addAll(List.of("-E", file.toString(), "-o", work.resolve("p.s").toString()));
        run(root, command);
        preprocessed = Files.readString(work.resolve("p.s"));
        List<String> assemble = new ArrayList<>(List.of(
                "aarch64-linux-gnu-as",
                "-march=armv8.5-a",
                "-L",
                "-asn=" + work.resolve("list"),
                work.resolve("p.s").toString(),
                "-o",
                work.resolve("o").toString()));
        run(root, assemble);
        listing(Files.readString(work.resolve("list"), StandardCharsets.ISO_8859_1), marked(preprocessed));
    }

    static void run(Path directory, List<String> command) throws IOException, InterruptedException {
        Path log = Files.createTempFile("gnu", ".log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError(command + " failed: " + Files.readString(log));
        }
        Files.delete(log);
    }

    private void defines(String text, Path main) {
        Line at = new Line("", 0);
        int mainLine = 0;
        for (String l : text.split("\n")) {
            Matcher mark = MARK.matcher(l);
            if (mark.matches()) {
                at = new Line(mark.group(2), Integer.parseInt(mark.group(1)));
                boolean opened = mark.group(3).contains(" 1");
                if (opened && mainLine > 0) {
                    included.putIfAbsent(mainLine, mark.group(2));
                }
                mainLine = at.file.equals(main.toString()) ? at.line : mainLine;
                continue;
            }
            boolean inMain = at.file.equals(main.toString());
            mainLine = inMain ? at.line : mainLine;
            Matcher define = DEFINE.matcher(l);
            Matcher undef = UNDEF.matcher(l);
            Matcher macro = MACRO.matcher(l);
            Matcher alias = ALIAS.matcher(l);
            if (define.matches()) {
                defines.computeIfAbsent(define.group(1), k -> new ArrayList<>())
                        .add(new From(mainLine, at, define.group(2) != null));
            } else if (undef.matches()) {
                defines.computeIfAbsent(undef.group(1), k -> new ArrayList<>())
                        .add(new From(mainLine, new Line("", 0), false));
            } else if (macro.matches()) {
                macros.computeIfAbsent(macro.group(1).toLowerCase(Locale.ROOT), k -> new HashSet<>())
                        .add(at);
            } else if (alias.matches()) {
                aliases.computeIfAbsent(alias.group(1), k -> new HashSet<>()).add(at);
            }
            if (inMain && !l.isBlank()) {
                active.add(at.line);
            }
            at = new Line(at.file, at.line + 1);
        }
    }

    /** {@return which line of which file each line of preprocessed text comes from} */
    private static List<Line> marked(String text) {
        List<Line> lines = new ArrayList<>();
        Line at = new Line("", 0);
        for (String l : text.split("\n", -1)) {
            Matcher mark = MARK.matcher(l);
            lines.add(at);
            at = mark.matches()
                    ? new Line(mark.group(2), Integer.parseInt(mark.group(1)))
                    : new Line(at.file, at.line + 1);
        }
        return lines;
    }

    private void listing(String text, List<Line> lines) {
        boolean undefinedOnes = false;
        for (String l : text.split("\n")) {
            undefinedOnes |= l.startsWith("UNDEFINED SYMBOLS");
            Matcher m = LISTED.matcher(l);
            if (m.matches()) {
                symbols.computeIfAbsent(m.group(3), k -> new HashSet<>())
                        .add(lines.get(Integer.parseInt(m.group(2)) - 1));
            } else if (undefinedOnes && !l.isBlank()) {
                undefined.add(l.strip());
            }
        }
    }

    /** {@return the definition of {@code name} in force at a line of the main file, or null} */
    From defined(String name, int line) {
        From found = null;
        for (From f : defines.getOrDefault(name, List.of())) {
            if (f.line < line || f.line == line && !f.at.file.isEmpty()) {
                found = f;
            }
        }
        return found == null || found.at.file.isEmpty() || found.at.file.startsWith("<") ? null : found;
    }
}
