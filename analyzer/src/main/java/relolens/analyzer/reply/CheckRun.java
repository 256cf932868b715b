package relolens.analyzer.reply;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.exchange.JsonText;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.review.Review;
import relolens.analyzer.source.Severity;

/**
 * A GitHub check run: {@code create} is for {@code POST /repos/{owner}/{repo}/check-runs}, each of {@code updates} for a
 * {@code PATCH} of the run that made, since one request takes fifty annotations. Annotations may stand at any line, so
 * nothing is left out.
 */
public final class CheckRun {
    private static final int MOST_AT_ONCE = 50;
    /** GitHub's limits of characters in a title and bytes in a message. */
    private static final int LONGEST_TITLE = 255;

    private static final int LONGEST_MESSAGE = 16_000;

    private CheckRun() {}

    /**
     * Writes the run.
     *
     * @param commit the reviewed commit, null if it is none: whoever posts puts {@code head_sha} in
     */
    public static void write(Answer answer, @Nullable String commit, Writer to) {
        Review whole = answer.review().whole();
        List<Finding> findings = whole.news().stream()
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
        ObjectNode all = JsonText.object();
        ObjectNode create = all.putObject("create");
        create.put("name", "relolens");
        if (commit != null) {
            create.put("head_sha", commit);
        }
        create.put("status", "completed");
        // A bot that is unsure of its welcome blocks nothing: whoever wants that has the exit code.
        create.put("conclusion", findings.isEmpty() ? "success" : "neutral");
        create.set("output", output(whole, part(findings, 0)));
        ArrayNode updates = all.putArray("updates");
        for (int from = MOST_AT_ONCE; from < findings.size(); from += MOST_AT_ONCE) {
            updates.addObject().set("output", output(whole, part(findings, from)));
        }
        JsonText.write(all, to);
    }

    private static List<Finding> part(List<Finding> findings, int from) {
        return findings.subList(from, Math.min(findings.size(), from + MOST_AT_ONCE));
    }

    private static ObjectNode output(Review whole, List<Finding> findings) {
        ObjectNode output = JsonText.object();
        output.put("title", Summary.headline(whole));
        List<String> lines = new ArrayList<>(List.of(Summary.headline(whole)));
        whole.costs().forEach(c -> lines.add("- " + Summary.cost(c)));
        whole.verdicts().forEach(v -> lines.add("- MMU verdict of " + Summary.verdict(v)));
        output.put("summary", String.join("\n", lines));
        ArrayNode annotations = output.putArray("annotations");
        findings.forEach(f -> annotation(annotations.addObject(), f));
        return output;
    }

    private static void annotation(ObjectNode out, Finding f) {
        out.put("path", f.file()).put("start_line", f.line()).put("end_line", f.endLine());
        // Columns are refused of annotations over several lines.
        if (f.endLine() == f.line()) {
            out.put("start_column", f.column()).put("end_column", f.endColumn());
        }
        out.put("annotation_level", level(f.severity()));
        out.put("message", cut(f.message(), LONGEST_MESSAGE));
        out.put("title", cut(f.rule() + " " + f.name(), LONGEST_TITLE));
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "failure";
            case WARNING -> "warning";
            default -> "notice";
        };
    }
}
