package relolens.server.lsp;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.WorkDoneProgressBegin;
import org.eclipse.lsp4j.WorkDoneProgressEnd;
import org.eclipse.lsp4j.WorkDoneProgressNotification;
import org.eclipse.lsp4j.WorkDoneProgressReport;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.run.Progress;

/** A run's progress as the client shows it, and the client's wish to stop it. */
final class RunReporter implements Progress {
    private static final long EVERY_NANOS = 100_000_000;

    private final LanguageClient client;
    private final @Nullable Either<String, Integer> token;
    private final BooleanSupplier unwanted;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private volatile long told;

    /**
     * @param token progress token, null if the client shows none
     * @param unwanted whether nobody waits for the run any more
     */
    RunReporter(LanguageClient client, @Nullable Either<String, Integer> token, BooleanSupplier unwanted) {
        this.client = client;
        this.token = token;
        this.unwanted = unwanted;
    }

    void begin(String title) {
        WorkDoneProgressBegin begin = new WorkDoneProgressBegin();
        begin.setTitle(title);
        begin.setCancellable(true);
        begin.setPercentage(0);
        tell(begin);
    }

    void end(String message) {
        WorkDoneProgressEnd end = new WorkDoneProgressEnd();
        end.setMessage(message);
        tell(end);
    }

    void cancel() {
        cancelled.set(true);
    }

    @Override
    public void at(String what, double fraction) {
        long now = System.nanoTime();
        if (now - told < EVERY_NANOS) {
            return;
        }
        told = now;
        WorkDoneProgressReport report = new WorkDoneProgressReport();
        report.setMessage(what);
        report.setPercentage((int) Math.round(100 * Math.max(0, Math.min(1, fraction))));
        report.setCancellable(true);
        tell(report);
    }

    @Override
    public boolean cancelled() {
        return cancelled.get() || unwanted.getAsBoolean();
    }

    private void tell(WorkDoneProgressNotification value) {
        if (token != null) {
            client.notifyProgress(new ProgressParams(token, Either.forLeft(value)));
        }
    }
}
