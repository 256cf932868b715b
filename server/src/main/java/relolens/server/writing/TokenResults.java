package relolens.server.writing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensDelta;
import org.eclipse.lsp4j.SemanticTokensEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** The tokens that each document's client has, so that the next answer need only say what changed. */
public final class TokenResults {
    private record Sent(String id, List<Integer> data) {}

    private final Map<String, Sent> sent = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong();

    /** {@return {@code data} as the whole answer for the document {@code uri}} */
    public SemanticTokens whole(String uri, List<Integer> data) {
        String id = Long.toString(next.incrementAndGet());
        sent.put(uri, new Sent(id, data));
        return new SemanticTokens(id, data);
    }

    /** {@return {@code data} as what differs from the answer {@code previous}, or whole if that is not the last one} */
    public Either<SemanticTokens, SemanticTokensDelta> since(String previous, String uri, List<Integer> data) {
        Sent before = sent.get(uri);
        SemanticTokens whole = whole(uri, data);
        if (before == null || !before.id.equals(previous)) {
            return Either.forLeft(whole);
        }
        List<Integer> old = before.data;
        int most = Math.min(old.size(), data.size());
        int head = 0;
        while (head < most && old.get(head).equals(data.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && old.get(old.size() - 1 - tail).equals(data.get(data.size() - 1 - tail))) {
            tail++;
        }
        boolean same = head == old.size() && head == data.size();
        List<SemanticTokensEdit> edits = same
                ? List.of()
                : List.of(
                        new SemanticTokensEdit(head, old.size() - head - tail, data.subList(head, data.size() - tail)));
        return Either.forRight(new SemanticTokensDelta(edits, whole.getResultId()));
    }

    /** Forgets a document that was closed. */
    public void forget(String uri) {
        sent.remove(uri);
    }
}
