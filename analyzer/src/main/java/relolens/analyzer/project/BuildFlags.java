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
 * database's that the user named; if neither says where headers are, what a build recorded (Kbuild's .cmd file, a
 * compile_commands.json in a directory above or its build directory), then what the shape of the tree tells.
 *
 * @param given options of the command line or the editor's settings
 * @param database compilation database the user named, or null
 * @param databases those found so far
 */
public record BuildFlags(GccArguments given, @Nullable CompileCommands database, FoundDatabases databases) {

    private static final String NOT_IN_DATABASE = "not in the compilation database: analysed without its flags";
    private static final List<String> DATABASES = List.of("compile_commands.json", "build/compile_commands.json");

    /** Flags given, and a database that the user named; others are found beside the files. */
    public BuildFlags(GccArguments given, @Nullable CompileCommands database) {
        this(given, database, new FoundDatabases());
    }

    /** {@return flags with nothing given: only what lies around a file has a say} */
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
            Choice recorded = recorded(file, loader);
            return recorded == null ? guessed(file, loader) : recorded;
        }
        return new Choice(given.options(), database == null ? null : NOT_IN_DATABASE);
    }

    /** What a build around the file left behind: a compilation database, or Kbuild's own record. */
    private @Nullable Choice recorded(Path file, SourceLoader loader) {
        GccArguments kbuild = KbuildCommand.of(file, loader);
        if (kbuild != null) {
            return new Choice(join(kbuild.options(), given.options()), null);
        }
        for (Path up = file.getParent(); database == null && up != null; up = up.getParent()) {
            for (String name : DATABASES) {
                CompileCommands commands = databases.at(up.resolve(name), loader);
                GccArguments known = commands == null ? null : commands.of(file);
                if (known != null) {
                    String found = "built as " + up.resolve(name) + " says";
                    return new Choice(join(known.options(), given.options()), found);
                }
            }
        }
        return null;
    }

    private Choice guessed(Path file, SourceLoader loader) {
        KernelTree kernel = KernelTree.around(file, loader);
        if (kernel != null) {
            String lacking = kernel.unprepared(loader)
                    ? "; it has no generated headers: run make prepare or examples/linux/fetch"
                    : "";
            return new Choice(
                    join(kernel.options(loader), given.options()),
                    "taken as part of the Linux tree " + kernel.root() + " with that tree's own arm64 flags" + lacking);
        }
        ProjectTree tree = ProjectTree.around(file, loader);
        if (tree != null) {
            String lacking = tree.lacking() == null ? "" : "; " + tree.lacking();
            return new Choice(
                    join(tree.options(), given.options()),
                    "taken as part of the " + tree.name() + " tree " + tree.root() + " with that project's usual flags"
                            + lacking);
        }
        CppOptions usual = join(given.options(), ProjectTree.unknown(file, loader));
        return new Choice(usual, database == null ? null : NOT_IN_DATABASE);
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
