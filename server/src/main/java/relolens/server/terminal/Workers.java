package relolens.server.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs tasks some at a time; their results come in the order of the tasks. */
public final class Workers {
    /** Deeply nested includes and expressions are walked recursively: bytes of stack for that. */
    private static final long DEEP_STACK = 64L << 20;

    private Workers() {}

    /**
     * {@return the result of each task}
     *
     * @param atATime most tasks running at any moment, at least 1
     * @throws InternalFailure if a task fails otherwise than by a {@link UsageProblem}
     */
    public static <T> List<T> inOrder(List<Callable<T>> tasks, int atATime) {
        List<T> results = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(atATime, tasks.size())), task -> {
            Thread thread = new Thread(null, task, "analysis", DEEP_STACK);
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<T>> running = new ArrayList<>();
            tasks.forEach(t -> running.add(pool.submit(t)));
            for (Future<T> f : running) {
                results.add(f.get());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UsageProblem usage) {
                throw usage;
            }
            throw new InternalFailure(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            pool.shutdownNow();
        }
        return results;
    }
}
