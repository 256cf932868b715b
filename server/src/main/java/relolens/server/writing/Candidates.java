package relolens.server.writing;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.CompletionItemLabelDetails;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** Completions for the word before the cursor: those that begin with it first, then those that contain it. */
final class Candidates {
    /** More than anyone reads; the client asks again as the word grows. */
    private static final int MOST = 300;

    private static final int SHORTEST_INSIDE = 3;

    private final Range replaced;
    private final String typed;
    private final String lower;
    private final boolean upper;
    private final List<CompletionItem> items = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private boolean cut;

    /** @param replaced range of {@code typed}, the word before the cursor */
    Candidates(Range replaced, String typed) {
        this.replaced = replaced;
        this.typed = typed;
        this.lower = typed.toLowerCase(Locale.ROOT);
        this.upper = typed.length() > 1
                && typed.equals(typed.toUpperCase(Locale.ROOT))
                && !typed.equals(typed.toLowerCase(Locale.ROOT));
    }

    /** {@return the word before the cursor} */
    String typed() {
        return typed;
    }

    /** {@return whether {@code name} would be taken, so that callers can save work} */
    boolean wants(String name) {
        return rank(name) >= 0;
    }

    private int rank(String name) {
        String other = name.toLowerCase(Locale.ROOT);
        return other.startsWith(lower) ? 0 : lower.length() >= SHORTEST_INSIDE && other.contains(lower) ? 1 : -1;
    }

    /**
     * Takes {@code name} if it fits.
     *
     * @param group items of a lower group stand first; a letter
     * @param kind of documentation that resolving gives, with {@code name}
     * @param detail stands behind the label
     * @param description stands at the right margin
     */
    void add(String name, char group, CompletionItemKind icon, String kind, String detail, String description) {
        add(name, name, group, icon, kind, detail, description);
    }

    /** As above, but {@code text} is what is written. */
    void add(
            String name,
            String text,
            char group,
            CompletionItemKind icon,
            String kind,
            String detail,
            String description) {
        int rank = rank(name);
        if (rank < 0 || !seen.add(name)) {
            return;
        }
        if (items.size() >= MOST) {
            cut = true;
            return;
        }
        boolean shout = upper && (kind.equals(Documentation.INSTRUCTION) || kind.equals(Documentation.REGISTER));
        CompletionItem item = new CompletionItem(shout ? name.toUpperCase(Locale.ROOT) : name);
        item.setKind(icon);
        item.setSortText("" + rank + group + String.format(Locale.ROOT, "%02d", Math.min(99, name.length())) + name);
        var details = new CompletionItemLabelDetails();
        details.setDetail(detail.isEmpty() ? null : " " + detail);
        details.setDescription(description.isEmpty() ? null : description);
        item.setLabelDetails(details);
        item.setTextEdit(Either.forLeft(new TextEdit(replaced, shout ? text.toUpperCase(Locale.ROOT) : text)));
        item.setFilterText(name);
        JsonObject data = new JsonObject();
        data.addProperty("kind", kind);
        data.addProperty("name", name);
        item.setData(data);
        items.add(item);
    }

    CompletionList list(String uri) {
        for (CompletionItem item : items) {
            ((JsonObject) item.getData()).addProperty("uri", uri);
        }
        // The word that follows may begin with other letters: what is listed depends on those before the cursor.
        return new CompletionList(cut || lower.length() < SHORTEST_INSIDE, items);
    }
}
