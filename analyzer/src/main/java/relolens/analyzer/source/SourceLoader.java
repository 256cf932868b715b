package relolens.analyzer.source;

import org.jspecify.annotations.Nullable;

/** The analyzer's only way to files: it opens none itself. */
@FunctionalInterface
public interface SourceLoader {
    /** {@return the text of {@code path} (UTF-8, malformed bytes replaced), or null if there is no such file} */
    @Nullable
    String load(String path);
}
