package relolens.server.lsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import relolens.server.document.Snapshot;
import relolens.server.features.ClientNeeds;
import relolens.server.features.Places;
import relolens.server.schedule.Workers;

/** Answers requests about documents: on a request thread, with the document's newest snapshot. */
record Answering(Workspace workspace, Workers workers, Supplier<ClientNeeds> client) {
    /** {@return the answer of {@code feature}, or {@code whenUnknown} if no such document is open} */
    <R> CompletableFuture<R> ask(String uri, R whenUnknown, BiFunction<Snapshot, Places, R> feature) {
        OpenDocument document = workspace.document(uri);
        if (document == null) {
            return CompletableFuture.completedFuture(whenUnknown);
        }
        return workers.reply(document.snapshot(), s -> feature.apply(s, places(s)));
    }

    /** {@return the answer of {@code feature}, null if it has none or no such document is open} */
    <R> CompletableFuture<@Nullable R> askForOne(String uri, BiFunction<Snapshot, Places, @Nullable R> feature) {
        CompletableFuture<Optional<R>> found =
                ask(uri, Optional.empty(), (s, p) -> Optional.ofNullable(feature.apply(s, p)));
        CompletableFuture<@Nullable R> reply = found.thenApply(r -> r.orElse(null));
        // The client cancels the reply it knows of; the work behind it must hear of that.
        reply.whenComplete((r, failure) -> {
            if (reply.isCancelled()) {
                found.cancel(false);
            }
        });
        return reply;
    }

    Places places(Snapshot snapshot) {
        return new Places(snapshot, client.get().encoding(), workspace.sources());
    }

    /** {@return the snapshots that are ready, of all open documents} */
    List<Snapshot> ready() {
        List<Snapshot> found = new ArrayList<>();
        for (String uri : workspace.openUris()) {
            OpenDocument document = workspace.document(uri);
            CompletableFuture<Snapshot> snapshot = document == null ? null : document.snapshot();
            if (snapshot != null && snapshot.isDone() && !snapshot.isCompletedExceptionally()) {
                found.add(snapshot.join());
            }
        }
        return found;
    }
}
