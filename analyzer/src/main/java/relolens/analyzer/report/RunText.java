package relolens.analyzer.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What a run came to, in a few lines. */
final class RunText {
    private static final double PAGE = 4096;
    private static final int MOST_FIGURES = 8;
    private final Ink ink;

    RunText(Ink ink) {
        this.ink = ink;
    }

    List<String> summary(Report.Run r) {
        List<String> out = new ArrayList<>();
        boolean ok = r.outcome().equals("ok");
        String outcome = ok ? ink.good("ok") : ink.bad(r.outcome());
        out.add(ink.bold("run " + r.name()) + " of " + ink.name(r.routine()) + " on " + r.core() + ", " + r.board()
                + ", entered at EL" + r.entry().el() + " with the MMU "
                + r.entry().mmu() + ": " + outcome);
        if (!r.detail().isEmpty()) {
            out.addAll(TextReport.wrapped("    ", r.detail()));
        }
        if (r.bytes() > 0) {
            out.add("    " + (ok ? size(r.bytes()) + " relocated and verified" : "image of " + size(r.bytes())));
        }
        out.add("    " + count(r.instructions()) + " instructions, " + count(Math.round(r.cycles())) + " cycles at "
                + clock(r.hz()) + (r.exact() ? "" : " (extrapolated from the steady state)"));
        out.add("    " + time(r));
        out.addAll(model("    calibrated: ", r.calibrated()));
        out.addAll(model("    estimated: ", r.estimates()));
        if (r.streaming() != null) {
            out.addAll(TextReport.wrapped("    write streaming: ", r.streaming().verdict()));
        }
        for (Report.Stale s : r.stale()) {
            out.addAll(
                    TextReport.wrapped("    stale " + s.kind() + ": ", s.file() + ":" + s.line() + ": " + s.message()));
        }
        return out;
    }

    /** Some of the figures by name: the JSON report has all of them with their sources. */
    private static List<String> model(String lead, List<String> items) {
        if (items.isEmpty()) {
            return List.of();
        }
        List<String> names = items.stream()
                .map(i -> i.contains(" ") ? i.substring(0, i.indexOf(' ')) : i)
                .toList();
        List<String> groups = names.stream()
                .map(n -> n.contains(".") ? n.substring(0, n.lastIndexOf('.')) : n)
                .distinct()
                .toList();
        String shown = String.join(", ", groups.subList(0, Math.min(MOST_FIGURES, groups.size())));
        String more = groups.size() > MOST_FIGURES ? ", …" : "";
        return TextReport.wrapped(lead, items.size() + (items.size() == 1 ? " figure: " : " figures: ") + shown + more);
    }

    private String time(Report.Run r) {
        boolean band = r.secondsHigh() > r.secondsLow() * 1.005;
        String seconds = number(r.seconds()) + " s"
                + (band ? " (" + number(r.secondsLow()) + "–" + number(r.secondsHigh()) + ")" : "");
        // A run that ended early has not moved all its pages: what one costs cannot be told from the total.
        if (r.bytes() < PAGE || !r.outcome().equals("ok")) {
            return seconds;
        }
        double pages = r.bytes() / PAGE;
        String page = number(r.seconds() / pages * 1e6) + " µs per 4 KiB page"
                + (band
                        ? " (" + number(r.secondsLow() / pages * 1e6) + "–" + number(r.secondsHigh() / pages * 1e6)
                                + ")"
                        : "");
        return ink.bold(page) + ", " + seconds + " in all";
    }

    /** {@return one line for each routine that ran both with the MMU off and on, on the same core and board} */
    List<String> ratios(List<Report.Run> runs) {
        List<String> out = new ArrayList<>();
        for (Report.Run off : runs) {
            for (Report.Run on : runs) {
                boolean pair = off.mmu().equals("off")
                        && on.mmu().equals("on")
                        && off.routine().equals(on.routine())
                        && Objects.equals(off.core(), on.core())
                        && Objects.equals(off.board(), on.board())
                        && off.bytes() > 0
                        && on.bytes() > 0
                        && on.seconds() > 0;
                if (pair) {
                    double ratio = off.seconds() / off.bytes() / (on.seconds() / on.bytes());
                    out.add(ink.bold("MMU off costs " + number(ratio) + " times MMU on") + " for " + off.routine()
                            + " on " + off.core() + ", " + off.board() + " (runs " + off.name() + " and " + on.name()
                            + ")");
                }
            }
        }
        return out;
    }

    /** {@return {@code value} with three significant digits} */
    static String number(double value) {
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        int decimals =
                size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : Math.min(9, 2 - (int) Math.floor(Math.log10(size)));
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    private static String size(long bytes) {
        double mb = bytes / 1e6;
        return bytes < 1_000_000 ? count(bytes) + " bytes" : number(mb) + " MB (" + count(bytes) + " bytes)";
    }

    private static String clock(long hz) {
        return hz <= 0 ? "unknown clock" : number(hz / 1e9) + " GHz";
    }
}
