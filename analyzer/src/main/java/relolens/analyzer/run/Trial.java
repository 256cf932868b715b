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
import relolens.emulator.timing.Listening;
import relolens.emulator.timing.Mechanism;

/** One run that has been set up in a machine of its own. */
final class Trial {
    final RunRequest request;
    final Scenario scenario;
    final ScenarioRun run;
    /** The first one drives the run; all hear the same. Not to be asked before {@link #outcome}. */
    final List<CycleModel> models;

    /** Whether the models hear of the run on a thread of their own. */
    private final boolean apart;

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
        Conditions conditions = request.conditions();
        // Short runs gain nothing; one that may be extrapolated asks its model as it goes.
        apart = conditions.exact()
                && conditions.most() == 0
                && Runtime.getRuntime().availableProcessors() > 1;
        if (!apart) {
            models.forEach(run::listen);
        }
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
        if (!apart) {
            return carriedOut(driver);
        }
        try (Listening listening = new Listening(models)) {
            run.listen(listening);
            Outcome outcome = carriedOut(driver);
            listening.finish();
            return outcome;
        }
    }

    private Outcome carriedOut(ScenarioRun.Driver driver) {
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
