package relolens.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import relolens.analyzer.AnalysisRequest;
import relolens.analyzer.Study;
import relolens.analyzer.project.BuildFlags;
import relolens.analyzer.project.GccArguments;
import relolens.analyzer.report.GccReport;
import relolens.analyzer.report.Report;
import relolens.analyzer.run.Progress;
import relolens.server.files.DiskSources;
import relolens.server.terminal.Console;
import relolens.server.terminal.Exit;
import relolens.server.terminal.RootPaths;
import relolens.server.terminal.UsageProblem;

/** {@code relolens show-config}. */
@Command(
        name = "show-config",
        description = "Says what holds for a file and who said it: gcc's flags, relolens.yml, contracts, profiles.",
        footerHeading = "%n",
        footer =
                "  Takes analyze's preprocessor options. Clauses that mean nothing are named, and make the exit code 2.")
final class ShowConfigCommand implements Callable<Integer> {
    private final Console console;
    private final GccArguments gcc;

    @Parameters(paramLabel = "FILE", description = "Assembly source.")
    private String name = "";

    @Option(names = "--format", paramLabel = "F", description = "text (default) or json.")
    private String format = "text";

    @Option(names = "-p", paramLabel = "FILE", description = "compile_commands.json, or its directory; only read.")
    private @Nullable String database;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Sidecar to use instead of the nearest relolens.yml.")
    private @Nullable String config;

    ShowConfigCommand(Console console, GccArguments gcc) {
        this.console = console;
        this.gcc = gcc;
    }

    @Override
    public Integer call() {
        if (!List.of("text", "json").contains(format)) {
            throw new UsageProblem("--format " + format + ": use text or json");
        }
        Path file = console.directory().resolve(name).normalize();
        if (!Files.isRegularFile(file)) {
            console.say(name + ":1:1: error: no such file [missing-file]");
            return Exit.INPUT;
        }
        var sources = new DiskSources(console.directory(), Map.of());
        BuildFlags.Choice flags =
                new BuildFlags(gcc, Databases.read(database, console.directory())).choose(file, sources);
        var request = new AnalysisRequest(
                List.of(file.toString()),
                flags.options(),
                sources,
                console.directory().toString(),
                null,
                null,
                null,
                AnalysisRequest.Runs.NONE,
                config == null
                        ? null
                        : console.directory().resolve(config).normalize().toString());
        Study study = console.engine().study(request, Progress.NONE);
        var root = new RootPaths(console.directory());
        boolean bad = sayBadClauses(study);
        for (Study.Unit unit : study.units()) {
            var page = new ConfigPage(root, file, flags, gcc.searchGiven(), unit, study.contracts());
            console.out().print(format.equals("json") ? page.json() : page.text());
        }
        console.out().flush();
        return bad ? Exit.USAGE : Exit.CLEAN;
    }

    private boolean sayBadClauses(Study study) {
        boolean bad = false;
        for (Report.Finding f : study.report().findings()) {
            if (f.rule().equals("K01")) {
                console.say(GccReport.line(f));
                bad = true;
            }
        }
        return bad;
    }
}
