package relolens.server.lsp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import relolens.server.Product;

/**
 * The rules' documentation as files that any editor can open from a diagnostic's code. Written on first use to the
 * user's cache directory, so the link works without a network and says what this very version checks.
 */
final class RulePages {
    private final Function<String, @Nullable String> explain;
    private final Path directory;
    private final Map<String, Optional<String>> pages = new ConcurrentHashMap<>();

    /** @param explain gives a rule's documentation in Markdown, or null if there is no such rule */
    RulePages(Function<String, @Nullable String> explain, Path cache) {
        this.explain = explain;
        this.directory = cache.resolve("rules-" + Product.version());
    }

    /** {@return the user's cache directory for this program} */
    static Path userCache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base =
                xdg == null || xdg.isEmpty() ? Path.of(System.getProperty("user.home", "."), ".cache") : Path.of(xdg);
        return base.resolve(Product.NAME);
    }

    /** {@return the address of {@code rule}'s page, or null if there is none or it cannot be written} */
    @Nullable
    String page(String rule) {
        return pages.computeIfAbsent(rule, this::write).orElse(null);
    }

    private Optional<String> write(String rule) {
        String text = explain.apply(rule);
        if (text == null || !rule.matches("[A-Za-z0-9-]+")) {
            return Optional.empty();
        }
        try {
            Files.createDirectories(directory);
            Path file = directory.resolve(rule + ".md");
            Files.writeString(file, text);
            return Optional.of(file.toUri().toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
