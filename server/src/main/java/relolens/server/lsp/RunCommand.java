package relolens.server.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.AnalysisRequest.RunChoice;
import relolens.server.document.RunResult;
import relolens.server.document.Snapshot;
import relolens.server.document.TextDocument;
import relolens.server.schedule.Workers;

/**
 * {@code relolens.run}: runs a document's routines in the background; the reply is the report as JSON. Arguments: URI, and
 * routine and name of the run where not all are meant. Runs of the same text that were not asked for again are kept.
 */
final class RunCommand {
    private final Workspace workspace;
    private final Jobs jobs;
    private final Consumer<OpenDocument> finished;

    /** @param finished told of each document whose run has ended */
    RunCommand(Workspace workspace, Jobs jobs, Consumer<OpenDocument> finished) {
        this.workspace = workspace;
        this.jobs = jobs;
        this.finished = finished;
    }

    CompletableFuture<Object> execute(ExecuteCommandParams params) {
        if (!workspace.settings().trusted()) {
            return Jobs.failed("runs need a trusted workspace");
        }
        String uri = String.valueOf(argument(params, 0));
        OpenDocument document = workspace.document(uri);
        if (document == null) {
            return Jobs.failed("not an open document: " + uri);
        }
        var choice = new RunChoice(argument(params, 1), argument(params, 2));
        CompletableFuture<Object> reply = new CompletableFuture<>();
        document.snapshot().whenComplete((snapshot, failure) -> {
            if (failure != null) {
                reply.completeExceptionally(Workers.contentModified());
            } else {
                TextDocument text = snapshot.document();
                jobs.start(
                        "Running " + title(choice, snapshot),
                        params.getWorkDoneToken(),
                        () -> !document.isNewest(text),
                        reply,
                        reporter -> run(document, text, choice, reporter));
            }
        });
        return reply;
    }

    private static @Nullable String argument(ExecuteCommandParams params, int index) {
        List<Object> given = params.getArguments();
        return given != null && given.size() > index && given.get(index) instanceof JsonPrimitive p
                ? p.getAsString()
                : null;
    }

    private static String title(RunChoice choice, Snapshot snapshot) {
        String routine = choice.routine();
        String run = choice.run();
        return routine == null ? snapshot.name() : run == null ? routine : routine + " " + run;
    }

    private JsonElement run(OpenDocument document, TextDocument text, RunChoice choice, RunReporter reporter) {
        RunResult result = workspace.run(text, choice, reporter);
        boolean stopped = reporter.cancelled();
        if (!stopped) {
            document.ran(result.over(document.run(), choice));
            finished.accept(document);
        }
        return DocumentReport.json(result.report(), stopped);
    }
}
