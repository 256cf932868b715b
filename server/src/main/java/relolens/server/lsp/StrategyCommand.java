package relolens.server.lsp;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.compare.Comparison;
import relolens.analyzer.compare.ComparisonJson;
import relolens.analyzer.compare.Plan;
import relolens.analyzer.contract.Sizes;
import relolens.analyzer.run.Progress;
import relolens.analyzer.run.Runs;
import relolens.emulator.timing.TimingCatalogue;
import relolens.emulator.timing.TimingDataException;

/**
 * {@code relolens.compare}: the ways to put an image in place side by side; the reply is a {@code relolens-compare/1}. One
 * argument, an object: {@code image} a list of sizes such as {@code 25MB} (the default), {@code core}, {@code board}; what
 * is left out is as the settings say, else as the command line's defaults.
 */
final class StrategyCommand {
    static final String NAME = "relolens.compare";

    private static final String DEFAULT_BOARD = "stingray";
    private static final int GRANULE = 4096;
    private static final long LARGEST_IMAGE = 4L << 30;

    private final Workspace workspace;
    private final Jobs jobs;

    StrategyCommand(Workspace workspace, Jobs jobs) {
        this.workspace = workspace;
        this.jobs = jobs;
    }

    CompletableFuture<Object> execute(ExecuteCommandParams params) {
        if (!workspace.settings().trusted()) {
            return Jobs.failed("runs need a trusted workspace");
        }
        List<Object> given = params.getArguments();
        JsonObject wish =
                given != null && !given.isEmpty() && given.get(0) instanceof JsonObject o ? o : new JsonObject();
        Plan plan;
        try {
            plan = plan(wish);
        } catch (IllegalArgumentException e) {
            return Jobs.failed(String.valueOf(e.getMessage()));
        }
        CompletableFuture<Object> reply = new CompletableFuture<>();
        jobs.start("Comparing strategies", params.getWorkDoneToken(), () -> false, reply, r -> compare(plan, r));
        return reply;
    }

    private static JsonElement compare(Plan plan, Progress progress) {
        return JsonParser.parseString(ComparisonJson.of(Comparison.of(plan, progress), null));
    }

    private Plan plan(JsonObject wish) {
        String core = text(wish, "core", workspace.settings().core());
        String board = text(wish, "board", workspace.settings().board());
        String on = board != null ? board : core == null ? DEFAULT_BOARD : Runs.DEFAULT_BOARD;
        try {
            List<String> own = core != null
                    ? List.of(TimingCatalogue.core(core).name())
                    : TimingCatalogue.board(on).cores();
            List<Plan.Machine> machines = own.isEmpty()
                    ? List.of(new Plan.Machine(Runs.DEFAULT_CORE, on))
                    : own.stream().map(c -> new Plan.Machine(c, on)).toList();
            TimingCatalogue.board(on);
            return new Plan(images(wish), machines, List.of("default", "off"), 0, GRANULE, false, true);
        } catch (TimingDataException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static List<Long> images(JsonObject wish) {
        List<Long> sizes = new ArrayList<>();
        JsonArray given = wish.get("image") instanceof JsonArray a ? a : new JsonArray();
        for (JsonElement e : given) {
            long bytes = e.isJsonPrimitive() ? Sizes.parse(e.getAsString()).orElse(0L) : 0;
            if (bytes <= 0 || bytes > LARGEST_IMAGE) {
                throw new IllegalArgumentException("image " + e + ": expected a size such as 25MB, up to 4G");
            }
            sizes.add(bytes);
        }
        return sizes.isEmpty() ? List.of(25_000_000L) : sizes;
    }

    private static @Nullable String text(JsonObject wish, String key, @Nullable String otherwise) {
        JsonElement e = wish.get(key);
        return e != null && e.isJsonPrimitive() && !e.getAsString().isBlank() ? e.getAsString() : otherwise;
    }
}
