package relolens.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import relolens.analyzer.project.BuildFlags;
import relolens.analyzer.project.GccArguments;
import relolens.analyzer.report.Shard;
import relolens.analyzer.source.Severity;
import relolens.server.job.AnalyzeJob;
import relolens.server.job.BaselineFiles;
import relolens.server.job.Inputs;
import relolens.server.job.OutputSpec;
import relolens.server.job.ReportWriter;
import relolens.server.job.SafeFixes;
import relolens.server.terminal.Console;
import relolens.server.terminal.Exit;
import relolens.server.terminal.RootPaths;
import relolens.server.terminal.UsageProblem;

/** {@code relolens analyze}. */
@Command(
        name = "analyze",
        description = "Analyses files or trees: findings, state of each line, MMU verdicts, runs.",
        footerHeading = "%nPreprocessor options, as gcc's:%n",
        footer = {
            "  -I DIR  -isystem DIR  -iquote DIR  -nostdinc  -D NAME[=VALUE]  -U NAME  -include FILE  -imacros FILE",
            "  Other gcc flags (-Wa,…  -m…  -f…) are taken and ignored.",
            "  A file inside a Linux tree gets that tree's own arm64 flags when none of these says where headers are."
        })
final class AnalyzeCommand implements Callable<Integer> {
    private final Console console;
    private final GccArguments gcc;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files, directories, or - for standard input.")
    private List<String> paths = List.of();

    @Option(
            names = "--format",
            paramLabel = "F[=FILE]",
            description =
                    "Output format, repeatable; to FILE instead of standard output. text (default), gcc, json, sarif,"
                            + " rdjson, github (annotations), gitlab, html, junit.")
    private List<String> formats = List.of();

    @Mixin
    private RunMachine machine = new RunMachine();

    @Option(names = "--entry", paramLabel = "mmu=on|off|any", description = "Entry state of every routine.")
    private @Nullable String entry;

    @Option(names = "--run", description = "Execute the runs of profiles too, also of files found in directories.")
    private boolean run;

    @Option(names = "--no-run", description = "Execute nothing.")
    private boolean noRun;

    @Option(
            names = "--exact",
            description = "Watch every instruction of a run; otherwise long runs extrapolate from their steady state.")
    private boolean exact;

