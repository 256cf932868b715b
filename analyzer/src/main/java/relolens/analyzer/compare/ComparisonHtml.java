package relolens.analyzer.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A comparison as one HTML page that needs nothing else: a table and a bar chart for each machine and image. */
public final class ComparisonHtml {
    private static final int BAR = 420;
    private static final int HEIGHT = 22;
    private static final int NAME = 190;
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>relolens compare</title>
            <style>
            :root { color-scheme: light dark; font: 14px/1.45 system-ui, sans-serif; }
            body { margin: 2rem; max-width: 90rem; } h2 { margin-top: 2rem; }
            table { border-collapse: collapse; } th, td { padding: .2rem .5rem; text-align: right; border-bottom: 1px solid #8884; }
            th:first-child, td:first-child, td.t { text-align: left; } .bar { fill: #3b82c4; } .band { fill: #3b82c455; }
            div.wide { overflow-x: auto; } svg { max-width: 100%; min-width: 34rem; height: auto; } pre { overflow-x: auto; }
            p.note { opacity: .7; } svg text { fill: currentColor; font-size: 12px; } .fit { opacity: .7; }
            </style></head><body><h1>Ways to put an image in place</h1>
            """;

    private ComparisonHtml() {}

    /** {@return the page} @param advice one machine's memory map, or null */
    public static String of(List<Row> rows, @Nullable MachineAdvice advice) {
        Map<String, List<Row>> groups = new LinkedHashMap<>();
        rows.forEach(r -> groups.computeIfAbsent(ComparisonText.heading(r), k -> new java.util.ArrayList<>())
                .add(r));
        StringBuilder out = new StringBuilder(HEAD);
        groups.forEach((title, list) -> {
            out.append("<h2>").append(escape(title)).append("</h2>\n");
            out.append("<div class=\"wide\">");
            chart(out, title, list);
            out.append(
                    "</div><p class=\"note\">Seconds on a logarithmic scale; the paler part is the band.</p><div class=\"wide\">\n");
            table(out, list);
            out.append("</div>\n");
        });
        if (advice != null) {
            out.append("<h2>This machine</h2><pre>")
                    .append(escape(advice.text()))
                    .append("</pre>\n");
        }
        return out.append("</body></html>\n").toString();
    }

    /** Logarithmic: the strategies lie four orders of magnitude apart. */
    private static void chart(StringBuilder out, String title, List<Row> rows) {
        double least = rows.stream()
                        .mapToDouble(r -> Math.max(r.secondsLow(), 1e-7))
                        .min()
                        .orElse(1e-7)
                / 2;
        double most = rows.stream().mapToDouble(Row::secondsHigh).max().orElse(1);
        int y = 0;
        out.append(String.format(
                Locale.ROOT,
                "<svg role=\"img\" aria-label=\"seconds, logarithmic: %s\" width=\"%d\" viewBox=\"0 0 %d %d\">%n",
                escape(title),
                NAME + BAR + 120,
                NAME + BAR + 120,
                rows.size() * HEIGHT + 4));
        for (Row r : rows) {
            double low = place(r.secondsLow(), least, most);
            double nominal = place(r.seconds(), least, most);
            double high = place(r.secondsHigh(), least, most);
            out.append(String.format(
                    Locale.ROOT,
                    "<text x=\"0\" y=\"%d\">%s</text><rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"15\"/>"
                            + "<rect class=\"band\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"15\"/>"
                            + "<text x=\"%.1f\" y=\"%d\">%.4g s</text>%n",
                    y + 15,
                    escape(r.strategy().name()),
                    NAME,
                    y + 3,
                    nominal,
                    NAME + low,
                    y + 3,
                    Math.max(0, high - low),
                    NAME + Math.max(nominal, high) + 6,
                    y + 15,
                    r.seconds()));
            y += HEIGHT;
        }
        out.append("</svg>\n");
    }

    private static double place(double seconds, double least, double most) {
        return BAR * Math.log(Math.max(seconds, least) / least) / Math.log(Math.max(most / least, 1.0001));
    }

    private static void table(StringBuilder out, List<Row> rows) {
        out.append(
                        "<table><tr><th>strategy<th>seconds<th>low<th>high<th>µs/page<th>setup ms<th>share of reboot<th>pages")
                .append(
                        "<th>avoided<th>tables KiB<th>codes<th>basis<th>write streaming<th>without table memory</tr>\n");
        for (Row r : rows) {
            out.append(String.format(
                    Locale.ROOT,
                    "<tr class=\"%s\"><td title=\"%s\">%s<td>%.4g<td>%.4g<td>%.4g<td>%.3g<td>%.3g<td>%.1f %%<td>%d<td>%d"
                            + "<td>%d<td>%d<td>%s<td class=\"t\">%s<td>%s</tr>%n",
                    r.basis().word(),
                    escape(r.strategy().note()),
                    escape(r.strategy().title()),
                    r.seconds(),
                    r.secondsLow(),
                    r.secondsHigh(),
                    r.microsecondsPerPage(),
                    r.setupSeconds() * 1e3,
                    r.shareOfReboot() * 100,
                    r.pagesRelocated(),
                    r.pagesAvoided(),
                    r.pageTableBytes() / 1024,
                    r.strategy().implementations(),
                    r.basis().word(),
                    escape(r.streamingVerdict()),
                    r.strategy().needsTables() ? "fails" : "works"));
        }
        out.append("</table>\n");
    }

    private static String escape(String s) {
        return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
