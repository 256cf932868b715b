package relolens.analyzer.run;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what another thread carries out, and throws here what was thrown there. */
public final class Awaited {
    private Awaited() {}

    /**
     * {@return what the task comes to}
     *
     * @throws java.util.concurrent.CancellationException if it was cancelled
     * @throws RuntimeException what it threw
     */
    public static <T> T of(Future<T> task) {
        return of(task, Long.MAX_VALUE, () -> {});
    }

    /** As {@link #of(Future)}. @param meanwhile done every {@code millis} milliseconds of waiting */
    public static <T> T of(Future<T> task, long millis, Runnable meanwhile) {
        while (true) {
            try {
                return task.get(millis, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                meanwhile.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for a run", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }
}
