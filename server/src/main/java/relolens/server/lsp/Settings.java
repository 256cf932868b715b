package relolens.server.lsp;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.project.GccArguments;
import relolens.server.features.InlayHints;

/**
 * What the client's user set.
 *
 * @param trusted whether the workspace's code may be run; an editor that says nothing has no such notion and is trusted
 * @param core of runs, or null
 * @param board of runs, or null
 * @param arguments include paths and definitions as gcc arguments
 * @param database path of compile_commands.json, or null
 * @param hints which inlay hints to show
 * @param workspaceDiagnostics whether files that are not open are analysed, too, for clients that ask for that
 */
record Settings(
        boolean trusted,
        @Nullable String core,
        @Nullable String board,
        List<String> arguments,
        @Nullable String database,
        InlayHints.Mode hints,
        boolean workspaceDiagnostics) {
    static final Settings DEFAULT = new Settings(true, null, null, List.of(), null, InlayHints.Mode.HOT, false);

    /** {@return these settings with what {@code json} says: flat, or below a key {@code relolens}; wrong types are no word} */
    Settings with(@Nullable Object json) {
        if (!(json instanceof JsonObject outer)) {
            return this;
        }
        JsonObject o = outer.has("relolens") && outer.get("relolens").isJsonObject()
                ? outer.getAsJsonObject("relolens")
                : outer;
        List<String> given = new ArrayList<>();
        strings(o, "includePaths").forEach(d -> given.add("-I" + d));
        strings(o, "defines").forEach(d -> given.add("-D" + d));
        boolean givenAny = o.has("includePaths") || o.has("defines");
        return new Settings(
                flag(o, "trusted", trusted),
                string(o, "core", core),
                string(o, "board", board),
                givenAny ? List.copyOf(given) : arguments,
                string(o, "compileCommands", database),
                mode(string(o, "inlayHints", null), hints),
                flag(o, "workspaceDiagnostics", workspaceDiagnostics));
    }

    /** {@return whether initialization options say {@code "diagnostics": "pull"}: sent ones come as soon as they are known} */
    static boolean pulls(@Nullable Object options) {
        return options instanceof JsonObject o
                && o.get("diagnostics") instanceof JsonPrimitive p
                && p.getAsString().equals("pull");
    }

    GccArguments gcc(Path root) {
        return GccArguments.parse(arguments, root);
    }

    private static boolean flag(JsonObject o, String key, boolean otherwise) {
        JsonElement e = o.get(key);
        return e != null && e.isJsonPrimitive() && e.getAsJsonPrimitive().isBoolean() ? e.getAsBoolean() : otherwise;
    }

    private static InlayHints.Mode mode(@Nullable String name, InlayHints.Mode otherwise) {
        for (InlayHints.Mode m : InlayHints.Mode.values()) {
            if (m.name().toLowerCase(Locale.ROOT).equals(name)) {
                return m;
            }
        }
        return otherwise;
    }

    private static @Nullable String string(JsonObject o, String key, @Nullable String otherwise) {
        JsonElement e = o.get(key);
        if (e == null || !e.isJsonPrimitive()) {
            return otherwise;
        }
        return e.getAsString().isBlank() ? null : e.getAsString().strip();
    }

    private static List<String> strings(JsonObject o, String key) {
        List<String> found = new ArrayList<>();
        if (o.get(key) instanceof JsonArray array) {
            for (JsonElement e : array) {
                if (e.isJsonPrimitive()) {
                    found.add(e.getAsString());
                }
            }
        }
        return found;
    }
}
