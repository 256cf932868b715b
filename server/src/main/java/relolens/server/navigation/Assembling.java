package relolens.server.navigation;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit;

/** Assembles files of the workspace as if some had another text. */
@FunctionalInterface
public interface Assembling {
    /** Files as they are at one moment; those that units share are read once. */
    @FunctionalInterface
    interface Moment {
        /** {@return the unit whose main file is {@code path}, or null if there is no such file} */
        @Nullable
        AssembledUnit assemble(String path);
    }

    /** {@return the files as they are now, {@code texts} (by path) instead of what editors and the disk have} */
    Moment with(Map<String, String> texts);
}
