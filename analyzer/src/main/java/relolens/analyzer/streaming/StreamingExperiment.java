package relolens.analyzer.streaming;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import relolens.emulator.scenario.ScenarioException;
import relolens.emulator.timing.Mechanism;
import relolens.emulator.timing.StreamingControl;
import relolens.emulator.timing.TimingCatalogue;
import relolens.emulator.timing.TimingDataException;

/**
 * Runs a routine on a small image, or its first instructions, over settings of write streaming and layouts of pages. What
 * counts is a difference of differences: how much scattered pages cost over pages in a row with streaming as it is,
 * against the same with streaming off. Any copy gains from streaming; only one that gains by its layout is tuned to it.
 */
public final class StreamingExperiment {
    private static final String GIVEN = "as given";
    private static final String SCATTERED = "scattered";
    private static final String ROW = "contiguous";
    /** Most instructions of one cell: the same ones in all cells, so that cycles can be compared. */
    private static final long MOST = 120_000;

    private static final long SMALL = 1 << 20;
    private static final double NOTICEABLE = 1.05;

    private final RunRequest request;
    private final Progress progress;
    private final StreamingControl control;
    private final Map<String, Double> cells = new LinkedHashMap<>();
    private final List<Report.StreamingSetting> settings = new ArrayList<>();

    private StreamingExperiment(RunRequest request, String core, String board, Progress progress) {
        this.request = request;
        this.progress = progress;
        this.control =
                TimingCatalogue.core(core).on(TimingCatalogue.board(board)).streamingControl();
    }

    /** {@return what was found, or null if the run cannot be repeated} @param run the run it belongs to */
    public static Report.@Nullable Streaming of(RunRequest request, Report.Run run, Progress progress) {
        try {
            return new StreamingExperiment(request, run.core(), run.board(), progress).carryOut();
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
        String given = image ? SCATTERED : GIVEN;
        Runs.measure(request(given, StreamingControl.DEFAULT, Set.of(), false), watch, progress);
        Report.Stream stream = watch.stream();
        if (!watch.stores() || !control.isKnown()) {
            String why = !watch.stores()
                    ? stream.text()
                    : "no verdict: no control of write streaming is published for this core";
            return new Report.Streaming(1, List.of(), List.of(stream), why);
        }
        for (String setting : control.settings()) {
            cell(setting, given, Set.of(), false);
            if (image) {
                cell(setting, ROW, Set.of(), false);
            }
        }
        if (image) {
            for (String setting : List.of(StreamingControl.DEFAULT, StreamingControl.OFF)) {
                for (String layout : List.of(SCATTERED, ROW)) {
                    cell(setting, layout, Set.of(Mechanism.TLB), false);
                    cell(setting, layout, Set.of(Mechanism.PREFETCH), false);
                }
                cell(setting, SCATTERED, Set.of(), true);
            }
        }
        return verdict(stream, watch, image, given);
    }

    private Report.Streaming verdict(Report.Stream stream, StoreWatch watch, boolean image, String given) {
        double on = get(StreamingControl.DEFAULT, given, "");
        double off = get(StreamingControl.OFF, given, "");
        StringBuilder words = new StringBuilder(capital(stream.text())).append(". ");
        words.append(String.format(Locale.ROOT, "Without streaming the same instructions take ×%.2f. ", off / on));
        double sensitivity = 1;
        if (image) {
            double raw = ratio(StreamingControl.DEFAULT, "");
            double without = ratio(StreamingControl.OFF, "");
            sensitivity = raw / without;
            double noTlb = ratio(StreamingControl.DEFAULT, " no-tlb");
            double noPrefetch = ratio(StreamingControl.DEFAULT, " no-prefetch");
            words.append(String.format(
                    Locale.ROOT,
                    "Pages scattered cost ×%.2f of pages in a row; ×%.2f with streaming off: ×%.2f is streaming's. "
                            + "Translation is worth ×%.2f of it, fetching ahead ×%.2f. ",
                    raw,
                    without,
                    sensitivity,
                    raw / noTlb,
                    raw / noPrefetch));
            if (sensitivity < NOTICEABLE && raw >= NOTICEABLE) {
                words.append("The layout matters for translation or prefetch, not for streaming. ");
            } else if (sensitivity < NOTICEABLE) {
                words.append("Not tuned to streaming: the layout does not matter. ");
            } else {
                words.append("Scattered pages lose streaming's gain: sensitive to the layout. ");
            }
            if (watch.streams() && stream.kind().equals("page-scattered")) {
                words.append("Page ends reset nothing. ");
            }
        }
        if (control.isEstimated()) {
            words.append(
                    "Some thresholds of this core are estimates: no statement on over-tuning stands on them alone.");
        }
        return new Report.Streaming(
                sensitivity, settings, List.of(stream), words.toString().strip());
    }

    private double ratio(String setting, String variant) {
        return get(setting, SCATTERED, variant) / get(setting, ROW, variant);
    }

    private double get(String setting, String layout, String variant) {
        return cells.getOrDefault(setting + "|" + layout + variant, 1.0);
    }

    private void cell(String setting, String layout, Set<Mechanism> off, boolean row) {
        String name = layout
                + (row ? " va-contiguous" : "")
                + (off.contains(Mechanism.TLB) ? " no-tlb" : off.contains(Mechanism.PREFETCH) ? " no-prefetch" : "");
        double cycles =
                Runs.measure(request(layout, setting, off, row), null, progress).cycles();
        cells.put(setting + "|" + name, cycles);
        settings.add(new Report.StreamingSetting(setting, name, cycles));
    }

    private @Nullable Kimage kimage() {
        for (RunValue value : request.run().registers().values()) {
            if (value instanceof RunValue.KimageHead head) {
                return head.kimage();
            }
        }
        return null;
    }

    private RunRequest request(String layout, String setting, Set<Mechanism> off, boolean row) {
        Clause.Run run = request.run();
        Map<String, RunValue> registers = new LinkedHashMap<>(run.registers());
        registers.replaceAll((name, value) -> value instanceof RunValue.KimageHead head
                ? new RunValue.KimageHead(small(head.kimage(), layout, row))
                : value);
        Clause.Run changed = new Clause.Run(run.name(), run.state(), run.core(), run.board(), registers, run.by());
        return new RunRequest(
                request.unit(),
                request.contract(),
                changed,
                request.structure(),
                request.core(),
                request.board(),
                new Conditions(true, setting, off, MOST));
    }

    private static Kimage small(Kimage k, String layout, boolean row) {
        return new Kimage(
                k.structure(),
                Math.min(k.size(), SMALL),
                layout.equals(ROW) ? k.order() : 0,
                layout.equals(ROW) ? Kimage.Layout.CONTIGUOUS : Kimage.Layout.SCATTERED,
                row ? Kimage.VirtualLayout.CONTIGUOUS : k.va(),
                k.granule(),
                k.blockMapped(),
                k.inPlacePercent(),
                0,
                k.seed(),
                k.adversarial());
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
