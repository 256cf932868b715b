package relolens.analyzer.streaming;

import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.report.Report;
import relolens.analyzer.run.Progress;
import relolens.analyzer.run.RunRequest;
import relolens.analyzer.run.Runs;
import relolens.analyzer.run.Workbench;
import relolens.emulator.scenario.ScenarioException;
import relolens.emulator.timing.StreamingControl;
import relolens.emulator.timing.TimingDataException;

/**
 * Runs a routine's first instructions over every setting of write streaming, physical layout, virtual layout and mapping
 * granule, with translation and with fetching ahead idealised in turn. What counts is a difference of differences: how
 * much scattered pages cost over pages in a row with streaming as it is, against the same with streaming off. Any copy
 * gains from streaming; only one whose best layout changes with the firmware's setting is over-tuned to it.
 *
 * <p>One thread asks for the answer; others may {@link #help}. The answer is the same with help and without.
 */
public final class StreamingExperiment {
    private final Progress progress;
    private final StreamingControl control;
    private final StoreWatch watch = new StoreWatch();
    private final Cells cells;
    private final Matrix matrix = new Matrix();
    private volatile boolean abandoned;

    /** @param progress asked whether the work may go on, by every thread that works; never told how far it is */
    public StreamingExperiment(Workbench bench, Progress progress) {
        this.progress = progress;
        this.control = bench.core().streamingControl();
        this.cells = new Cells(bench, control, watch, new Progress() {
            @Override
            public boolean cancelled() {
                return abandoned || progress.cancelled();
            }
        });
    }

    /** {@return what was found, in words why there is nothing, or null if the user stopped it} @param request the run */
    public static Report.@Nullable Streaming of(RunRequest request, Progress progress) {
        try {
            return new StreamingExperiment(Workbench.of(request), progress).found();
        } catch (ScenarioException | TimingDataException e) {
            return StreamingWords.notSetUp(String.valueOf(e.getMessage()));
        }
    }

    /** {@return what a run's stores look like under the request's own conditions} */
    public static Report.Stream stream(RunRequest request) {
        StoreWatch watch = new StoreWatch();
        Runs.measure(request, watch, Progress.NONE);
        return watch.stream();
    }

    /** Does part of the work, on a thread of the caller's. Throws nothing: who asks for the answer hears of it. */
    public void help() {
        try {
            if (isAskedFor()) {
                cells.runAll();
            }
        } catch (RuntimeException e) {
            abandoned = true; // the cell keeps its failure for found()
        }
    }

    /** Nobody will ask for the answer. */
    public void abandon() {
        abandoned = true;
    }

    private boolean isAskedFor() {
        cells.runFirst();
        return watch.stores();
    }

    /** {@return what was found, in words why there is nothing, or null if the user stopped it; once only} */
    public Report.@Nullable Streaming found() {
        try {
            Report.Streaming found = carryOut();
            return progress.cancelled() ? null : found;
        } catch (ScenarioException | TimingDataException e) {
            return StreamingWords.notSetUp(String.valueOf(e.getMessage()));
        }
    }

    private Report.Streaming carryOut() {
        boolean stores = isAskedFor();
        Report.Stream stream = watch.stream();
        StreamingWords words = new StreamingWords(control, matrix, stream, watch);
        if (!stores || !control.isKnown()) {
            return words.nothingToTry();
        }
        cells.runAll();
        PageLayout first = cells.firstLayout();
        for (PageLayout layout : cells.layouts()) {
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
        if (!cells.haveImage()) {
            return words.ofBuffers();
        }
        for (String setting : List.of(StreamingControl.DEFAULT, StreamingControl.OFF)) {
            for (PageLayout layout : List.of(PageLayout.SCATTERED, PageLayout.LINED_UP)) {
                if (!matrix.has(layout)) {
                    return words.notRepeatable(layout);
                }
                cell(setting, layout, Matrix.Ideal.TLB);
                cell(setting, layout, Matrix.Ideal.PREFETCH);
            }
        }
        return words.ofImage();
    }

    /** A layout that the routine's own addressing does not reach ends in a fault: it is left out. */
    private boolean cell(String setting, PageLayout layout, Matrix.Ideal ideal) {
        Runs.Measured measured = cells.measured(setting, layout, ideal);
        if (measured == null || !Cells.ran(measured)) {
            return false;
        }
        matrix.put(setting, layout, ideal, measured.cycles());
        return true;
    }
}
