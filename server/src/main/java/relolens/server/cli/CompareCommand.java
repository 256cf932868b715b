package relolens.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.compare.Comparison;
import relolens.analyzer.compare.ComparisonHtml;
import relolens.analyzer.compare.ComparisonJson;
import relolens.analyzer.compare.ComparisonText;
import relolens.analyzer.compare.Iomem;
import relolens.analyzer.compare.MachineAdvice;
import relolens.analyzer.compare.Plan;
import relolens.analyzer.compare.Row;
import relolens.analyzer.contract.Contract;
import relolens.analyzer.contract.Contracts;
import relolens.analyzer.contract.RunValue;
import relolens.analyzer.contract.Sizes;
import relolens.analyzer.cpp.HeaderCache;
import relolens.analyzer.cpp.PreprocessedUnit;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.project.BuildFlags;
import relolens.analyzer.project.GccArguments;
import relolens.analyzer.run.KimageOffsets;
import relolens.analyzer.run.Runs;
import relolens.analyzer.unit.UnitAnalyzer;
import relolens.emulator.timing.TimingDataException;
import relolens.emulator.timing.TimingLibrary;
import relolens.server.files.DiskSources;
import relolens.server.terminal.Console;
import relolens.server.terminal.Exit;
import relolens.server.terminal.ProgressLine;
import relolens.server.terminal.UsageProblem;

/** {@code relolens compare}. */
@Command(
        name = "compare",
        description = "Runs the strategies to put a kexec image in place, each on code of its own shape, side by side.")
final class CompareCommand implements Callable<Integer> {
    private static final List<Integer> GRANULES = List.of(4096, 16384, 65536);
    private final Console console;

    @Option(names = "--image", split = ",", paramLabel = "SIZE", description = "Bytes of all segments: 25MB, 380MB.")
    private List<String> images = List.of("25MB", "380MB");

    @Option(
            names = "--core",
            split = ",",
            paramLabel = "CORE",
            description = "Core models, or files (default the board's).")
    private List<String> cores = List.of();

    @Option(
            names = "--board",
            split = ",",
            paramLabel = "BOARD",
            description = "Board models, or files (default stingray, or one that has the core).")
    private List<String> boards = List.of();

    @Option(
            names = "--streaming",
            split = ",",
            paramLabel = "SETTING",
            description = "Settings of write streaming to try: default, off, FIELD=bits, an erratum's name.")
    private List<String> streaming = List.of("default", "off");

    @Option(names = "--ram", paramLabel = "SIZE", description = "RAM that a copy of the linear map covers.")
    private @Nullable String ram;

    @Option(names = "--granule", paramLabel = "SIZE", description = "Translation granule: 4K (default), 16K, 64K.")
    private String granule = "4K";

    @Option(names = "--map", paramLabel = "page|block", description = "Granularity of the linear map (default page).")
    private String map = "page";

    @Option(names = "--iomem", paramLabel = "FILE", description = "A machine's /proc/iomem: what it has room for.")
    private @Nullable String iomem;

    @Option(
            names = "--format",
            paramLabel = "F[=FILE]",
            description = "text (default), json or html; to FILE instead of standard output; repeatable.")
    private List<String> formats = List.of("text");

    @Option(
            names = "--routine",
            paramLabel = "FILE:SYM",
            description =
                    "Run the strategies on this routine instead, by its run clauses with and without MMU, in the rows"
                            + " that it has a clause for. Preprocessor options are those of analyze.")
    private @Nullable String routine;

    private final GccArguments gcc;

    CompareCommand(Console console, GccArguments gcc) {
        this.console = console;
        this.gcc = gcc;
    }

    @Override
    public Integer call() {
        formats.forEach(CompareCommand::known);
        Iomem machine = iomem == null ? null : machine(iomem);
        List<Long> sizes = images.stream().map(i -> size("--image", i)).toList();
        int bytes = (int) size("--granule", granule);
        if (!GRANULES.contains(bytes)) {
            throw new UsageProblem("--granule " + granule + ": use 4K, 16K or 64K");
        }
        if (!List.of("page", "block").contains(map)) {
            throw new UsageProblem("--map " + map + ": use page or block");
        }
        boolean blocks = map.equals("block");
        long covered = ram != null ? size("--ram", ram) : machine != null ? machine.ramBytes() : 0;
        try {
            Plan plan = new Plan(sizes, machines(), streaming, covered, bytes, blocks, true, library(), routine());
            List<Row> rows = Comparison.of(plan, new ProgressLine(console));
            MachineAdvice advice = machine == null ? null : MachineAdvice.of(machine, sizes, bytes, blocks);
            for (String format : formats) {
                write(format, rows, advice);
            }
            return rows.stream().allMatch(Row::feasible) ? Exit.CLEAN : Exit.INPUT;
        } catch (TimingDataException e) {
            throw MachineOption.problem("compare", e);
        }
    }