    @Option(names = "-p", paramLabel = "FILE", description = "compile_commands.json, or its directory; only read.")
    private @Nullable String database;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Sidecar to use instead of the nearest relolens.yml.")
    private @Nullable String config;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "Leave out the findings FILE holds: what --write-baseline wrote, or a JSON report.")
    private @Nullable String baseline;

    @Option(
            names = "--write-baseline",
            paramLabel = "FILE",
            description = "Write all findings to FILE as a baseline for later runs.")
    private @Nullable String writeBaseline;

    @Option(names = "--root", paramLabel = "DIR", description = "Directory that reported paths are relative to.")
    private @Nullable String root;

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            description = "Least severity that makes the exit code 1: error (default), warning, note, never.")
    private String failOn = "error";

    @Option(
            names = "--listing",
            paramLabel = "WHICH",
            description = "Annotated listing: auto (default: of named files), all, none.")
    private String listing = "auto";

    @Option(names = "-j", paramLabel = "N", description = "Files analysed at a time (default: 1).")
    private int jobs = 1;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "Analyse only part I of N of the files; relolens merge joins the JSON reports of all parts.")
    private @Nullable String shard;

    @Option(
            names = "--cache-dir",
            paramLabel = "DIR",
            description = "Where reports are kept for the next run of unchanged files"
                    + " (default: $RELOLENS_REPORT_CACHE, which the launcher sets).")
    private @Nullable String cacheDirectory;

    @Option(names = "--no-cache", description = "Neither use nor keep reports of earlier runs.")
    private boolean noCache;

    @Option(names = "--fix", description = "Write the fixes that are safe into the files, then report what is left.")
    private boolean fix;

    @Option(names = "--fix-dry-run", description = "Print these fixes as a unified diff instead; write nothing.")
    private boolean fixDryRun;

    @Option(names = "--stdin-filename", paramLabel = "NAME", description = "Name that standard input goes by.")
    private String stdinName = "<stdin>";

    AnalyzeCommand(Console console, GccArguments gcc) {
        this.console = console;
        this.gcc = gcc;
    }

    @Override
    public Integer call() {
        List<OutputSpec> outputs = OutputSpec.parseAll(formats, OutputSpec.AVAILABLE);
        Severity threshold = Threshold.of(failOn);
        Path rootDirectory = RootPaths.directory(console, root);
        var root = new RootPaths(rootDirectory);
        AnalyzeJob.Plan plan = plan(rootDirectory, choice());
        var known = new BaselineFiles(console, baseline, writeBaseline);
        Inputs inputs = Inputs.of(paths, stdinName, console, root);
        if (fix || fixDryRun) {
            var still = new AnalyzeJob(plan(rootDirectory, AnalyzeJob.Choice.NONE), console);
            var fixes = new SafeFixes(inputs, rootDirectory, i -> known.apply(still.run(i)));
            Inputs fixed = fixes.fixed();
            if (fixDryRun) {
                console.out().print(fixes.diff());
                console.out().flush();
                return Exit.CLEAN;
            }
            if (inputs.overlay().isEmpty()) {
                console.say("note: " + fixes.write() + " files changed by --fix");
                inputs = fixed;
            } else {
                throw new UsageProblem("--fix cannot write standard input: use --fix-dry-run");
            }
        }
        var outcome = known.apply(new AnalyzeJob(plan, console).run(inputs));
        new ReportWriter(console, root, inputs, listingChoice()).write(outcome, outputs);
        return outcome.exitCode(threshold);
    }

    private AnalyzeJob.Plan plan(Path rootDirectory, AnalyzeJob.Choice runs) {
        return new AnalyzeJob.Plan(
                rootDirectory,
                new BuildFlags(gcc, Databases.read(database, console.directory())),
                entryMmu(),
                machine.core(console, rootDirectory),
                machine.board(console, rootDirectory),
                runs,
                configFile(),
                exact,
                Math.max(1, jobs),
                part(),
                cache());
    }

    private @Nullable Shard part() {
        if (shard == null) {
            return null;
        }
        if (fix || fixDryRun) {
            throw new UsageProblem("--shard and --fix exclude each other");
        }
        String[] parts = shard.split("/", -1);
        try {
            return new Shard(Integer.parseInt(parts[0]), Integer.parseInt(parts.length == 2 ? parts[1] : ""));
        } catch (IllegalArgumentException e) {
            throw new UsageProblem("--shard " + shard + ": use I/N with I from 1 to N, such as 2/8");
        }
    }

    private @Nullable Path cache() {
        String set = cacheDirectory == null ? System.getenv("RELOLENS_REPORT_CACHE") : cacheDirectory;
        return noCache || set == null || set.isEmpty()
                ? null
                : console.directory().resolve(set).normalize();
    }

    private AnalyzeJob.Choice choice() {
        if (run && noRun) {
            throw new UsageProblem("--run and --no-run exclude each other");
        }
        return run ? AnalyzeJob.Choice.ALL : noRun ? AnalyzeJob.Choice.NONE : AnalyzeJob.Choice.AS_NAMED;
    }

    private @Nullable String entryMmu() {
        if (entry == null) {
            return null;
        }
        return switch (entry) {
            case "mmu=on", "mmu=off", "mmu=any" -> entry.substring("mmu=".length());
            default -> throw new UsageProblem("--entry " + entry + ": use mmu=on, mmu=off or mmu=any");
        };
    }

    private ReportWriter.Listing listingChoice() {
        return switch (listing) {
            case "auto" -> ReportWriter.Listing.AUTO;
            case "all" -> ReportWriter.Listing.ALL;
            case "none" -> ReportWriter.Listing.NONE;
            default -> throw new UsageProblem("--listing " + listing + ": use auto, all or none");
        };
    }

    private @Nullable String configFile() {
        if (config == null) {
            return null;
        }
        Path file = console.directory().resolve(config).normalize();
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new UsageProblem("--config " + config + ": no such file, or not readable");
        }
        return file.toString();
    }
}
