package relolens.analyzer.run;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.report.Report;
import relolens.analyzer.source.Origin;
import relolens.analyzer.source.Span;
import relolens.emulator.cache.CacheGeometry;
import relolens.emulator.cache.CacheMode;
import relolens.emulator.machine.MachineListener;
import relolens.emulator.machine.Stop;
import relolens.emulator.memory.MemoryLimitException;
import relolens.emulator.scenario.Hardware;
import relolens.emulator.scenario.Outcome;
import relolens.emulator.scenario.Scenario;
import relolens.emulator.scenario.ScenarioException;
import relolens.emulator.scenario.ScenarioRun;
import relolens.emulator.scenario.Watch;
import relolens.emulator.steady.SteadyRun;
import relolens.emulator.timing.BoardModel;
import relolens.emulator.timing.CoreModel;
import relolens.emulator.timing.Costs;
import relolens.emulator.timing.CycleModel;
import relolens.emulator.timing.Figure;
import relolens.emulator.timing.TimingDataException;

/** Carries out runs. */
public final class Runs {
    /** Core of a run that names none. */
    public static final String DEFAULT_CORE = "cortex-a53";
    /** Board of a run that names none. */
    public static final String DEFAULT_BOARD = "rk3399";

    private Runs() {}

    /**
     * What an experiment needs of a run.
     *
     * @param cycles nominal
     * @param instructions executed
     * @param kind how it ended; of a run cut short on purpose, TIMEOUT
     */
    public record Measured(double cycles, long instructions, Outcome.Kind kind) {}

    /** {@return the run's row, or why there is none; never throws on what users write} */
    public static RunResult run(RunRequest request, Progress progress) {
        String routine = request.contract().routine();
        RunnableCode code = RunnableCode.of(request.unit(), routine);
        if (code == null) {
            return new RunResult.Refused("run " + request.run().name() + ": " + routine + " is not defined in "
                    + request.unit().file());
        }
        try {
            return new RunResult.Finished(new Trial(request, code, progress).row());
        } catch (ScenarioException | TimingDataException | MemoryLimitException e) {
            return new RunResult.Refused("run " + request.run().name() + ": " + e.getMessage());
        }
    }

    /**
     * Runs for the cycles alone.
     *
     * @param watcher hears of everything too, or null
     * @throws ScenarioException or {@link TimingDataException} if it cannot be set up
     */
    public static Measured measure(RunRequest request, @Nullable MachineListener watcher, Progress progress) {
        RunnableCode code = RunnableCode.of(request.unit(), request.contract().routine());
        if (code == null) {
            throw new ScenarioException(request.contract().routine() + " is not defined here");
        }
        Trial trial = new Trial(request, code, progress);
        if (watcher != null) {
            trial.run.listen(watcher);
        }
        Outcome outcome = trial.outcome();
        return new Measured(trial.model.cycles(), outcome.instructions(), outcome.kind());
    }

    /** A request that has been set up. */
    private static final class Trial {
        final RunRequest request;
        final RunnableCode code;
        final Progress progress;
        final String core;
        final String board;
        final Scenario scenario;
        final ScenarioRun run;
        final CycleModel model;
        boolean exact = true;

        Trial(RunRequest request, RunnableCode code, Progress progress) {
            this.request = request;
            this.code = code;
            this.progress = progress;
            core = core(request);
            board = board(request, core);
            BoardModel boardModel = request.machines().board(board);
            Conditions conditions = request.conditions();
            CoreModel coreModel = request.machines().core(core, board).set(conditions.streaming());
            scenario = RunScenario.of(request, code);
            CacheGeometry caches = coreModel.caches(CacheMode.DATA);
            run = ScenarioRun.prepare(scenario, new Hardware(caches, coreModel.tlb(), coreModel.fetchBytes()));
            model = new CycleModel(coreModel, boardModel, conditions.off());
            run.listen(model);
        }

        Outcome outcome() {
            long limit = request.conditions().most();
            ScenarioRun.Driver driver = (machine, most, mayHurry, cancelled) -> {
                if (request.conditions().exact()) {
                    return machine.run(limit > 0 ? limit : most, cancelled);
                }
                SteadyRun.Result result = SteadyRun.run(machine, model, limit > 0 ? limit : most, mayHurry, cancelled);
                exact = result.exact();
                return result.stop();
            };
            String what = request.contract().routine() + " " + request.run().name();
            return run.run(watch(what, progress), driver);
        }

        Report.Run row() {
            Outcome outcome = outcome();
            return Runs.row(request, scenario, code, run, outcome, model.costs(), core, board, exact);
        }
    }

    /** {@return the core that a request is run on} */
    static String core(RunRequest request) {
        return first(request.core(), request.run().core(), DEFAULT_CORE);
    }

    /** A core that was asked for by itself goes to a board that has it, not to one that the clause names for another. */
    static String board(RunRequest request, String core) {
        String clause = request.run().board();
        if (request.board() != null) {
            return request.board();
        }
        boolean fits =
                clause != null && (request.core() == null || request.machines().has(clause, core));
        String usual = request.machines().has(DEFAULT_BOARD, core)
                ? DEFAULT_BOARD
                : request.machines().boardFor(core);
        return fits && clause != null ? clause : usual;
    }

    private static String first(@Nullable String one, @Nullable String other, String otherwise) {
        return one != null ? one : other != null ? other : otherwise;
    }

    private static Watch watch(String what, Progress progress) {
        return new Watch() {
            @Override
            public void at(double fraction) {
                progress.at(what, fraction);
            }

            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }
        };
    }

    private static Report.Run row(
            RunRequest request,
            Scenario scenario,
            RunnableCode code,
            ScenarioRun run,
            Outcome outcome,
            Costs costs,
            String core,
            String board,
            boolean exact) {
        String mmu = scenario.state().mmu() ? "on" : "off";
        return new Report.Run(
                request.contract().routine(),
                request.run().name(),
                request.unit().file(),
                core,
                board,
                new Report.Entry(Integer.toString(scenario.state().el()), mmu),
                mmu,
                outcome.kind().name().toLowerCase(Locale.ROOT),
                detail(code, run, outcome),
                outcome.instructions(),
                costs.cycles(),
                costs.secondsLow(),
                costs.secondsHigh(),
                costs.hz(),
                costs.seconds(),
                outcome.bytes(),
                exact,
                named(costs, Figure.Mark.FIT),
                named(costs, Figure.Mark.ESTIMATE),
                LineCosts.of(costs, code, run.codeAddress()),
                List.of());
    }

    private static List<String> named(Costs costs, Figure.Mark mark) {
        return costs.figures(mark).stream()
                .map(f -> f.key() + " = " + f.text() + " (" + f.source() + ")")
                .toList();
    }

    /** The outcome's sentence, with the fault's place in the source and the missing symbol if that is the reason. */
    private static String detail(RunnableCode code, ScenarioRun run, Outcome outcome) {
        if (!(outcome.stop() instanceof Stop.Fault fault)) {
            return outcome.sentence();
        }
        long offset = fault.address() - run.codeAddress();
        String symbol = code.missingAt(offset);
        Origin origin = code.origin(offset);
        String where = origin == null ? "" : place(origin.span()) + ": ";
        if (symbol != null) {
            return where + "needs symbol " + symbol + ", which this unit does not define";
        }
        return where + outcome.sentence();
    }

    /** The file by its name alone: a sentence reads the same wherever the tree lies. */
    private static String place(Span span) {
        return span.file().substring(span.file().lastIndexOf('/') + 1) + ":" + span.line();
    }
}
