package relolens.analyzer.compare;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.contract.Clause;
import relolens.analyzer.contract.Contract;
import relolens.analyzer.contract.Contracts;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.PreprocessedUnit;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.report.Report;
import relolens.analyzer.run.Awaited;
import relolens.analyzer.run.Conditions;
import relolens.analyzer.run.Progress;
import relolens.analyzer.run.RunRequest;
import relolens.analyzer.run.RunResult;
import relolens.analyzer.run.Runs;
import relolens.analyzer.source.SourceLoader;
import relolens.analyzer.unit.UnitAnalyzer;
import relolens.emulator.timing.Basis;
import relolens.emulator.timing.CoreModel;
import relolens.emulator.timing.DataFile;
import relolens.emulator.timing.Mechanism;
import relolens.emulator.timing.StreamingControl;
import relolens.emulator.timing.TimingDataException;

/** Carries a {@link Plan} out. */
public final class Comparison {
    private static final String FOLDER = "/relolens/strategies/";
    private static final String NAME = "strategy.S";
    private static final long PAGE = 4096;
    /** Image on which settings of write streaming are tried. */
    private static final long SMALL = 4 << 20;

    private final Plan plan;
    private final Set<Mechanism> off;
    private final Progress progress;
    private final DataFile figures = DataFile.parse("reboot.yml", text("reboot.yml"));

    /** Strategies that run the same code on the same image share one run, and images share the trials of settings. */
    private record Experiment(
            String source, boolean mmu, String image, Plan.Machine machine, long bytes, String streaming) {}

    private final Map<Experiment, FutureTask<Report.Run>> runs = new ConcurrentHashMap<>();

    private Comparison(Plan plan, Set<Mechanism> off, Progress progress) {
        this.plan = plan;
        this.off = off;
        this.progress = progress;
    }

    /** {@return a row for each strategy, machine and image} @throws TimingDataException for unknown machines, settings */
    public static List<Row> of(Plan plan, Progress progress) {
        return without(Set.of(), plan, progress);
    }

    /** {@return the rows where these mechanisms take no time} */
    static List<Row> without(Set<Mechanism> off, Plan plan, Progress progress) {
        return new Comparison(plan, off, progress).rows();
    }

    private List<Row> rows() {
        record Task(Strategy strategy, Plan.Machine machine, long image) {}
        List<Task> tasks = new ArrayList<>();
        for (Plan.Machine machine : plan.machines()) {
            StreamingControl control = core(machine).streamingControl();
            plan.streaming().stream().filter(s -> control.isKnown()).forEach(control::at);
            for (long image : plan.images()) {
                for (Strategy s : Strategy.all()) {
                    if (plan.orders() || !s.name().matches("order-[1-8]")) {
                        tasks.add(new Task(s, machine, image));
                    }
                }
            }
        }
        return tasks.parallelStream()
                .map(t -> row(t.strategy(), t.machine(), t.image()))
                .toList();
    }

    private CoreModel core(Plan.Machine machine) {
        return plan.library().core(machine.core(), machine.board());
    }

    private Row row(Strategy strategy, Plan.Machine machine, long image) {
        Report.Run run = run(strategy, machine, strategy.relocates() ? image : 0, StreamingControl.DEFAULT);
        boolean ok = run.outcome().equals("ok");
        long pages = (image + PAGE - 1) / PAGE;
        boolean copies = strategy.relocates() && !strategy.image().contains("inplace");
        long ram = plan.ram() > 0 ? plan.ram() : (long) figures.number("default_ram_bytes");
        long tables = TableMemory.of(strategy.tables(), image, ram, plan.granule(), plan.blocks());
        double setup = setup(strategy.tables(), pages, tables);
        double reboot = figures.number("shutdown_seconds") + figures.number("startup_seconds") + setup + run.seconds();
        Basis basis = plan.routine() == null
                ? plan.library().board(machine.board()).basis(machine.core(), strategy.name(), image)
                : Basis.PREDICTED;
        return new Row(
                strategy,
                machine.core(),
                machine.board(),
                image,
                run.seconds(),
                run.secondsLow(),
                run.secondsHigh(),
                setup,
                run.seconds() / reboot,
                copies ? pages : 0,
                copies ? 0 : pages,
                tables,
                settings(strategy, machine),
                ok,
                run.detail(),
                basis,
                run.calibrated(),
                run.exact(),
                code(strategy));
    }

