package relolens.server.job;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.exchange.GithubAnnotations;
import relolens.analyzer.exchange.GitlabReport;
import relolens.analyzer.exchange.JunitReport;
import relolens.analyzer.exchange.RdjsonReport;
import relolens.analyzer.exchange.SarifReport;
import relolens.analyzer.exchange.Tool;
import relolens.analyzer.reply.Answer;
import relolens.analyzer.reply.CheckRun;
import relolens.analyzer.reply.GerritReview;
import relolens.analyzer.reply.GithubReview;
import relolens.analyzer.reply.MailReply;
import relolens.analyzer.reply.PatchworkCheck;
import relolens.analyzer.reply.ReviewJson;
import relolens.analyzer.reply.ReviewPage;
import relolens.analyzer.reply.ReviewText;
import relolens.analyzer.report.GccReport;
import relolens.analyzer.report.Report;
import relolens.analyzer.source.SourceLoader;
import relolens.server.Product;

/** A review in each of its formats. */
public final class ReviewWriter {
    /** Formats of a review. */
    public static final List<String> AVAILABLE = List.of(
            "text",
            "json",
            "github",
            "checks",
            "annotations",
            "sarif",
            "gitlab",
            "gerrit",
            "rdjson",
            "mail",
            "patchwork",
            "html",
            "junit",
            "gcc");

    private static final Tool TOOL = new Tool(Product.NAME, Product.version());

    private final Answer answer;
    private final SourceLoader tree;
    private final @Nullable String commit;

    /**
     * @param commit name of the reviewed commit, if it is one
     */
    public ReviewWriter(Answer answer, @Nullable String commit) {
        this.answer = answer;
        this.tree = answer.review().tree();
        this.commit = commit;
    }

    /** {@return the review in {@code format}, one of {@link #AVAILABLE}} */
    public String render(String format) {
        var to = new StringWriter();
        switch (format) {
            case "json" -> ReviewJson.write(answer, TOOL, to);
            case "github" -> GithubReview.write(answer, commit, to);
            case "checks" -> CheckRun.write(answer, commit, to);
            case "annotations" -> GithubAnnotations.write(news(), to);
            case "junit" -> JunitReport.write(news(), TOOL, to);
            case "gcc" -> GccReport.write(news(), to);
            case "sarif" -> SarifReport.write(news(), TOOL, states(), to);
            case "gitlab" -> GitlabReport.write(news(), to);
            case "gerrit" -> GerritReview.write(answer, tree, to);
            case "rdjson" -> RdjsonReport.write(news(), TOOL, tree, to);
            case "mail" -> MailReply.write(answer, TOOL, to);
            case "patchwork" -> PatchworkCheck.write(answer, to);
            case "html" -> ReviewPage.write(answer, TOOL, to);
            default -> ReviewText.write(answer, to);
        }
        return to.toString();
    }

    /** {@return what is new or worse, as a report} */
    private Report news() {
        return new Report(
                answer.review().whole().news(),
                List.of(),
                List.of(),
                List.of(),
                answer.review().after().problems());
    }

    private Map<String, String> states() {
        Map<String, String> states = new LinkedHashMap<>();
        answer.review().whole().fresh().forEach(f -> states.put(f.fingerprint(), "new"));
        answer.review().whole().worse().forEach(w -> states.put(w.finding().fingerprint(), "updated"));
        return states;
    }
}
