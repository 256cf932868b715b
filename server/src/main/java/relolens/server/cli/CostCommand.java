package relolens.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.benchmark.BenchmarkException;
import relolens.analyzer.benchmark.HardwareBenchmark;
import relolens.analyzer.contract.Sizes;
import relolens.analyzer.cost.CostReport;
import relolens.analyzer.cost.LoopConditions;
import relolens.analyzer.cost.LoopCost;
import relolens.analyzer.cost.LoopCosts;
import relolens.analyzer.cpp.HeaderCache;
import relolens.analyzer.cpp.PreprocessedUnit;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.project.BuildFlags;
import relolens.analyzer.project.GccArguments;
import relolens.analyzer.report.GccReport;
import relolens.analyzer.report.Report;
import relolens.analyzer.run.Runs;
import relolens.analyzer.source.Problem;
import relolens.analyzer.source.Severity;
import relolens.emulator.timing.TimingDataException;
import relolens.emulator.timing.TimingLibrary;
import relolens.server.files.DiskSources;
import relolens.server.terminal.Console;
import relolens.server.terminal.Exit;
import relolens.server.terminal.RootPaths;
import relolens.server.terminal.UsageProblem;

/** {@code relolens cost}. */
@Command(
        name = "cost",
        description = "Steady-state cycles of each loop by line, without running anything.",
        footerHeading = "%nPreprocessor options are those of analyze.%n")
final class CostCommand implements Callable<Integer> {
    private static final long SMALLEST_PAGE = 4096;
    private final Console console;
    private final GccArguments gcc;

    @Parameters(paramLabel = "FILE[:ROUTINE]", description = "Source, and the routine to look at.")
    private String what = "";

    @Option(
            names = "--core",
            paramLabel = "CORE",
            completionCandidates = CoreNames.class,
            description = "Core model, or a file (default cortex-a53).")
    private String core = Runs.DEFAULT_CORE;

    @Option(
            names = "--board",
            paramLabel = "BOARD",
            completionCandidates = BoardNames.class,
            description = "Board model, or a file (default generic).")
    private String board = "generic";

    @Option(names = "--mmu", paramLabel = "off|on", description = "Whether data is Normal memory (default on).")
    private String mmu = "on";

    @Option(
            names = "--working-set",
            paramLabel = "SIZE",
            description = "Bytes that each pointer runs over (default: what stays in the first-level cache).")
    private @Nullable String workingSet;

    @Option(
            names = "--icache",
            paramLabel = "off|on",
            description = "Whether instructions are cached, as SCTLR.I says (default on).")
    private String icache = "on";

    @Option(names = "--pages", paramLabel = "SIZE", description = "What memory is mapped by: 4K (default), 64K, 2M …")
    private String pages = "4K";

    @Option(names = "--format", paramLabel = "F", description = "text (default) or json.")
    private String format = "text";

    @Option(
            names = "--emit-benchmark",
            paramLabel = "DIR",
            description =
                    "Write a program for hardware (C, assembly, Makefile) that makes ROUTINE's loads and stores over"
                            + " layouts of pages, counts PMU events and shows the prediction for --core on --board beside.")
    private @Nullable String benchmark;

    CostCommand(Console console, GccArguments gcc) {
        this.console = console;
        this.gcc = gcc;
    }

