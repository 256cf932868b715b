package relolens.analyzer.streaming;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import relolens.analyzer.report.Report;
import relolens.emulator.timing.StreamingControl;

/** Says what an experiment found: the stream, the shares of the gap between layouts, and whether a ranking flips. */
final class StreamingWords {
    private static final double NOTICEABLE = 1.05;
    private static final String DEFAULT = StreamingControl.DEFAULT;
    private static final String OFF = StreamingControl.OFF;

    private final StreamingControl control;
    private final Matrix matrix;
    private final Report.Stream stream;
    private final StoreWatch watch;
    private final StringBuilder words = new StringBuilder();

    StreamingWords(StreamingControl control, Matrix matrix, Report.Stream stream, StoreWatch watch) {
        this.control = control;
        this.matrix = matrix;
        this.stream = stream;
        this.watch = watch;
    }

    /** {@return the report of a run whose stores or whose core leave nothing to try} */
    Report.Streaming nothingToTry() {
        String why = !watch.stores()
                ? stream.text()
                : "no verdict: no control of write streaming is published for this core";
        return report(1, why, watch.stores() ? Report.OverTuned.REFUSED : Report.OverTuned.NOT_ASKED);
    }

    /** {@return the report of an experiment that could not be set up} @param why in words */
    static Report.Streaming notSetUp(String why) {
        String verdict = "no verdict: the experiment could not be set up: " + why;
        return new Report.Streaming(1, List.of(), List.of(), verdict, Report.OverTuned.REFUSED, List.of());
    }

    /** {@return the report of a routine that does not end well in one of the layouts that are compared} */
    Report.Streaming notRepeatable(PageLayout layout) {
        String why = "no verdict: the routine does not reach its end with pages " + layout.title;
        return report(1, why, Report.OverTuned.REFUSED);
    }

    /** {@return the report of a run on buffers, whose layout is the code's own} */
    Report.Streaming ofBuffers() {
        stream(PageLayout.GIVEN);
        unsourced();
        return report(1, words.toString().strip(), Report.OverTuned.NOT_ASKED);
    }

    /** {@return the report of a relocation} */
    Report.Streaming ofImage() {
        stream(PageLayout.SCATTERED);
        double sensitivity = shares();
        Report.OverTuned overTuned = overTuned();
        return report(sensitivity, words.toString().strip(), overTuned);
    }

    private Report.Streaming report(double sensitivity, String verdict, Report.OverTuned overTuned) {
        return new Report.Streaming(
                sensitivity, matrix.rows(), List.of(stream), verdict, overTuned, control.unsourced());
    }

    private void stream(PageLayout layout) {
        double off = matrix.cycles(OFF, layout, Matrix.Ideal.NOTHING);
        double on = matrix.cycles(DEFAULT, layout, Matrix.Ideal.NOTHING);
        say("%s. ", capital(stream.text()));
        say("Without streaming the same instructions take ×%.2f. ", off / on);
    }

    /** Says what scattered pages cost, and how much of that each mechanism takes with it. @return streaming's share */
    private double shares() {
        double raw = ratio(DEFAULT, PageLayout.SCATTERED, Matrix.Ideal.NOTHING);
        double without = ratio(OFF, PageLayout.SCATTERED, Matrix.Ideal.NOTHING);
        double sensitivity = raw / without;
        double tlb = raw / ratio(DEFAULT, PageLayout.SCATTERED, Matrix.Ideal.TLB);
        double prefetch = raw / ratio(DEFAULT, PageLayout.SCATTERED, Matrix.Ideal.PREFETCH);
        say("Pages scattered cost ×%.2f of pages in a row, ×%.2f with streaming off. ", raw, without);
        say(
                "Of the ×%.2f, ×%.2f is translation, ×%.2f fetching ahead, ×%.2f streaming. ",
                raw, tlb, prefetch, sensitivity);
        also(PageLayout.SCATTERED_ROW, "mapped in a row");
        also(PageLayout.SCATTERED_BLOCK, "mapped by 2M blocks");
        if (sensitivity >= NOTICEABLE) {
            words.append("Scattered pages lose streaming's gain: sensitive to the layout. ");
        } else if (raw >= NOTICEABLE) {
            words.append("The layout matters for translation or prefetch, not for streaming. ");
        } else {
            words.append("The layout does not matter. ");
        }
        return sensitivity;
    }

    private double ratio(String setting, PageLayout layout, Matrix.Ideal ideal) {
        return matrix.ratio(setting, layout, PageLayout.LINED_UP, ideal);
    }

    private void also(PageLayout layout, String how) {
        if (matrix.has(layout)) {
            say("Scattered but %s they cost ×%.2f. ", how, ratio(DEFAULT, layout, Matrix.Ideal.NOTHING));
        }
    }

    private Report.OverTuned overTuned() {
        List<String> firmware = control.firmware();
        Optional<Matrix.Flip> flip = matrix.flip(firmware.isEmpty() ? List.of(OFF) : firmware);
        if (unsourced()) {
            words.append(flip.map(f -> "With the values assumed, " + told(f) + ".")
                    .orElse("With the values assumed, the order of the layouts stays."));
            return Report.OverTuned.REFUSED;
        }
        if (flip.isPresent() && !firmware.isEmpty()) {
            say("Over-tuned: %s.", told(flip.get()));
            return Report.OverTuned.YES;
        }
        String order = matrix.ranking(DEFAULT).stream().map(l -> l.title).collect(Collectors.joining(", "));
        if (firmware.isEmpty()) {
            words.append("Not over-tuned: no firmware is known to change these fields");
            words.append(flip.map(f -> "; with streaming off altogether " + told(f) + ".")
                    .orElse("; even with streaming off the order of the layouts stays."));
        } else {
            String tried = firmware.stream().map(control::describe).collect(Collectors.joining("; "));
            say("Not over-tuned: under %s the order stays (fastest first: %s).", tried, order);
        }
        return Report.OverTuned.NO;
    }

    private String told(Matrix.Flip f) {
        return String.format(
                Locale.ROOT,
                "%s pages are ×%.2f faster than %s ones as the core is reset, and ×%.2f slower under %s",
                f.first().title,
                f.before(),
                f.second().title,
                f.after(),
                control.describe(f.setting()));
    }

    private boolean unsourced() {
        if (control.isEstimated()) {
            say(
                    "No verdict on over-tuning: nobody published the values of %s on this core. ",
                    String.join(", ", control.unsourced()));
        }
        return control.isEstimated();
    }

    private void say(String format, Object... values) {
        words.append(String.format(Locale.ROOT, format, values));
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