    /** Whose code the row ran. */
    private String code(Strategy strategy) {
        Plan.Routine own = plan.routine();
        return own != null && strategy.relocates() && TheirRun.has(own.contract(), strategy.mmu())
                ? own.name()
                : "own shape";
    }

    private double setup(Strategy.Tables kind, long pages, long tables) {
        return switch (kind) {
            case NONE -> 0;
            case IMAGE -> 2 * pages * figures.number("tables.image_entry_ns") * 1e-9;
            case RAM -> tables / (double) plan.granule() * figures.number("tables.table_page_ns") * 1e-9;
        };
    }

    private List<Row.Setting> settings(Strategy strategy, Plan.Machine machine) {
        List<Row.Setting> settings = new ArrayList<>();
        if (!strategy.mmu() || !core(machine).streamingControl().isKnown()) {
            return settings;
        }
        double base = 0;
        for (String setting : plan.streaming()) {
            double seconds = run(strategy, machine, SMALL, setting).seconds();
            base = base == 0 ? seconds : base;
            settings.add(new Row.Setting(setting, seconds / base));
        }
        return settings;
    }

    private Report.Run run(Strategy strategy, Plan.Machine machine, long bytes, String streaming) {
        Experiment e = new Experiment(strategy.source(), strategy.mmu(), strategy.image(), machine, bytes, streaming);
        FutureTask<Report.Run> task =
                runs.computeIfAbsent(e, k -> new FutureTask<>(() -> carriedOut(strategy, machine, bytes, streaming)));
        task.run();
        return Awaited.of(task);
    }

    private Report.Run carriedOut(Strategy strategy, Plan.Machine machine, long bytes, String streaming) {
        String image = strategy.relocates() ? ", " + strategy.image() : "";
        String clause = "//@ run r: mmu=" + (strategy.mmu() ? "on" : "off")
                + (strategy.source().equals("off.S") ? " icache=off" : "") + " x0=kimage(size=" + bytes + image
                + ", seed=1) x1=kimage.start x2=kimage.dtb"
                + (strategy.source().equals("off.S") ? "" : " x3=kimage.offset");
        String source = text(strategy.source()).replace("//@RUNS@", clause);
        SourceLoader loader = path -> path.equals(NAME) ? source : null;
        PreprocessedUnit unit = Preprocessor.preprocess(NAME, CppOptions.none(), loader);
        AssembledUnit assembled = Assembler.assemble(unit, loader, List.of());
        Contract contract =
                UnitAnalyzer.analyze(unit, assembled, loader, Contracts.of(unit, loader), null).contracts().stream()
                        .filter(c -> c.routine().equals("strategy"))
                        .findFirst()
                        .orElseThrow();
        Clause.Run run = contract.runs().get(0);
        Conditions conditions = new Conditions(false, streaming, off, 0);
        Plan.Routine own = plan.routine();
        Clause.Run ownRun =
                own == null || !strategy.relocates() ? null : TheirRun.of(own.contract(), strategy.mmu(), run);
        RunRequest request = own == null || ownRun == null
                ? new RunRequest(
                        assembled, contract, run, Map.of(), machine.core(), machine.board(), conditions, plan.library())
                : new RunRequest(
                        own.unit(),
                        own.contract(),
                        ownRun,
                        own.structure(),
                        machine.core(),
                        machine.board(),
                        conditions,
                        plan.library());
        RunResult result = Runs.run(request, progress);
        if (result instanceof RunResult.Finished finished) {
            return finished.run();
        }
        throw new TimingDataException(strategy.name() + ": " + ((RunResult.Refused) result).message());
    }

    private static String text(String resource) {
        try (@Nullable InputStream in = Comparison.class.getResourceAsStream(FOLDER + resource)) {
            if (in == null) {
                throw new IllegalStateException(FOLDER + resource + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