    @Override
    public Integer call() {
        if (!List.of("on", "off").contains(mmu)) {
            throw new UsageProblem("--mmu " + mmu + ": use on or off");
        }
        if (!List.of("on", "off").contains(icache)) {
            throw new UsageProblem("--icache " + icache + ": use on or off");
        }
        if (!List.of("text", "json").contains(format)) {
            throw new UsageProblem("--format " + format + ": use text or json");
        }
        long bytes = workingSet == null ? 0 : Sizes.parse(workingSet).orElse(-1L);
        if (bytes < 0) {
            throw new UsageProblem("--working-set " + workingSet + ": a size such as 64K or 8M");
        }
        long page = Sizes.parse(pages).orElse(0L);
        if (page < SMALLEST_PAGE || Long.bitCount(page) != 1) {
            throw new UsageProblem("--pages " + pages + ": a power of two from 4K on, such as 64K or 2M");
        }
        var conditions = new LoopConditions(mmu.equals("on"), icache.equals("on"), bytes, page);
        int colon = what.lastIndexOf(':');
        Path whole = console.directory().resolve(what).normalize();
        boolean named = colon > 0 && !Files.exists(whole);
        Path file =
                named ? console.directory().resolve(what.substring(0, colon)).normalize() : whole;
        String routine = named ? what.substring(colon + 1) : null;
        if (!Files.isRegularFile(file)) {
            console.say(what + ":1:1: error: no such file [missing-file]");
            return Exit.INPUT;
        }
        try {
            return report(file, routine, conditions);
        } catch (TimingDataException e) {
            throw MachineOption.problem("cost", e);
        }
    }

    private int report(Path file, @Nullable String routine, LoopConditions conditions) {
        var sources = new HeaderCache(new DiskSources(console.directory(), java.util.Map.of()));
        BuildFlags.Choice flags =
                new BuildFlags(gcc, null).choose(file, new DiskSources(console.directory(), java.util.Map.of()));
        PreprocessedUnit unit = Preprocessor.preprocess(file.toString(), flags.options(), sources);
        AssembledUnit assembled =
                Assembler.assemble(unit, sources, flags.options().includeDirs());
        List<Problem> problems = assembled.problems();
        problems.forEach(p -> say(p, file));
        TimingLibrary machines = MachineOption.library(console.directory());
        if (routine != null
                && assembled.symbols().stream().noneMatch(s -> s.name().equals(routine) && s.defined())) {
            throw new UsageProblem("cost: " + routine + " is not defined in " + file.getFileName());
        }
        if (benchmark != null) {
            return emit(assembled, routine, benchmark);
        }
        List<LoopCost> loops =
                LoopCosts.of(assembled, routine, machines.core(core, board), machines.board(board), conditions);
        var root = new RootPaths(console.directory());
        List<LoopCost> relative =
                loops.stream().map(l -> l.in(root.relative(Path.of(l.file())))).toList();
        String text = sources.load(file.toString());
        List<String> source = text == null ? List.of() : text.lines().toList();
        console.out()
                .print(
                        format.equals("json")
                                ? CostReport.json(relative, core, conditions)
                                : CostReport.text(
                                        relative,
                                        core,
                                        conditions,
                                        n -> n > 0 && n <= source.size() ? source.get(n - 1) : ""));
        boolean failed = problems.stream().anyMatch(p -> p.severity() == Severity.ERROR);
        return failed ? Exit.INPUT : Exit.CLEAN;
    }

    private void say(Problem p, Path file) {
        String where = p.origin().span().file();
        console.say(GccReport.line(new Report.InputProblem(
                p.severity(),
                p.code(),
                where.equals(file.toString()) ? new RootPaths(console.directory()).relative(file) : where,
                p.origin().span().line(),
                p.origin().span().column(),
                p.message())));
    }

    private int emit(AssembledUnit unit, @Nullable String routine, String directory) {
        if (routine == null) {
            throw new UsageProblem("--emit-benchmark: name the routine, as in FILE:ROUTINE");
        }
        try {
            Path target = Files.createDirectories(console.directory().resolve(directory));
            for (var file : HardwareBenchmark.of(unit, routine, core, board, MachineOption.library(console.directory()))
                    .entrySet()) {
                Files.writeString(target.resolve(file.getKey()), file.getValue());
            }
        } catch (BenchmarkException e) {
            console.say(what + ": " + e.getMessage());
            return Exit.INPUT;
        } catch (IOException e) {
            throw new UsageProblem("--emit-benchmark " + directory + ": cannot be written: " + e.getMessage());
        }
        console.say("wrote " + directory + ": make -C " + directory
                + " CROSS_COMPILE=aarch64-linux-gnu-, then run bench on " + core);
        return Exit.CLEAN;
    }
}
