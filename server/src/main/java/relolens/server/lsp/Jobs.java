package relolens.server.lsp;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.lsp4j.WorkDoneProgressCreateParams;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.LanguageClient;
import org.jspecify.annotations.Nullable;
import relolens.server.features.ClientNeeds;
import relolens.server.schedule.Workers;

/** Long work on the run thread, one piece after the other, each with progress that the client shows and can stop. */
final class Jobs {
    private final Workers workers;
    private final Supplier<ClientNeeds> needs;
    private final Supplier<? extends LanguageClient> client;
    private final Map<String, RunReporter> running = new ConcurrentHashMap<>();

    Jobs(Workers workers, Supplier<ClientNeeds> needs, Supplier<? extends LanguageClient> client) {
        this.workers = workers;
        this.needs = needs;
        this.client = client;
    }

    /**
     * Starts {@code work}; its result completes {@code reply}.
     *
     * @param given the client's progress token, or null
     * @param unwanted whether nobody waits for the result any more
     */
    void start(
            String title,
            @Nullable Either<String, Integer> given,
            BooleanSupplier unwanted,
            CompletableFuture<Object> reply,
            Function<RunReporter, Object> work) {
        try {
            workers.run(() -> {
                try {
                    work(title, given, unwanted, reply, work);
                } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError | LinkageError e) {
                    reply.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            reply.completeExceptionally(error("too many runs wait already"));
        }
    }

    private void work(
            String title,
            @Nullable Either<String, Integer> given,
            BooleanSupplier unwanted,
            CompletableFuture<Object> reply,
            Function<RunReporter, Object> work) {
        Either<String, Integer> token = given != null ? given : created();
        var reporter = new RunReporter(client.get(), token, () -> reply.isCancelled() || unwanted.getAsBoolean());
        String key = token == null ? UUID.randomUUID().toString() : token.get().toString();
        running.put(key, reporter);
        reporter.begin(title);
        String outcome = "failed";
        try {
            Object result = work.apply(reporter);
            outcome = reporter.cancelled() ? "stopped" : "done";
            reply.complete(result);
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

    /** The client asked to stop the work of {@code token}. */
    void cancel(Either<String, Integer> token) {
        RunReporter reporter = running.get(token.get().toString());
        if (reporter != null) {
            reporter.cancel();
        }
    }

    static CompletableFuture<Object> failed(String why) {
        return CompletableFuture.failedFuture(error(why));
    }

    private static ResponseErrorException error(String why) {
        return new ResponseErrorException(new ResponseError(ResponseErrorCode.RequestFailed, why, null));
    }
}
