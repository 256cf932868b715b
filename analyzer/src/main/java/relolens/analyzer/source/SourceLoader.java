package relolens.analyzer.source;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The analyzer's only way to files: it opens none itself. */
@FunctionalInterface
public interface SourceLoader {
    /** {@return the text of {@code path} (UTF-8, malformed bytes replaced), or null if there is no such file} */
    @Nullable
    String load(String path);

    /** {@return the bytes of {@code path}, or null if there is no such file; a loader that knows only text encodes it} */
    default byte @Nullable [] loadBytes(String path) {
        String text = load(path);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
