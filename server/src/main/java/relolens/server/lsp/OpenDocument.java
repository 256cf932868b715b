package relolens.server.lsp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.run.Progress;
import relolens.analyzer.source.Span;
import relolens.server.document.Earlier;
import relolens.server.document.LineMoves;
import relolens.server.document.RunResult;
import relolens.server.document.Snapshot;
import relolens.server.document.TextDocument;

/** An open document: its newest text, and the snapshot that is or will be worked out of that text. */
final class OpenDocument {
    private TextDocument text;
    private CompletableFuture<Snapshot> snapshot = new CompletableFuture<>();
    private @Nullable ScheduledFuture<?> pending;
    private @Nullable RunResult run;
    private @Nullable Snapshot latest;
    private boolean inactiveChanged;
    private boolean closed;
    private boolean answeredEarly;
    private volatile boolean asked;
    private final Map<String, CompletableFuture<Boolean>> tried = new HashMap<>();
    private long tookMillis;
    /** The texts since the latest snapshot's, each with what it changed; null if that snapshot holds no more. */
    private @Nullable List<Edit> since = new ArrayList<>();

    private record Edit(TextDocument before, LineMoves.Step step) {}

    OpenDocument(TextDocument text) {
        this.text = text;
    }

    synchronized TextDocument text() {
        return text;
    }

    /** Remembers that somebody looks at the document: a request is about it. */
    void asked() {
        asked = true;
    }

    /** {@return whether somebody looked at it since it was opened; many that are open are never looked at} */
    boolean wasAsked() {
        return asked;
    }

    /** {@return the snapshot of the newest text; completed exceptionally if the text changes before it is ready} */
    synchronized CompletableFuture<Snapshot> snapshot() {
        return snapshot;
    }

    /** {@return the last snapshot that was finished, which may be of an older text, or null before the first} */
    synchronized @Nullable Snapshot latest() {
        return latest;
    }

    /** {@return what was known before the newest edits, or null if nothing was or it does not hold any more} */
    synchronized @Nullable Earlier earlier() {
        Snapshot known = latest;
        List<Edit> edits = since;
        return known == null || edits == null
                ? null
                : new Earlier(
                        known, new LineMoves(edits.stream().map(Edit::step).toList()));
    }

    /** Takes the finished snapshot of the newest text. */
    synchronized void finished(Snapshot done) {
        List<Edit> edits = since == null ? List.of() : since;
        int first = 0;
        while (first < edits.size() && edits.get(first).before != done.document()) {
            first++;
        }
        boolean followed = done.document() == text || first < edits.size();
        since = followed ? new ArrayList<>(edits.subList(first, edits.size())) : null;
        inactiveChanged = latest == null ? answeredEarly : !inactive(latest).equals(inactive(done));
        latest = done;
    }

    /** {@return whether other lines are inactive than in the snapshot before: then words look different now} */
    synchronized boolean latestChangesTokens() {
        return inactiveChanged;
    }

    private static List<Span> inactive(Snapshot s) {
        return s.unit().map(u -> u.preprocessed().inactive()).orElse(List.of());
    }

    synchronized @Nullable RunResult run() {
        return run;
    }

    /** Takes a new text (or the same once more, when what surrounds it changed); requests for the old one end. */
    void replace(TextDocument newText) {
        CompletableFuture<Snapshot> old;
        synchronized (this) {
            old = snapshot;
            if (newText == text) {
                since = null;
            } else if (since != null && latest != null) {
                since.add(new Edit(text, text.stepTo(newText)));
            }
            text = newText;
            tried.clear();
            snapshot = new CompletableFuture<>();
            if (pending != null) {
                pending.cancel(false);
            }
        }
        old.completeExceptionally(new CancellationException());
    }

    /**
     * {@return whether the fix of a finding of the newest text holds, which {@code trial} finds out the first time}
     *
     * @param finding the version of the text and the finding's fingerprint
     */
    synchronized CompletableFuture<Boolean> tried(String finding, Supplier<CompletableFuture<Boolean>> trial) {
        return tried.computeIfAbsent(finding, f -> trial.get());
    }

    /** Remembers that a request was answered without the analysis it wanted. */
    synchronized void answeredEarly() {
        answeredEarly = true;
    }

    /** {@return whether a request was answered early since this was last asked: its client should ask again} */
    synchronized boolean takeAnsweredEarly() {
        boolean was = answeredEarly;
        answeredEarly = false;
        return was;
    }

    /** {@return how long the last analysis took, 0 before the first} */
    synchronized long tookMillis() {
        return tookMillis;
    }

    synchronized void took(long millis) {
        tookMillis = millis;
    }

    synchronized void pending(ScheduledFuture<?> task) {
        pending = task;
    }

    /** {@return progress that is cancelled as soon as {@code of} is not the newest text any more} */
    Progress until(TextDocument of) {
        return new Progress() {
            @Override
            public boolean cancelled() {
                return !isNewest(of);
            }
        };
    }

    synchronized boolean isNewest(TextDocument candidate) {
        return !closed && text == candidate;
    }

    /** Remembers a run; the snapshot of the text that ran gets it at once. */
    synchronized void ran(RunResult result) {
        run = result;
        if (snapshot.isDone() && !snapshot.isCompletedExceptionally()) {
            latest = snapshot.join().with(result);
            snapshot = CompletableFuture.completedFuture(latest);
        }
    }

    void close() {
        CompletableFuture<Snapshot> old;
        synchronized (this) {
            closed = true;
            old = snapshot;
            if (pending != null) {
                pending.cancel(false);
            }
        }
        old.completeExceptionally(new CancellationException());
    }
}
