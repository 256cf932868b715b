package relolens.server.navigation;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit;

/** Assembles a file of the workspace as if some files had another text. */
@FunctionalInterface
public interface Assembling {
    /**
     * @param path of the main file
     * @param texts by path, instead of what editors and the disk have
     * @return the unit, or null if there is no such file
     */
    @Nullable
    AssembledUnit assemble(String path, Map<String, String> texts);
}
