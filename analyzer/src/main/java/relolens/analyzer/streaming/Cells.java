package relolens.analyzer.streaming;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.contract.Clause;
import relolens.analyzer.contract.RunValue;
import relolens.analyzer.run.Awaited;
import relolens.analyzer.run.Conditions;
import relolens.analyzer.run.Progress;
import relolens.analyzer.run.Runs;
import relolens.analyzer.run.Workbench;
import relolens.emulator.cache.WriteStreaming;
import relolens.emulator.machine.MachineListener;
import relolens.emulator.scenario.Outcome;
import relolens.emulator.timing.Mechanism;
import relolens.emulator.timing.StreamingControl;

/**
 * The cells of an experiment, each run once by whichever thread comes to it first; what they say depends on neither order
 * nor thread. What is idealised changes times and not what the machine does, so one run answers for all of its cells.
 */
final class Cells {
    /** Most instructions of one cell: the same ones in all cells, so that cycles can be compared. */
    private static final long MOST = 80_000;

    private static final long SMALL = 1 << 20;

    private record Place(String setting, PageLayout layout) {}

    private final Workbench bench;
    private final Progress progress;
    private final List<PageLayout> layouts;
    private final boolean image;
    private final FutureTask<List<Runs.Measured>> first;
    private final Map<Place, FutureTask<List<Runs.Measured>>> tasks = new LinkedHashMap<>();
    /** Settings that mean the same to caches and times are one: each is named by the first of them. */
    private final Map<String, String> same = new HashMap<>();

    private final Set<PageLayout> failed = ConcurrentHashMap.newKeySet();

    /** @param watcher hears of the first cell */
    Cells(Workbench bench, StreamingControl control, MachineListener watcher, Progress progress) {
        this.bench = bench;
        this.progress = progress;
        image = hasImage(bench.request().run());
        layouts = image ? PageLayout.OF_IMAGES : List.of(PageLayout.GIVEN);
        Place place = new Place(StreamingControl.DEFAULT, firstLayout());
        first = new FutureTask<>(() -> run(place, watcher));
        tasks.put(place, first);
        if (control.isKnown()) {
            Map<WriteStreaming, String> names = new HashMap<>();
            control.settings().forEach(s -> same.put(s, names.computeIfAbsent(control.at(s), streaming -> s)));
            for (PageLayout layout : layouts) {
                for (String setting : control.settings()) {
                    tasks.computeIfAbsent(place(setting, layout), p -> new FutureTask<>(() -> run(p, null)));
                }
            }
        }
    }

    private Place place(String setting, PageLayout layout) {
        return new Place(same.getOrDefault(setting, setting), layout);
    }

    private static boolean hasImage(Clause.Run run) {
        return run.registers().values().stream().anyMatch(RunValue.KimageHead.class::isInstance);
    }

    /** {@return whether the routine relocates an image, so that layouts can be compared} */
    boolean haveImage() {
        return image;
    }

    List<PageLayout> layouts() {
        return layouts;
    }

    PageLayout firstLayout() {
        return layouts.get(0);
    }

    /** Runs the first cell, or waits for it. */
    void runFirst() {
        first.run();
        await(first);
    }

    /** Runs cells that no other thread has taken yet. */
    void runAll() {
        tasks.forEach((place, task) -> {
            if (progress.cancelled() || failed.contains(place.layout())) {
                task.cancel(false); // no effect on one that runs or is done
            } else {
                task.run();
            }
        });
    }

    /** {@return what a cell's run came to, or null if another one of its layout had shown that the layout does not run} */
    Runs.@Nullable Measured measured(String setting, PageLayout layout, Matrix.Ideal ideal) {
        Place place = place(setting, layout);
        FutureTask<List<Runs.Measured>> task = tasks.get(place);
        List<Runs.Measured> answers = task == null || task.isCancelled() ? null : await(task);
        int index = ideals(place).indexOf(ideal);
        return answers == null || index < 0 ? null : answers.get(index);
    }

    /** @throws RuntimeException what the task's run threw */
    private static @Nullable List<Runs.Measured> await(FutureTask<List<Runs.Measured>> task) {
        try {
            return Awaited.of(task);
        } catch (CancellationException e) {
            return null;
        }
    }

    static boolean ran(Runs.@Nullable Measured measured) {
        return measured != null && (measured.kind() == Outcome.Kind.OK || measured.kind() == Outcome.Kind.TIMEOUT);
    }

    private List<Matrix.Ideal> ideals(Place place) {
        boolean compared = place.layout() == PageLayout.SCATTERED || place.layout() == PageLayout.LINED_UP;
        boolean extreme = place.setting().equals(StreamingControl.DEFAULT)
                || place.setting().equals(StreamingControl.OFF);
        return image && compared && extreme ? List.of(Matrix.Ideal.values()) : List.of(Matrix.Ideal.NOTHING);
    }

    private List<Runs.Measured> run(Place place, @Nullable MachineListener watcher) {
        Clause.Run run = bench.request().run();
        Map<String, RunValue> registers = new LinkedHashMap<>(run.registers());
        registers.replaceAll((name, value) -> value instanceof RunValue.KimageHead head
                ? new RunValue.KimageHead(place.layout().of(head.kimage(), SMALL))
                : value);
        Clause.Run changed = new Clause.Run(run.name(), run.state(), run.core(), run.board(), registers, run.by());
        List<Set<Mechanism>> off = new ArrayList<>();
        ideals(place).forEach(ideal -> off.add(ideal.off()));
        List<Runs.Measured> measured =
                bench.measure(changed, new Conditions(true, place.setting(), Set.of(), MOST), off, watcher, progress);
        if (!ran(measured.get(0))) {
            failed.add(place.layout());
        }
        return measured;
    }
}