    private Plan.@Nullable Routine routine() {
        if (routine == null) {
            return null;
        }
        int colon = routine.lastIndexOf(':');
        if (colon <= 0) {
            throw new UsageProblem("--routine " + routine + ": use FILE:SYM");
        }
        Path file = console.directory().resolve(routine.substring(0, colon)).normalize();
        String symbol = routine.substring(colon + 1);
        if (!Files.isRegularFile(file)) {
            throw new UsageProblem("--routine " + routine + ": no such file");
        }
        var sources = new HeaderCache(new DiskSources(console.directory(), Map.of()));
        BuildFlags.Choice flags =
                new BuildFlags(gcc, null).choose(file, new DiskSources(console.directory(), Map.of()));
        PreprocessedUnit unit = Preprocessor.preprocess(file.toString(), flags.options(), sources);
        AssembledUnit assembled =
                Assembler.assemble(unit, sources, flags.options().includeDirs());
        Contract contract =
                UnitAnalyzer.analyze(unit, assembled, sources, Contracts.of(unit, sources), null).contracts().stream()
                        .filter(c -> c.routine().equals(symbol))
                        .findFirst()
                        .orElseThrow(() -> new UsageProblem(
                                "--routine " + routine + ": " + symbol + " is no routine of the file"));
        boolean image = contract.runs().stream()
                .anyMatch(r -> r.registers().values().stream().anyMatch(RunValue.KimageHead.class::isInstance));
        if (!image) {
            throw new UsageProblem("--routine " + routine
                    + ": it has no run of a kimage(...); add a clause such as //@ run on: mmu=on x0=kimage(size=25MB)");
        }
        return new Plan.Routine(routine, assembled, contract, KimageOffsets.of(unit));
    }

    private TimingLibrary library() {
        return MachineOption.library(console.directory());
    }

    private static void known(String format) {
        String name = format.contains("=") ? format.substring(0, format.indexOf('=')) : format;
        if (!List.of("text", "json", "html").contains(name)) {
            throw new UsageProblem("--format " + format + ": use text, json or html");
        }
    }

    private void write(String format, List<Row> rows, @Nullable MachineAdvice advice) {
        int equals = format.indexOf('=');
        String name = equals < 0 ? format : format.substring(0, equals);
        String text = switch (name) {
            case "json" -> ComparisonJson.of(rows, advice);
            case "html" -> ComparisonHtml.of(rows, advice);
            default -> ComparisonText.of(rows, advice);
        };
        if (equals < 0) {
            console.out().print(text);
            return;
        }
        Path file = console.directory().resolve(format.substring(equals + 1));
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UsageProblem("--format " + format + ": cannot be written: " + e.getMessage());
        }
    }

    /** The boards' own cores where none is named; every core on every board where both are. */
    private List<Plan.Machine> machines() {
        List<Plan.Machine> machines = new ArrayList<>();
        if (boards.isEmpty() && !cores.isEmpty()) {
            boolean letters = cores.stream().allMatch(c -> library().has("stingray", c));
            cores.forEach(core -> machines.add(
                    new Plan.Machine(core, letters ? "stingray" : library().boardFor(core))));
            return machines;
        }
        List<String> on = boards.isEmpty() ? List.of("stingray") : boards;
        for (String board : on) {
            List<String> own = cores.isEmpty() ? library().board(board).cores() : cores;
            for (String core : own.isEmpty() ? List.of(Runs.DEFAULT_CORE) : own) {
                library().core(core, board);
                machines.add(new Plan.Machine(core, board));
            }
        }
        return machines;
    }

    private Iomem machine(String file) {
        try {
            return Iomem.parse(file, Files.readString(console.directory().resolve(file)));
        } catch (IOException e) {
            throw new UsageProblem("--iomem " + file + ": cannot be read: " + e.getMessage());
        } catch (Iomem.Malformed e) {
            throw new UsageProblem("--iomem: " + e.getMessage());
        }
    }

    private static long size(String option, String text) {
        long bytes = Sizes.parse(text).orElse(0L);
        if (bytes <= 0 || bytes > 4L << 30 && option.equals("--image")) {
            throw new UsageProblem(option + " " + text + ": a size such as 25MB or 64K"
                    + (option.equals("--image") ? ", up to 4G" : ""));
        }
        return bytes;
    }
}
