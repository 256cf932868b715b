package relolens.analyzer.run;

import java.util.List;
import java.util.Set;
import relolens.emulator.cache.CacheMode;
import relolens.emulator.scenario.Hardware;
import relolens.emulator.scenario.Outcome;
import relolens.emulator.scenario.Scenario;
import relolens.emulator.scenario.ScenarioRun;
import relolens.emulator.scenario.Watch;
import relolens.emulator.steady.SteadyRun;
import relolens.emulator.timing.CoreModel;
import relolens.emulator.timing.CycleModel;
import relolens.emulator.timing.Mechanism;

/** One run that has been set up in a machine of its own. */
final class Trial {
    final RunRequest request;
    final Scenario scenario;
    final ScenarioRun run;
    /** The first one drives the run; all hear the same. */
    final List<CycleModel> models;

    private final Progress progress;
    private boolean exact = true;

    /** @param off mechanisms that take no time, for each model */
    Trial(
            RunRequest request,
            RunnableCode code,
            CoreModel core,
            Platform platform,
            List<Set<Mechanism>> off,
            Progress progress) {
        this.request = request;
        this.progress = progress;
        scenario = RunScenario.of(request, code);
        run = ScenarioRun.prepare(scenario, new Hardware(core.caches(CacheMode.DATA), core.tlb(), core.fetchBytes()));
        models = off.stream()
                .map(mechanisms -> new CycleModel(core, platform.boardModel(), mechanisms))
                .toList();
        models.forEach(run::listen);
    }

    Outcome outcome() {
        long limit = request.conditions().most();
        ScenarioRun.Driver driver = (machine, most, mayHurry, cancelled) -> {
            if (request.conditions().exact()) {
                return machine.run(limit > 0 ? limit : most, cancelled);
            }
            SteadyRun.Result result =
                    SteadyRun.run(machine, models.get(0), limit > 0 ? limit : most, mayHurry, cancelled);
            exact = result.exact();
            return result.stop();
        };
        return run.run(watch(request.contract().routine() + " " + request.run().name()), driver);
    }

    /** {@return whether every instruction was watched; after {@link #outcome}} */
    boolean exact() {
        return exact;
    }

    private Watch watch(String what) {
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
}
