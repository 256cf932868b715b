package relolens.server.writing;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.CompletionItemKind;
import relolens.server.files.DirectoryNames;

/** Files and directories that an {@code #include} or {@code .include} could name. */
final class IncludePaths {
    private static final Pattern INCLUDE =
            Pattern.compile("^\\s*(?:#\\s*include(?:_next)?|\\.(?:include|incbin))\\s*([\"<])");
    private static final int MOST = 2000;

    private IncludePaths() {}

    /** {@return where the path begins that the cursor at the end of {@code before} stands in, -1 if in none} */
    static int pathStart(String before) {
        Matcher m = INCLUDE.matcher(before);
        if (!m.find() || before.indexOf(m.group(1).equals("<") ? '>' : '"', m.end()) >= 0) {
            return -1;
        }
        return m.end();
    }

    static void add(Draft draft, String before, int path, Candidates out) {
        String typed = before.substring(path);
        String directory = typed.substring(0, typed.lastIndexOf('/') + 1);
        List<String> roots = new ArrayList<>();
        boolean quoted = before.charAt(path - 1) == '"';
        Path own = Path.of(draft.document().path()).getParent();
        if (quoted && own != null) {
            roots.add(own.toString());
        }
        roots.addAll(draft.includeDirs().get());
        for (String root : roots) {
            try {
                Path base = own == null ? Path.of(root) : own.resolve(root);
                list(base.resolve(directory), before.contains(".incbin"), out);
            } catch (InvalidPathException e) {
                // No directory can be called so.
            }
        }
    }

    private static void list(Path directory, boolean all, Candidates out) {
        for (DirectoryNames.Entry entry : DirectoryNames.of(directory, MOST)) {
            String name = entry.name();
            if (entry.directory()) {
                out.add(name, name + "/", 'b', CompletionItemKind.Folder, Documentation.WORD, "", "");
            } else if (all || name.matches(".*\\.(h|S|s|inc|asm)")) {
                out.add(name, 'a', CompletionItemKind.File, Documentation.WORD, "", "");
            }
        }
    }
}
