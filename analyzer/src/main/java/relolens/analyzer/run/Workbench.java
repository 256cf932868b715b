package relolens.analyzer.run;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.contract.Clause;
import relolens.emulator.machine.MachineListener;
import relolens.emulator.scenario.Outcome;
import relolens.emulator.scenario.Scenario;
import relolens.emulator.scenario.ScenarioException;
import relolens.emulator.timing.CoreModel;
import relolens.emulator.timing.Mechanism;

/**
 * A routine that can be run as often as one likes: its code laid out, core and board looked up. Each run has a machine of
 * its own, so several threads may run it at once.
 */
public final class Workbench {
    private final RunRequest request;
    private final RunnableCode code;
    private final Platform platform;
    private final Map<String, CoreModel> cores = new ConcurrentHashMap<>();

    private Workbench(RunRequest request, RunnableCode code, Platform platform) {
        this.request = request;
        this.code = code;
        this.platform = platform;
    }

    /**
     * {@return the routine that a request names, on its core and board}
     *
     * @throws ScenarioException if the unit does not define it
     * @throws relolens.emulator.timing.TimingDataException if core or board are unknown
     */
    public static Workbench of(RunRequest request) {
        String routine = request.contract().routine();
        RunnableCode code = RunnableCode.of(request.unit(), routine);
        if (code == null) {
            throw new ScenarioException(
                    routine + " is not defined in " + request.unit().file());
        }
        return new Workbench(request, code, Platform.of(request));
    }

    /** {@return the request it was made for} */
    public RunRequest request() {
        return request;
    }

    /** {@return the core as the board has it} */
    public CoreModel core() {
        return platform.coreModel();
    }

    /** {@return whether the run enters the routine with the MMU on} @throws ScenarioException if it does not say */
    public boolean entersWithMmu() {
        return RunScenario.state(request).mmu();
    }

    /**
     * Runs for the cycles alone.
     *
     * @param run in place of the request's
     * @param conditions in place of the request's
     * @param off what takes no time, in place of the conditions', once for each answer: all hear the same run
     * @param watcher hears of everything too, or null
     * @throws ScenarioException or {@link relolens.emulator.timing.TimingDataException} if it cannot be set up
     */
    public List<Runs.Measured> measure(
            Clause.Run run,
            Conditions conditions,
            List<Set<Mechanism>> off,
            @Nullable MachineListener watcher,
            Progress progress) {
        Trial trial = trial(request.with(run, conditions), off, progress);
        if (watcher != null) {
            trial.run.listen(watcher);
        }
        Outcome outcome = trial.outcome();
        return trial.models.stream()
                .map(model -> new Runs.Measured(model.cycles(), outcome.instructions(), outcome.kind()))
                .toList();
    }

    /** {@return the request's run, set up} */
    Trial trial(Progress progress) {
        return trial(request, List.of(request.conditions().off()), progress);
    }

    private Trial trial(RunRequest changed, List<Set<Mechanism>> off, Progress progress) {
        CoreModel core = cores.computeIfAbsent(changed.conditions().streaming(), platform.coreModel()::set);
        return new Trial(changed, code, core, platform, off, progress);
    }

    /** {@return what the request's run finds when it begins} @throws ScenarioException if it does not say enough */
    Scenario scenario() {
        return RunScenario.of(request, code);
    }

    RunnableCode code() {
        return code;
    }

    Platform platform() {
        return platform;
    }
}
