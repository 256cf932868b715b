package relolens.server.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.ReportReader;
import relolens.analyzer.report.Shard;
import relolens.analyzer.source.Severity;
import relolens.server.job.AnalyzeJob;
import relolens.server.job.BaselineFiles;
import relolens.server.job.Inputs;
import relolens.server.job.OutputSpec;
import relolens.server.job.ReportWriter;
import relolens.server.terminal.Console;
import relolens.server.terminal.RootPaths;
import relolens.server.terminal.UsageProblem;

/** {@code relolens merge}. */
@Command(
        name = "merge",
        description = "Joins JSON reports. Those of all parts of analyze --shard I/N make the report of a single run.")
final class MergeCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "REPORT", arity = "1..*", description = "Reports of analyze --format json.")
    private List<String> names = List.of();

    @Option(
            names = "--format",
            paramLabel = "F[=FILE]",
            description = "Output format, repeatable, as for analyze (default here: json).")
    private List<String> formats = List.of();

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "Leave out the findings FILE holds: what --write-baseline wrote, or a JSON report.")
    private @Nullable String baseline;

    @Option(names = "--root", paramLabel = "DIR", description = "Directory that the reports' paths are relative to.")
    private @Nullable String root;

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            description = "Least severity that makes the exit code 1: error (default), warning, note, never.")
    private String failOn = "error";

    MergeCommand(Console console) {
        this.console = console;
    }

    /** A file and what it holds. */
    private record Part(String name, ReportReader.Read read) {
        Shard shard() {
            Shard shard = read.shard();
            return shard == null ? new Shard(1, 1) : shard;
        }
    }

    @Override
    public Integer call() {
        List<OutputSpec> outputs =
                OutputSpec.parseAll(formats.isEmpty() ? List.of("json") : formats, OutputSpec.AVAILABLE);
        Severity threshold = Threshold.of(failOn);
        var known = new BaselineFiles(console, baseline, null);
        Path directory = RootPaths.directory(console, root);
        List<Part> parts = names.stream().map(this::read).toList();
        boolean shards = parts.stream().anyMatch(p -> p.read().shard() != null);
        Report all = Report.merge((shards ? inOrder(parts) : parts)
                .stream().map(p -> p.read().report()).toList());
        boolean partial = parts.stream().anyMatch(p -> p.read().partial());
        var outcome = new AnalyzeJob.Outcome(shards ? AnalyzeJob.sharing(all) : all, List.of(), partial, null);
        var none = new Inputs(Map.of(), Map.of(), List.of());
        var writer = new ReportWriter(console, new RootPaths(directory), none, ReportWriter.Listing.AUTO);
        AnalyzeJob.Outcome left = known.apply(outcome);
        writer.write(left, outputs);
        return left.exitCode(threshold);
    }

    /** {@return the parts of one whole in their order} */
    private static List<Part> inOrder(List<Part> parts) {
        Part first = parts.get(0);
        int of = first.shard().of();
        Map<Integer, Part> byIndex = new TreeMap<>();
        for (Part p : parts) {
            if (p.read().shard() == null || p.shard().of() != of) {
                throw new UsageProblem("merge: " + first.name() + " is one of " + of + " parts and " + p.name()
                        + " is not: give the reports of one --shard I/" + of + " run");
            }
            Part other = byIndex.put(p.shard().index(), p);
            if (other != null) {
                throw new UsageProblem("merge: " + other.name() + " and " + p.name() + " are both part "
                        + p.shard().index() + " of " + of);
            }
        }
        List<String> missing = new ArrayList<>();
        for (int i = 1; i <= of; i++) {
            if (!byIndex.containsKey(i)) {
                missing.add(i + "/" + of);
            }
        }
        if (!missing.isEmpty()) {
            throw new UsageProblem("merge: no report of part " + String.join(", ", missing)
                    + ": every part is needed for the report of the whole");
        }
        return List.copyOf(byIndex.values());
    }

    private Part read(String name) {
        try {
            String text = name.equals("-")
                    ? new String(console.in().readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(console.directory().resolve(name));
            return new Part(name, ReportReader.read(text));
        } catch (IOException e) {
            throw new UsageProblem("merge: " + name + ": no such file, or not readable");
        } catch (ReportReader.Malformed e) {
            throw new UsageProblem("merge: " + name + ": " + e.getMessage());
        }
    }
}
