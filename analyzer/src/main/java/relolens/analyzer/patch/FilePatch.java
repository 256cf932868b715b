package relolens.analyzer.patch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a patch does to one file.
 *
 * @param oldPath its path before, null if the patch makes it
 * @param newPath its path after, null if the patch removes it
 * @param binary whether the change is one of bytes that no hunk shows
 * @param hunks changes of lines, in order
 */
public record FilePatch(@Nullable String oldPath, @Nullable String newPath, boolean binary, List<Hunk> hunks) {
    public FilePatch {
        hunks = List.copyOf(hunks);
    }

    /** {@return the path to name it by} */
    public String path() {
        return newPath != null ? newPath : oldPath != null ? oldPath : "";
    }
}
