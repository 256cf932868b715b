package relolens.analyzer;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.contract.Clause;
import relolens.analyzer.source.SourceLoader;
import relolens.emulator.timing.TimingDataException;
import relolens.emulator.timing.TimingLibrary;

/**
 * Files of cores and boards that an analysis names: on the command line relative to the report's root or absolute, in a run
 * clause relative to the file the clause stands in, and inside the root. Texts of the workspace do not reach out of it.
 */
final class MachineFiles {
    /** Before the name of a file that must not be read; no path begins so. */
    private static final String OUTSIDE = "//outside/";

    private final Path root;
    private final TimingLibrary library;

    /** @param root directory that reported paths are relative to; empty where files have no directories */
    MachineFiles(String root, SourceLoader loader) {
        this.root = Path.of(root).normalize();
        this.library = new TimingLibrary(path -> read(loader, path));
    }

    /** {@return cores and boards, those of files among them} */
    TimingLibrary library() {
        return library;
    }

    /** {@return {@code run}, whose files are named from the root; one outside the root is refused when it is read} */
    Clause.Run placed(Clause.Run run) {
        String core = placed(run.core(), run);
        String board = placed(run.board(), run);
        return new Clause.Run(run.name(), run.state(), core, board, run.registers(), run.by());
    }

    private @Nullable String placed(@Nullable String name, Clause.Run run) {
        if (name == null || !TimingLibrary.isFile(name)) {
            return name;
        }
        try {
            Path said = Path.of(name);
            Path file = Path.of(run.by().span().file()).resolveSibling(said).normalize();
            boolean whole = root.toString().isEmpty();
            boolean inside = whole ? !file.isAbsolute() && !file.startsWith("..") : file.startsWith(root);
            if (inside && !said.isAbsolute()) {
                return (whole ? file : root.relativize(file)).toString().replace('\\', '/');
            }
        } catch (InvalidPathException e) {
            return OUTSIDE + name;
        }
        return OUTSIDE + name;
    }

    private @Nullable String read(SourceLoader loader, String path) {
        try {
            if (path.startsWith(OUTSIDE)) {
                throw new TimingDataException(path.substring(OUTSIDE.length())
                        + ": lies outside the root; run clauses name files relative to their own, inside it");
            }
            return loader.load(root.resolve(path).toString());
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
