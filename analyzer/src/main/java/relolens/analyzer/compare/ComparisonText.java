package relolens.analyzer.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A comparison as a table for people. */
public final class ComparisonText {
    private static final double MB = 1e6;
    private static final double KIB = 1024;

    private ComparisonText() {}

    /** {@return the tables, one for each machine and image} @param advice one machine's memory map, or null */
    public static String of(List<Row> rows, @Nullable MachineAdvice advice) {
        StringBuilder out = new StringBuilder();
        Map<String, List<Row>> machines = new LinkedHashMap<>();
        rows.forEach(r ->
                machines.computeIfAbsent(heading(r), k -> new ArrayList<>()).add(r));
        machines.forEach((title, group) -> {
            out.append(out.length() == 0 ? "" : "\n").append(title).append('\n');
            out.append(String.format(
                    Locale.ROOT,
                    "  %-20s %10s %17s %9s %9s %7s  %s\n",
                    "time",
                    "seconds",
                    "band",
                    "µs/page",
                    "setup ms",
                    "reboot",
                    "basis"));
            group.forEach(r -> out.append(time(r)));
            out.append(String.format(
                    Locale.ROOT,
                    "  %-20s %8s %14s %9s %6s  %s\n",
                    "what it takes",
                    "pages",
                    "pages avoided",
                    "tables K",
                    "codes",
                    "write streaming"));
            group.forEach(r -> out.append(price(r)));
        });
        out.append("\nreboot: share of shutdown, tables, relocation and start of the new kernel together.\n")
                .append("codes: relocation routines to maintain. tables K: KiB of page tables.\n")
                .append("Strategies with tables fail where there is no memory for them.\n\n");
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

    private static String time(Row r) {
        String band = r.secondsHigh() > r.secondsLow() * 1.005
                ? String.format(Locale.ROOT, "%s..%s", seconds(r.secondsLow()), seconds(r.secondsHigh()))
                : "";
        return String.format(
                Locale.ROOT,
                "  %-20s %10s %17s %9s %9.2f %6.1f%%  %s%s\n",
                r.strategy().name(),
                seconds(r.seconds()),
                band,
                seconds(r.microsecondsPerPage()),
                r.setupSeconds() * 1e3,
                r.shareOfReboot() * 100,
                r.basis().word(),
                (r.code().equals("own shape") ? "" : "; " + r.code())
                        + (r.feasible() ? "" : "; FAILED: " + r.detail()));
    }

    private static String price(Row r) {
        return String.format(
                Locale.ROOT,
                "  %-20s %8d %14d %9.0f %6d  %s\n",
                r.strategy().name(),
                r.pagesRelocated(),
                r.pagesAvoided(),
                r.pageTableBytes() / KIB,
                r.strategy().implementations(),
                r.streamingVerdict());
    }

    private static String seconds(double s) {
        return s < 1e-4 ? String.format(Locale.ROOT, "%.2g", s) : String.format(Locale.ROOT, "%.4f", s);
    }
}
