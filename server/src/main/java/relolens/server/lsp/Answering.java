package relolens.server.lsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;
import relolens.server.document.Earlier;
import relolens.server.document.LineMoves;
import relolens.server.document.Snapshot;
import relolens.server.features.ClientNeeds;
import relolens.server.features.Moved;
import relolens.server.features.Places;
import relolens.server.schedule.Workers;

/**
 * Answers requests about documents, on a request thread. While the newest text is analysed they get by with what was known
 * before, as far as they can, and nothing waits for the analysis of a huge document.
 */
record Answering(Workspace workspace, Workers workers, Supplier<ClientNeeds> client) {
    /** The analysis of a document of so many lines takes seconds. */
    private static final int HUGE_LINES = 20_000;

    /** What an editor asks for on its own about such a document is answered after this at the latest. */
    private static final long LONGEST_WAIT_MILLIS = 40;

    /** What a user asked for is refused after this. */
    private static final long LONGEST_PATIENCE_MILLIS = 1500;

    /** Lenses, outlines and the like jump about if they come in two steps: these wait, where an analysis is short. */
    private static final long SHORT_MILLIS = 400;

    /** A feature's answer from a snapshot of the newest text. */
    interface Feature<R> extends BiFunction<Snapshot, Places, R> {}

    /**
     * {@return the answer of {@code feature}; {@code meanwhile} if the document is not open, or is huge and its analysis not
     * there, when the client is asked to ask again}
     */
    <R> CompletableFuture<R> ask(String uri, R meanwhile, Feature<R> feature) {
        return answer(uri, meanwhile, feature, LONGEST_WAIT_MILLIS, document -> {
            document.answeredEarly();
            return meanwhile;
        });
    }

    /** {@return the answer of {@code feature}, which nothing else can stand for; an error where that takes too long} */
    <R> CompletableFuture<R> insist(String uri, R whenUnknown, Feature<R> feature) {
        return answer(uri, whenUnknown, feature, LONGEST_PATIENCE_MILLIS, document -> {
            throw new ResponseErrorException(new ResponseError(
                    ResponseErrorCode.RequestFailed,
                    "this file of " + document.text().lines()
                            + " lines is still being analysed: ask again in some seconds",
                    null));
        });
    }

    /** @param late what a huge document's request gets when {@code millis} are over */
    private <R> CompletableFuture<R> answer(
            String uri, R whenUnknown, Feature<R> feature, long millis, Function<OpenDocument, R> late) {
        OpenDocument document = asked(uri);
        if (document == null) {
            return CompletableFuture.completedFuture(whenUnknown);
        }
        Function<Snapshot, R> answer = s -> feature.apply(s, places(s));
        return isHuge(document)
                ? workers.reply(document.snapshot(), millis, () -> late.apply(document), answer)
                : workers.reply(document.snapshot(), answer);
    }

    /** {@return as {@link #insist(String, Object, Feature)}, null if the feature has no answer or no such document is open} */
    <R> CompletableFuture<@Nullable R> insistForOne(String uri, BiFunction<Snapshot, Places, @Nullable R> feature) {
        return orNull(insist(uri, Optional.empty(), (s, p) -> Optional.ofNullable(feature.apply(s, p))));
    }

    /**
     * {@return the answer of {@code feature} about a position: while the text is analysed, about the same line as it was
     * before, if it has not changed}
     *
     * @param feature given a snapshot and the position in its text
     * @param moved puts an older text's answer where it belongs now
     */
    <R> CompletableFuture<R> at(
            String uri, Position position, R whenUnknown, At<R> feature, BiFunction<Moved, R, R> moved) {
        OpenDocument document = asked(uri);
        if (document == null) {
            return CompletableFuture.completedFuture(whenUnknown);
        }
        CompletableFuture<Snapshot> snapshot = document.snapshot();
        Earlier earlier = snapshot.isDone() ? null : document.earlier();
        if (earlier != null) {
            Moved moves = new Moved(earlier.moves(), uri);
            Position before = moves.before(position);
            if (before != null) {
                Snapshot s = earlier.snapshot();
                boolean same = earlier.moves().equals(LineMoves.NONE);
                return workers.reply(CompletableFuture.completedFuture(s), old -> {
                    R found = feature.apply(old, places(old), before);
                    return same ? found : moved.apply(moves, found);
                });
            }
        }
        return ask(uri, whenUnknown, (s, p) -> feature.apply(s, p, position));
    }

    /** A feature's answer about a position. */
    interface At<R> {
        R apply(Snapshot snapshot, Places places, Position position);
    }

    /**
     * {@return the answer of {@code feature} about what is shown: where an analysis takes long, of the text before it, and the
     * client is asked to ask again}
     *
     * @param feature given a snapshot and, if that is of an older text, what moved since
     */
    <R> CompletableFuture<R> view(String uri, R whenUnknown, View<R> feature) {
        OpenDocument document = asked(uri);
        if (document == null) {
            return CompletableFuture.completedFuture(whenUnknown);
        }
        CompletableFuture<Snapshot> snapshot = document.snapshot();
        boolean slow = isHuge(document) || document.tookMillis() > SHORT_MILLIS;
        Earlier earlier = slow && !snapshot.isDone() ? document.earlier() : null;
        if (earlier != null) {
            document.answeredEarly();
            Moved moves = new Moved(earlier.moves(), uri);
            return workers.reply(
                    CompletableFuture.completedFuture(earlier.snapshot()), s -> feature.apply(s, places(s), moves));
        }
        return ask(uri, whenUnknown, (s, p) -> feature.apply(s, p, null));
    }

    /** A feature's answer about what is shown. */
    interface View<R> {
        R apply(Snapshot snapshot, Places places, @Nullable Moved moved);
    }

    private @Nullable OpenDocument asked(String uri) {
        OpenDocument document = workspace.document(uri);
        if (document != null) {
            document.asked();
        }
        return document;
    }

    static boolean isHuge(OpenDocument document) {
        return document.text().lines() >= HUGE_LINES;
    }

    /** {@return the reply to send for {@code found}: null where it is empty} */
    static <R> CompletableFuture<@Nullable R> orNull(CompletableFuture<Optional<R>> found) {
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
