package relolens.analyzer.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A comparison as a table for people. */
public final class ComparisonText {
    private static final double MB = 1e6;
    private static final double KIB = 1024;

    private ComparisonText() {}

    /** {@return the tables, one for each machine and image} @param advice one machine's memory map, or null */
    public static String of(List<Row> rows, @Nullable MachineAdvice advice) {
        StringBuilder out = new StringBuilder();
        String last = "";
        for (Row r : rows) {
            String title = heading(r);
            if (!title.equals(last)) {
                out.append(last.isEmpty() ? "" : "\n").append(title).append('\n');
                out.append(String.format(
                        Locale.ROOT,
                        "  %-22s %10s %17s %9s %9s %6s %7s %7s %11s %5s %-9s %s%n",
                        "strategy",
                        "seconds",
                        "band",
                        "us/page",
                        "setup ms",
                        "reboot",
                        "pages",
                        "avoided",
                        "tables KiB",
                        "codes",
                        "basis",
                        "write streaming"));
                last = title;
            }
            out.append(line(r));
        }
        out.append(
                        "\nreboot: share of shutdown, tables, relocation and start of the new kernel together. codes: relocation")
                .append(" routines to maintain.\nStrategies with tables fail where there is no memory for them.\n\n");
        List<String> told = new ArrayList<>();
        for (Row r : rows) {
            String note = "  " + r.strategy().name() + ": " + r.strategy().note();
            if (!told.contains(note) && !r.strategy().name().startsWith("order-")) {
                told.add(note);
            }
        }
        told.forEach(n -> out.append(n).append('\n'));
        if (advice != null) {
            out.append('\n').append(advice.text());
        }
        return out.toString();
    }

    static String heading(Row r) {
        return String.format(Locale.ROOT, "%s on %s, image of %.1f MB", r.core(), r.board(), r.imageBytes() / MB);
    }

    private static String line(Row r) {
        String band = r.secondsHigh() > r.secondsLow() * 1.005
                ? String.format(Locale.ROOT, "%s..%s", seconds(r.secondsLow()), seconds(r.secondsHigh()))
                : "";
        return String.format(
                Locale.ROOT,
                "  %-22s %10s %17s %9.3g %9.3g %5.1f%% %7d %7d %11.0f %5d %-9s %s%s%n",
                r.strategy().name(),
                seconds(r.seconds()),
                band,
                r.microsecondsPerPage(),
                r.setupSeconds() * 1e3,
                r.shareOfReboot() * 100,
                r.pagesRelocated(),
                r.pagesAvoided(),
                r.pageTableBytes() / KIB,
                r.strategy().implementations(),
                r.basis(),
                r.streamingVerdict(),
                r.feasible() ? "" : "; FAILED: " + r.detail());
    }

    private static String seconds(double s) {
        return s < 1e-4 ? String.format(Locale.ROOT, "%.2g", s) : String.format(Locale.ROOT, "%.4f", s);
    }
}
