package relolens.analyzer.reply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import relolens.analyzer.exchange.JsonText;
import relolens.analyzer.exchange.Tool;
import relolens.analyzer.report.JsonReport;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.review.Comment;
import relolens.analyzer.review.Review;

/** A review as JSON of schema {@code relolens-review/1} (docs/schema/relolens-review-1.json). */
public final class ReviewJson {
    /** Value of the key {@code schema}. */
    public static final String SCHEMA = "relolens-review/1";

    private ReviewJson() {}

    /** Writes {@code answer}. */
    public static void write(Answer answer, Tool tool, Writer to) {
        Review whole = answer.review().whole();
        ObjectNode all = JsonText.object();
        all.put("schema", SCHEMA);
        all.putObject("tool").put("name", tool.name()).put("version", tool.version());
        all.set("new", findings(whole.fresh()));
        ArrayNode worse = all.putArray("worse");
        ArrayNode milder =
                findings(whole.worse().stream().map(Review.Worse::finding).toList());
        for (int i = 0; i < milder.size(); i++) {
            ObjectNode finding = (ObjectNode) milder.get(i);
            String before = whole.worse().get(i).before().name().toLowerCase(Locale.ROOT);
            worse.add(finding.put("severityBefore", before));
        }
        all.set("fixed", findings(whole.fixed()));
        ArrayNode costs = all.putArray("costs");
        for (Review.CostChange c : whole.costs()) {
            costs.addObject()
                    .put("routine", c.routine())
                    .put("file", c.file())
                    .put("run", c.run())
                    .put("core", c.core())
                    .put("board", c.board())
                    .put("mmu", c.mmu())
                    .put("before", c.before())
                    .put("after", c.after())
                    .put("unit", c.unit());
        }
        ArrayNode verdicts = all.putArray("verdicts");
        for (Review.VerdictChange v : whole.verdicts()) {
            verdicts.addObject()
                    .put("routine", v.routine())
                    .put("file", v.file())
                    .put("line", v.line())
                    .put("before", v.before())
                    .put("after", v.after())
                    .put("why", v.why());
        }
        patches(all.putArray("patches"), answer);
        ArrayNode notes = all.putArray("notes");
        answer.review().notes().forEach(notes::add);
        JsonText.write(all, to);
    }

    private static void patches(ArrayNode patches, Answer answer) {
        for (Answer.Remarks r : answer.remarks()) {
            ObjectNode patch = patches.addObject();
            patch.put("subject", r.step().patch().letter().subject());
            patch.put("repairedLater", r.step().repaired());
            ArrayNode comments = patch.putArray("comments");
            for (Comment c : r.comments()) {
                ObjectNode comment = comments.addObject();
                comment.put("place", c.place().name().toLowerCase(Locale.ROOT));
                comment.put("file", c.file()).put("line", c.line());
                comment.put("severity", c.severity().name().toLowerCase(Locale.ROOT));
                comment.put("rule", c.rule()).put("fingerprint", c.mark());
                comment.put("text", String.join("\n", c.lines()));
            }
        }
    }

    /** Findings exactly as the report writes them. */
    private static ArrayNode findings(List<Finding> findings) {
        var text = new StringWriter();
        JsonReport.write(new Report(findings, List.of(), List.of(), List.of(), List.of()), "relolens", "", false, text);
        try {
            JsonNode tree = JsonMapper.builder().build().readTree(text.toString());
            return (ArrayNode) tree.get("findings");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
