package relolens.analyzer.project;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.SourceLoader;

/** The command that Kbuild (Linux, U-Boot, Xen) recorded beside an object in {@code .NAME.o.cmd}; read and never run. */
final class KbuildCommand {
    private KbuildCommand() {}

    /** {@return the flags {@code file} (absolute) was built with in its own tree, or null if no build recorded any} */
    static @Nullable GccArguments of(Path file, SourceLoader loader) {
        Path name = file.getFileName();
        Path directory = file.getParent();
        if (name == null || directory == null) {
            return null;
        }
        String stem = name.toString().replaceFirst("\\.[^.]*$", "");
        String text = loader.load(directory.resolve("." + stem + ".o.cmd").toString());
        return text == null ? null : parse(text, file, directory);
    }

    /** The first line is {@code cmd_DIRECTORY/NAME.o := gcc …} ({@code savedcmd_…} since Linux 6.3). */
    private static @Nullable GccArguments parse(String text, Path file, Path directory) {
        String line = text.lines().findFirst().orElse("");
        int assign = line.indexOf(":=");
        int target = line.indexOf("cmd_");
        if (assign < 0 || target < 0 || target > assign) {
            return null;
        }
        String object = line.substring(target + 4, assign).strip();
        // Some commands go on after the compiler: objtool and the like.
        String command = line.substring(assign + 2).split(" ; | && ", 2)[0];
        List<String> words = new ArrayList<>(CompileCommands.words(command));
        try {
            Path top = top(directory, Path.of(object).getParent());
            if (top == null || words.size() < 2) {
                return null;
            }
            String written = words.stream()
                    .filter(w ->
                            !w.startsWith("-") && top.resolve(w).normalize().equals(file))
                    .findFirst()
                    .orElse(file.toString());
            words.remove(written);
            return GccArguments.parse(words.subList(1, words.size()), top).writing(file.toString(), written);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** {@return the directory the command ran in: {@code directory} without {@code below} at its end} */
    private static @Nullable Path top(Path directory, @Nullable Path below) {
        if (below == null || !directory.endsWith(below)) {
            return below == null ? directory : null;
        }
        Path top = directory;
        for (int i = below.getNameCount(); i > 0 && top != null; i--) {
            top = top.getParent();
        }
        return top;
    }
}
