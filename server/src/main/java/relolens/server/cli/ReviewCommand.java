package relolens.server.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import relolens.analyzer.patch.Patch;
import relolens.analyzer.patch.PatchProblem;
import relolens.analyzer.patch.Series;
import relolens.analyzer.patch.SeriesReader;
import relolens.analyzer.project.BuildFlags;
import relolens.analyzer.project.GccArguments;
import relolens.analyzer.reply.Answer;
import relolens.analyzer.source.Severity;
import relolens.analyzer.source.SourceLoader;
import relolens.server.files.DiskSources;
import relolens.server.git.GitChange;
import relolens.server.git.GitProblem;
import relolens.server.job.OutputSpec;
import relolens.server.job.ReviewJob;
import relolens.server.job.ReviewWriter;
import relolens.server.terminal.Console;
import relolens.server.terminal.RootPaths;
import relolens.server.terminal.UsageProblem;

/** {@code relolens review}. */
@Command(
        name = "review",
        description = "Says what a change brings: findings that are new, worse or fixed, costs, MMU verdicts.",
        footerHeading = "%n",
        footer = {
            "  The change is a patch, a mail, a mailbox of a whole series (as b4 am writes it), or lies between two",
            "  revisions. A patch is applied to the tree of --root; where the tree has it already, it is taken back.",
            "  Nothing is sent or posted: formats are files for others to take. gcc's preprocessor options as for analyze."
        })
final class ReviewCommand implements Callable<Integer> {
    private final Console console;
    private final GccArguments gcc;

    @Option(
            names = "--patch",
            paramLabel = "FILE|-",
            description = "Patch, mail or mailbox; - is standard input. Repeatable: one after the other.")
    private List<String> patches = List.of();

    @Option(names = "--base", paramLabel = "REV", description = "Revision before the change.")
    private @Nullable String base;

    @Option(names = "--head", paramLabel = "REV", description = "Revision after it (default: the work tree).")
    private @Nullable String head;

    @Option(
            names = "--format",
            paramLabel = "F[=FILE]",
            description = "Output format, repeatable; to FILE instead of standard output. text (default), json,"
                    + " github (review payload), checks (GitHub check run), annotations (workflow commands), sarif,"
                    + " gitlab, gerrit, rdjson, mail, patchwork, html, junit, gcc.")
    private List<String> formats = List.of();

    @Mixin
    private RunMachine machine = new RunMachine();

    @Option(names = "--no-run", description = "Execute nothing: no costs.")
    private boolean noRun;

    @Option(names = "-p", paramLabel = "FILE", description = "compile_commands.json, or its directory; only read.")
    private @Nullable String database;

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "Top of the tree that the patch's paths start from (default: the working directory).")
    private @Nullable String root;

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            description = "Least severity of a new finding that makes the exit code 1: error (default), warning, note,"
                    + " never.")
    private String failOn = "error";

    ReviewCommand(Console console, GccArguments gcc) {
        this.console = console;
        this.gcc = gcc;
    }

    @Override
    public Integer call() {
        List<OutputSpec> outputs = OutputSpec.parseAll(formats, ReviewWriter.AVAILABLE);
        Severity threshold = Threshold.of(failOn);
        if (patches.isEmpty() == (base == null)) {
            throw new UsageProblem("name the change: --patch FILE, or --base REV with --head REV if it is committed");
        }
        if (head != null && base == null) {
            throw new UsageProblem("--head REV needs --base REV");
        }
        var flags = new BuildFlags(gcc, Databases.read(database, console.directory()));
        return base == null ? patches(flags, outputs, threshold) : git(base, flags, outputs, threshold);
    }

    private int patches(BuildFlags flags, List<OutputSpec> outputs, @Nullable Severity threshold) {
        Path top = RootPaths.directory(console, root);
        List<Patch> all = new ArrayList<>();
        List<PatchProblem> problems = new ArrayList<>();
        for (String name : patches) {
            Series series = SeriesReader.read(name, text(name));
            all.addAll(series.patches());
            problems.addAll(series.problems());
        }
        SourceLoader disk = new DiskSources(top, java.util.Map.of());
        return finish(top, all, problems, disk, null, flags, outputs, threshold);
    }

    private int git(String from, BuildFlags flags, List<OutputSpec> outputs, @Nullable Severity threshold) {
        Path directory = RootPaths.directory(console, root);
        try (GitChange change = GitChange.open(directory, from, head)) {
            Path top = change.root().toAbsolutePath().normalize();
            Series series = SeriesReader.read(from + ".." + (head == null ? "" : head), change.diff());
            SourceLoader before = change.before(new DiskSources(top, java.util.Map.of()));
            // No difference is a clean answer, not a patch without a diff.
            List<PatchProblem> problems =
                    series.patches().stream().allMatch(p -> p.files().isEmpty()) ? List.of() : series.problems();
            return finish(top, series.patches(), problems, before, change.headName(), flags, outputs, threshold);
        } catch (GitProblem e) {
            throw new UsageProblem(String.valueOf(e.getMessage()));
        }
    }

    private int finish(
            Path top,
            List<Patch> all,
            List<PatchProblem> problems,
            SourceLoader tree,
            @Nullable String commit,
            BuildFlags flags,
            List<OutputSpec> outputs,
            @Nullable Severity threshold) {
        problems.forEach(p -> console.say(p.file() + ":" + p.line() + ": error: " + p.message()));
        var plan = new ReviewJob.Plan(top, flags, machine.core(console, top), machine.board(console, top), !noRun);
        ReviewJob.Outcome outcome = new ReviewJob(plan, console).run(all, tree);
        outcome.review().notes().forEach(n -> console.say("note: " + n));
        var writer = new ReviewWriter(Answer.to(outcome.review()), commit);
        for (OutputSpec output : outputs) {
            output.write(writer.render(output.format()), console);
        }
        return outcome.exitCode(threshold, problems.stream().anyMatch(PatchProblem::fatal));
    }

    private String text(String name) {
        try {
            byte[] bytes = name.equals("-")
                    ? console.in().readNBytes(SeriesReader.LIMIT + 1)
                    : Files.readAllBytes(console.directory().resolve(name));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UsageProblem("--patch " + name + ": no such file, or not readable");
        }
    }
}
