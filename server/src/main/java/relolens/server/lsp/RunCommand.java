package relolens.server.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.StringWriter;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.WorkDoneProgressCreateParams;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.LanguageClient;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.report.JsonReport;
import relolens.analyzer.report.Report;
import relolens.server.Product;
import relolens.server.document.RunResult;
import relolens.server.document.Snapshot;
import relolens.server.document.TextDocument;
import relolens.server.features.ClientNeeds;
import relolens.server.schedule.Workers;

/** {@code relolens.run}: runs a document's routines in the background; the reply is the report as JSON. */
final class RunCommand {
    private final Workspace workspace;
    private final Workers workers;
    private final Supplier<ClientNeeds> needs;
    private final Supplier<LanguageClient> client;
    private final Consumer<OpenDocument> finished;
    private final Map<String, RunReporter> running = new ConcurrentHashMap<>();

    /** @param finished told of each document whose run has ended */
    RunCommand(
            Workspace workspace,
            Workers workers,
            Supplier<ClientNeeds> needs,
            Supplier<LanguageClient> client,
            Consumer<OpenDocument> finished) {
        this.workspace = workspace;
        this.workers = workers;
        this.needs = needs;
        this.client = client;
        this.finished = finished;
    }

    CompletableFuture<Object> execute(ExecuteCommandParams params) {
        if (!workspace.settings().trusted()) {
            return failed("runs need a trusted workspace");
        }
        Object first = params.getArguments() == null || params.getArguments().isEmpty()
                ? null
                : params.getArguments().get(0);
        String uri = first instanceof JsonPrimitive p ? p.getAsString() : String.valueOf(first);
        OpenDocument document = workspace.document(uri);
        if (document == null) {
            return failed("not an open document: " + uri);
        }
        CompletableFuture<Object> reply = new CompletableFuture<>();
        document.snapshot().whenComplete((snapshot, failure) -> {
            if (failure != null) {
                reply.completeExceptionally(Workers.contentModified());
            } else {
                start(document, snapshot, params.getWorkDoneToken(), reply);
            }
        });
        return reply;
    }

    private void start(
            OpenDocument document,
            Snapshot snapshot,
            @Nullable Either<String, Integer> given,
            CompletableFuture<Object> reply) {
        try {
            workers.run(() -> {
                try {
                    run(document, snapshot, given, reply);
                } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError | LinkageError e) {
                    reply.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            reply.completeExceptionally(error("too many runs wait already"));
        }
    }

    private void run(
            OpenDocument document,
            Snapshot snapshot,
            @Nullable Either<String, Integer> given,
            CompletableFuture<Object> reply) {
        TextDocument text = snapshot.document();
        Either<String, Integer> token = given != null ? given : created();
        var reporter = new RunReporter(client.get(), token, () -> reply.isCancelled() || !document.isNewest(text));
        String key = token == null ? UUID.randomUUID().toString() : token.get().toString();
        running.put(key, reporter);
        reporter.begin("Running " + snapshot.name());
        String outcome = "failed";
        try {
            RunResult result = workspace.run(text, reporter);
            boolean stopped = reporter.cancelled();
            outcome = stopped ? "stopped" : "done";
            if (!stopped) {
                document.ran(result);
                finished.accept(document);
            }
            reply.complete(json(result.report(), stopped));
        } finally {
            running.remove(key);
            reporter.end(outcome);
        }
    }

    private @Nullable Either<String, Integer> created() {
        if (!needs.get().progress()) {
            return null;
        }
        Either<String, Integer> token = Either.forLeft("relolens-run-" + UUID.randomUUID());
        client.get().createProgress(new WorkDoneProgressCreateParams(token));
        return token;
    }

    /** The client asked to stop the run of {@code token}. */
    void cancel(Either<String, Integer> token) {
        RunReporter reporter = running.get(token.get().toString());
        if (reporter != null) {
            reporter.cancel();
        }
    }

    private static JsonElement json(Report report, boolean partial) {
        StringWriter text = new StringWriter();
        JsonReport.write(report, Product.NAME, Product.version(), partial, text);
        return JsonParser.parseString(text.toString());
    }

    private static CompletableFuture<Object> failed(String why) {
        return CompletableFuture.failedFuture(error(why));
    }

    private static ResponseErrorException error(String why) {
        return new ResponseErrorException(new ResponseError(ResponseErrorCode.RequestFailed, why, null));
    }
}
