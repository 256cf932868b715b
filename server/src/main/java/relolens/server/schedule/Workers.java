package relolens.server.schedule;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** The server's threads: some for requests, some for analyses, one for what can wait, one for runs. Queues are bounded, stacks deep. */
public final class Workers implements AutoCloseable {
    private static final long STACK_BYTES = 64L << 20;
    private static final int WAITING_REQUESTS = 2000;

    private final ThreadPoolExecutor requests = pool("request", 2, WAITING_REQUESTS);
    private final ThreadPoolExecutor analyses = pool("analysis", 2, WAITING_REQUESTS);
    private final ThreadPoolExecutor asides = pool("aside", 1, WAITING_REQUESTS);
    private final ThreadPoolExecutor runs = pool("run", 1, 16);
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> thread(task, "clock"));
    private final Consumer<Throwable> log;

    /** @param log told of failures of ours */
    public Workers(Consumer<Throwable> log) {
        this.log = log;
        clock.setRemoveOnCancelPolicy(true);
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    }

    private static ThreadPoolExecutor pool(String name, int threads, int waiting) {
        var pool = new ThreadPoolExecutor(
                threads,
                threads,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waiting),
                task -> thread(task, name),
                new ThreadPoolExecutor.AbortPolicy());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Does {@code task} on an analysis thread after {@code millis}. */
    public ScheduledFuture<?> later(long millis, Runnable task) {
        return clock.schedule(() -> start(analyses, task), millis, TimeUnit.MILLISECONDS);
    }

    /** {@return the result of {@code work}, which can wait: done on a thread that analyses do not need} */
    public <R> CompletableFuture<R> aside(Supplier<R> work) {
        CompletableFuture<R> result = new CompletableFuture<>();
        start(asides, () -> answer(result, nothing -> work.get(), result), result);
        return result;
    }

    /** Does {@code task} every {@code seconds}. */
    public void every(int seconds, Runnable task) {
        clock.scheduleWithFixedDelay(() -> guarded(task), seconds, seconds, TimeUnit.SECONDS);
    }

    /** Does {@code task} on the run thread. @throws RejectedExecutionException if too many wait already */
    public void run(Runnable task) {
        runs.execute(() -> guarded(task));
    }

    /**
     * {@return the reply of {@code feature} to {@code input}: worked out on a request thread once the input is there; a
     * reply that the client cancelled before that is never worked out}
     */
    public <I, R> CompletableFuture<R> reply(CompletableFuture<I> input, Function<I, R> feature) {
        CompletableFuture<R> reply = new CompletableFuture<>();
        input.whenComplete((value, failure) -> {
            if (failure != null) {
                reply.completeExceptionally(failure instanceof CancellationException ? contentModified() : failure);
                return;
            }
            start(requests, () -> answer(reply, feature, value), reply);
        });
        return reply;
    }

    /**
     * {@return as {@link #reply(CompletableFuture, Function)}, or what {@code meanwhile} gives, on a request thread too, if
     * the input is not there within {@code millis}}
     */
    public <I, R> CompletableFuture<R> reply(
            CompletableFuture<I> input, long millis, Supplier<R> meanwhile, Function<I, R> feature) {
        CompletableFuture<R> reply = reply(input, feature);
        if (!input.isDone()) {
            Future<?> limit = clock.schedule(
                    () -> {
                        // What has begun is let end: the input came in time.
                        if (!input.isDone()) {
                            start(requests, () -> answer(reply, nothing -> meanwhile.get(), input), reply);
                        }
                    },
                    millis,
                    TimeUnit.MILLISECONDS);
            reply.whenComplete((r, failure) -> limit.cancel(false));
        }
        return reply;
    }

    private <I, R> void answer(CompletableFuture<R> reply, Function<I, R> feature, I value) {
        if (reply.isDone()) {
            return;
        }
        try {
            reply.complete(feature.apply(value));
        } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError | LinkageError e) {
            reply.completeExceptionally(e);
        }
    }

    /** {@return the error that tells a client to ask again for the text as it is now} */
    public static ResponseErrorException contentModified() {
        return new ResponseErrorException(
                new ResponseError(ResponseErrorCode.ContentModified, "the document changed meanwhile", null));
    }

    private void start(ThreadPoolExecutor pool, Runnable task) {
        try {
            pool.execute(() -> guarded(task));
        } catch (RejectedExecutionException e) {
            log.accept(e);
        }
    }

    private static void start(ThreadPoolExecutor pool, Runnable task, CompletableFuture<?> reply) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException e) {
            reply.completeExceptionally(new ResponseErrorException(
                    new ResponseError(ResponseErrorCode.ServerCancelled, "too many requests wait", null)));
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError | LinkageError e) {
            log.accept(e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        requests.shutdownNow();
        analyses.shutdownNow();
        asides.shutdownNow();
        runs.shutdownNow();
    }
}
