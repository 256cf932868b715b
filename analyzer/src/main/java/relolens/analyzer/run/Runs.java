package relolens.analyzer.run;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.report.Report;
import relolens.analyzer.source.Origin;
import relolens.analyzer.source.Span;
import relolens.emulator.machine.MachineListener;
import relolens.emulator.machine.Stop;
import relolens.emulator.memory.MemoryLimitException;
import relolens.emulator.scenario.Outcome;
import relolens.emulator.scenario.Scenario;
import relolens.emulator.scenario.ScenarioException;
import relolens.emulator.scenario.ScenarioRun;
import relolens.emulator.timing.Costs;
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
        try {
            return run(Workbench.of(request), progress);
        } catch (ScenarioException | TimingDataException e) {
            return refused(request, e);
        }
    }

    /** {@return the row of the run that {@code bench} was made for, or why there is none} */
    public static RunResult run(Workbench bench, Progress progress) {
        try {
            Trial trial = bench.trial(progress);
            Outcome outcome = trial.outcome();
            return new RunResult.Finished(row(bench, trial, outcome));
        } catch (ScenarioException | TimingDataException | MemoryLimitException e) {
            return refused(bench.request(), e);
        }
    }

    /** {@return the answer to a request that cannot be carried out} @param why the reason, for users */
    public static RunResult.Refused refused(RunRequest request, RuntimeException why) {
        return new RunResult.Refused("run " + request.run().name() + ": " + why.getMessage());
    }

    /**
     * Runs for the cycles alone.
     *
     * @param watcher hears of everything too, or null
     * @throws ScenarioException or {@link TimingDataException} if it cannot be set up
     */
    public static Measured measure(RunRequest request, @Nullable MachineListener watcher, Progress progress) {
        Conditions conditions = request.conditions();
        return Workbench.of(request)
                .measure(request.run(), conditions, List.of(conditions.off()), watcher, progress)
                .get(0);
    }

    private static Report.Run row(Workbench bench, Trial trial, Outcome outcome) {
        RunRequest request = bench.request();
        Scenario scenario = trial.scenario;
        RunnableCode code = bench.code();
        ScenarioRun run = trial.run;
        Costs costs = trial.models.get(0).costs();
        String mmu = scenario.state().mmu() ? "on" : "off";
        return new Report.Run(
                request.contract().routine(),
                request.run().name(),
                request.unit().file(),
                bench.platform().core(),
                bench.platform().board(),
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
                trial.exact(),
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
