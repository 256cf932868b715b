package relolens.analyzer.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.source.SourceLoader;

/**
 * Chooses the preprocessor options of each file, the same way behind every door: options given, then the compilation
 * database's, then those a kernel tree around the file asks for.
 *
 * @param given options of the command line or the editor's settings
 * @param database compilation database, or null
 */
public record BuildFlags(GccArguments given, @Nullable CompileCommands database) {

    /** {@return flags with nothing given: only a kernel tree around a file has a say} */
    public static BuildFlags none() {
        return new BuildFlags(GccArguments.parse(List.of(), Path.of("")), null);
    }

    /**
     * @param options for the preprocessor
     * @param assumed what was assumed without having been said, one sentence; null if nothing was
     */
    public record Choice(CppOptions options, @Nullable String assumed) {}

    /** {@return the options of {@code file} (absolute)} */
    public Choice choose(Path file, SourceLoader loader) {
        if (database != null) {
            GccArguments known = database.of(file);
            if (known != null) {
                return new Choice(join(known.options(), given.options()), null);
            }
        }
        if (!given.searchGiven()) {
            KernelTree tree = KernelTree.around(file, loader);
            if (tree != null) {
                String lacking = tree.unprepared(loader)
                        ? "; it has no generated headers: run make prepare or examples/linux/fetch"
                        : "";
                return new Choice(
                        join(tree.options(loader), given.options()),
                        "taken as part of the Linux tree " + tree.root() + " with that tree's own arm64 flags"
                                + lacking);
            }
        }
        String unknown = database == null ? null : "not in the compilation database: analysed without its flags";
        return new Choice(given.options(), unknown);
    }

    private static CppOptions join(CppOptions first, CppOptions second) {
        Map<String, String> written = new HashMap<>(second.written());
        written.putAll(first.written());
        return new CppOptions(
                join(first.quoteDirs(), second.quoteDirs()),
                join(first.includeDirs(), second.includeDirs()),
                join(first.systemDirs(), second.systemDirs()),
                join(first.forcedIncludes(), second.forcedIncludes()),
                join(first.imacros(), second.imacros()),
                join(first.defines(), second.defines()),
                join(first.machine(), second.machine()),
                written);
    }

    private static List<String> join(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
