package relolens.server.lsp;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client says in its initialization options that it takes beyond the protocol.
 *
 * @param notifications names of notifications of ours that it wants, such as {@code relolens/analysed}
 * @param commands names of commands that it carries out itself, such as {@code relolens.showReport}: lenses may offer them
 */
record Announced(Set<String> notifications, Set<String> commands) {
    static final Announced NOTHING = new Announced(Set.of(), Set.of());

    Announced {
        notifications = Set.copyOf(notifications);
        commands = Set.copyOf(commands);
    }

    static Announced of(@Nullable Object options) {
        return options instanceof JsonObject o
                ? new Announced(names(o, "notifications"), names(o, "commands"))
                : NOTHING;
    }

    private static Set<String> names(JsonObject options, String key) {
        Set<String> names = new HashSet<>();
        if (options.get(key) instanceof JsonArray list) {
            for (JsonElement e : list) {
                if (e.isJsonPrimitive()) {
                    names.add(e.getAsString());
                }
            }
        }
        return names;
    }
}
