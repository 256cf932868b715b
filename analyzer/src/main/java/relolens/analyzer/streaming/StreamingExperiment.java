package relolens.analyzer.streaming;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.contract.Clause;
import relolens.analyzer.contract.Kimage;
import relolens.analyzer.contract.RunValue;
import relolens.analyzer.report.Report;
import relolens.analyzer.run.Conditions;
import relolens.analyzer.run.Progress;
import relolens.analyzer.run.RunRequest;
import relolens.analyzer.run.Runs;
import relolens.emulator.scenario.Outcome;
import relolens.emulator.scenario.ScenarioException;
import relolens.emulator.timing.Mechanism;
import relolens.emulator.timing.StreamingControl;
import relolens.emulator.timing.TimingDataException;

/**
 * Runs a routine's first instructions over every setting of write streaming, physical layout, virtual layout and mapping
 * granule, with translation and with fetching ahead idealised in turn. What counts is a difference of differences: how
 * much scattered pages cost over pages in a row with streaming as it is, against the same with streaming off. Any copy
 * gains from streaming; only one whose best layout changes with the firmware's setting is over-tuned to it.
 */
public final class StreamingExperiment {
    /** Most instructions of one cell: the same ones in all cells, so that cycles can be compared. */
    private static final long MOST = 80_000;

    private static final long SMALL = 1 << 20;

    private final RunRequest request;
    private final Progress progress;
    private final StreamingControl control;
    private final Matrix matrix = new Matrix();

    private StreamingExperiment(RunRequest request, String core, String board, Progress progress) {
        this.request = request;
        this.progress = progress;
        this.control = request.machines().core(core, board).streamingControl();
    }

    /** {@return what was found, or null if the run cannot be repeated or the user stopped it} @param run the run it belongs to */
    public static Report.@Nullable Streaming of(RunRequest request, Report.Run run, Progress progress) {
        try {
            Report.Streaming found = new StreamingExperiment(request, run.core(), run.board(), progress).carryOut();
            return progress.cancelled() ? null : found;
        } catch (ScenarioException | TimingDataException e) {
            return null;
        }
    }

    /** {@return what a run's stores look like under the request's own conditions} */
    public static Report.Stream stream(RunRequest request) {
        StoreWatch watch = new StoreWatch();
        Runs.measure(request, watch, Progress.NONE);
        return watch.stream();
    }

    private Report.Streaming carryOut() {
        StoreWatch watch = new StoreWatch();
        boolean image = kimage() != null;
        PageLayout first = image ? PageLayout.SCATTERED : PageLayout.GIVEN;
        Runs.measure(request(first, StreamingControl.DEFAULT, Matrix.Ideal.NOTHING), watch, progress);
        Report.Stream stream = watch.stream();
        StreamingWords words = new StreamingWords(control, matrix, stream, watch);
        if (!watch.stores() || !control.isKnown()) {
            return words.nothingToTry();
        }
        for (PageLayout layout : image ? PageLayout.OF_IMAGES : List.of(first)) {
            for (String setting : control.settings()) {
                if (!cell(setting, layout, Matrix.Ideal.NOTHING)) {
                    matrix.drop(layout);
                    break;
                }
            }
        }
        if (!matrix.has(first)) {
            return words.notRepeatable(first);
        }
        if (image) {
            for (String setting : List.of(StreamingControl.DEFAULT, StreamingControl.OFF)) {
                for (PageLayout layout : List.of(PageLayout.SCATTERED, PageLayout.LINED_UP)) {
                    boolean ran = cell(setting, layout, Matrix.Ideal.NOTHING)
                            && cell(setting, layout, Matrix.Ideal.TLB)
                            && cell(setting, layout, Matrix.Ideal.PREFETCH);
                    if (!ran) {
                        return words.notRepeatable(layout);
                    }
                }
            }
        }
        return image ? words.ofImage() : words.ofBuffers();
    }

    /** A layout that the routine's own addressing does not reach ends in a fault: it is left out. */
    private boolean cell(String setting, PageLayout layout, Matrix.Ideal ideal) {
        if (matrix.has(setting, layout, ideal)) {
            return true;
        }
        Runs.Measured measured = Runs.measure(request(layout, setting, ideal), null, progress);
        boolean ran = measured.kind() == Outcome.Kind.OK || measured.kind() == Outcome.Kind.TIMEOUT;
        if (ran) {
            matrix.put(setting, layout, ideal, measured.cycles());
        }
        return ran;
    }

    private @Nullable Kimage kimage() {
        for (RunValue value : request.run().registers().values()) {
            if (value instanceof RunValue.KimageHead head) {
                return head.kimage();
            }
        }
        return null;
    }

    private RunRequest request(PageLayout layout, String setting, Matrix.Ideal ideal) {
        Clause.Run run = request.run();
        Map<String, RunValue> registers = new LinkedHashMap<>(run.registers());
        registers.replaceAll((name, value) -> value instanceof RunValue.KimageHead head
                ? new RunValue.KimageHead(layout.of(head.kimage(), SMALL))
                : value);
        Clause.Run changed = new Clause.Run(run.name(), run.state(), run.core(), run.board(), registers, run.by());
        Set<Mechanism> off = EnumSet.noneOf(Mechanism.class);
        if (ideal == Matrix.Ideal.TLB) {
            off.add(Mechanism.TLB);
        } else if (ideal == Matrix.Ideal.PREFETCH) {
            off.add(Mechanism.PREFETCH);
        }
        return new RunRequest(
                request.unit(),
                request.contract(),
                changed,
                request.structure(),
                request.core(),
                request.board(),
                new Conditions(true, setting, off, MOST),
                request.machines());
    }
}
