package relolens.server.cli;

import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import relolens.analyzer.AnalysisRequest;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.project.BuildFlags;
import relolens.analyzer.project.CompileCommands;
import relolens.analyzer.project.GccArguments;
import relolens.analyzer.report.Report;
import relolens.analyzer.run.Progress;
import relolens.server.Product;
import relolens.server.files.DiskSources;
import relolens.server.terminal.Console;
import relolens.server.terminal.Exit;
import relolens.server.terminal.UsageProblem;

/** {@code relolens doctor}: whether all is in place here, one line a thing. */
@Command(
        name = "doctor",
        description = "Looks whether Relolens works here and what it finds around the working directory.",
        footerHeading = "%n",
        footer =
                "  Exit codes: 0 all is well or only worth knowing, 2 a configuration is wrong, 4 Relolens itself fails.")
final class DoctorCommand implements Callable<Integer> {
    private static final int JAVA = 17;
    /** Runs of big images want this much. */
    private static final long ROOMY_HEAP = 512L << 20;

    private static final String PROBE = """
            //@ entry el=1 mmu=off
            //@ x0: data pa size=4K align=4K
            probe:  dc      zva, x0
                    ret
            """;

    private enum Status {
        OK,
        NOTE,
        WRONG,
        BROKEN
    }

    private record Line(Status status, String what, String text) {}

    private final Console console;
    private final List<Line> lines = new ArrayList<>();

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        program();
        java();
        keeping();
        engine();
        surroundings();
        sidecars();
        for (Line l : lines) {
            console.out().printf(Locale.ROOT, "%-6s  %-13s  %s%n", mark(l.status()), l.what(), l.text());
        }
        console.out().flush();
        return has(Status.BROKEN) ? Exit.INTERNAL : has(Status.WRONG) ? Exit.USAGE : Exit.CLEAN;
    }

    private static String mark(Status status) {
        return switch (status) {
            case OK -> "ok";
            case NOTE -> "note";
            case WRONG -> "wrong";
            case BROKEN -> "broken";
        };
    }

    private boolean has(Status status) {
        return lines.stream().anyMatch(l -> l.status() == status);
    }

    private void say(Status status, String what, String text) {
        lines.add(new Line(status, what, text));
    }

    private void program() {
        var source = Product.class.getProtectionDomain().getCodeSource();
        say(
                Status.OK,
                Product.NAME,
                Product.version()
                        + (source == null ? "" : ", " + source.getLocation().getPath()));
    }

    private void java() {
        int feature = Runtime.version().feature();
        String home = System.getProperty("java.home", "?");
        say(
                feature < JAVA ? Status.BROKEN : Status.OK,
                "java",
                Runtime.version() + ", " + home + (feature < JAVA ? ": " + JAVA + " or newer is needed" : ""));
        long heap = Runtime.getRuntime().maxMemory();
        boolean roomy = heap >= ROOMY_HEAP;
        say(
                roomy ? Status.OK : Status.NOTE,
                "memory",
                (heap >> 20) + " MiB of heap at most" + (roomy ? "" : ": long runs may want more, -Xmx800m is usual"));
        boolean archive = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(a -> a.startsWith("-XX:SharedArchiveFile="));
        say(
                archive ? Status.OK : Status.NOTE,
                "start-up",
                archive
                        ? "with a class-data archive"
                        : "without a class-data archive: the launcher makes one in the background, so ask again");
        Charset charset = Charset.defaultCharset();
        boolean utf8 = charset.name().equals("UTF-8");
        say(utf8 ? Status.OK : Status.NOTE, "characters", charset + ", output is UTF-8 always");
    }

    private void keeping() {
        String set = System.getenv("RELOLENS_REPORT_CACHE");
        if (set == null || set.isEmpty()) {
            say(Status.NOTE, "kept reports", "off: RELOLENS_REPORT_CACHE names no directory");
            return;
        }
        Path directory = console.directory().resolve(set).normalize();
        Path up = directory;
        while (up != null && !Files.exists(up)) {
            up = up.getParent();
        }
        boolean writable = up != null && Files.isDirectory(up) && Files.isWritable(up);
        say(
                writable ? Status.OK : Status.NOTE,
                "kept reports",
                directory + (writable ? "" : ": cannot be written, so every file is analysed each time"));
    }

    /** The whole way from source to finding once. */
    private void engine() {
        try {
            var request = new AnalysisRequest(
                    List.of("probe.S"),
                    CppOptions.none(),
                    path -> path.equals("probe.S") ? PROBE : null,
                    console.directory().toString(),
                    null,
                    null,
                    null,
                    AnalysisRequest.Runs.NONE);
            Report report = console.engine().study(request, Progress.NONE).report();
            boolean found = report.findings().stream().anyMatch(f -> f.rule().equals("D01"));
            say(
                    found ? Status.OK : Status.BROKEN,
                    "analysis",
                    found ? "finds the dc zva of a probe" : "does not find the dc zva of a probe: please report this");
        } catch (RuntimeException | LinkageError e) {
            say(Status.BROKEN, "analysis", "fails: " + e + ": please report this");
        }
    }

    private void surroundings() {
        var sources = new DiskSources(console.directory(), Map.of());
        var flags = new BuildFlags(GccArguments.parse(List.of(), console.directory()), null);
        String tree =
                flags.choose(console.directory().resolve("doctor.S"), sources).assumed();
        say(Status.OK, "sources", tree == null ? "no tree that is known: headers by -I, or -p" : tree);
        for (Path up = console.directory(); up != null; up = up.getParent()) {
            Path file = up.resolve("compile_commands.json");
            if (Files.isRegularFile(file)) {
                database(file);
                break;
            }
        }
        for (Path up = console.directory(); up != null; up = up.getParent()) {
            if (Files.exists(up.resolve(".git"))) {
                say(Status.OK, "git", up + ": review --base REV works");
                return;
            }
        }
        say(Status.NOTE, "git", "no repository here: review takes --patch FILE");
    }

    private void database(Path file) {
        try {
            CompileCommands read = Databases.read(file.toString(), console.directory());
            say(read == null ? Status.NOTE : Status.OK, "database", file.toString());
        } catch (UsageProblem e) {
            say(Status.WRONG, "database", String.valueOf(e.getMessage()));
        }
    }

    private void sidecars() {
        for (Path up = console.directory(); up != null; up = up.getParent()) {
            Path file = up.resolve("relolens.yml");
            if (Files.isRegularFile(file)) {
                sidecar(file);
                return;
            }
        }
        say(Status.OK, "relolens.yml", "none here or above");
    }

    private void sidecar(Path file) {
        Path beside = file.resolveSibling("doctor.S");
        var sources = new DiskSources(console.directory(), Map.of(beside.toString(), "\tnop\n"));
        var request = new AnalysisRequest(
                List.of(beside.toString()),
                CppOptions.none(),
                sources,
                console.directory().toString(),
                null,
                null,
                null,
                AnalysisRequest.Runs.NONE,
                file.toString());
        List<Report.Finding> bad = console.engine().study(request, Progress.NONE).report().findings().stream()
                .filter(f -> f.rule().equals("K01"))
                .toList();
        if (bad.isEmpty()) {
            say(Status.OK, "relolens.yml", file.toString());
        }
        for (Report.Finding f : bad) {
            say(Status.WRONG, "relolens.yml", place(f) + f.message());
        }
    }

    private static String place(Report.Finding f) {
        return f.file() + ":" + f.line() + ":" + f.column() + ": ";
    }
}
