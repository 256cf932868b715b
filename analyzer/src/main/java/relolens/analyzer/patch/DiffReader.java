package relolens.analyzer.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads unified diffs, git's among them, out of the text around them. */
final class DiffReader {
    private static final Pattern HUNK =
            Pattern.compile("@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@(.*)");
    private static final String NOWHERE = "/dev/null";

    private final String name;
    private final int shift;
    private final List<PatchProblem> problems;
    private final List<FilePatch> files = new ArrayList<>();
    private List<String> lines = List.of();
    private int at;

    // The file being read.
    private @Nullable String oldPath;
    private @Nullable String newPath;
    private boolean open;
    private boolean binary;
    private List<Hunk> hunks = new ArrayList<>();

    /**
     * @param name what problems call the file
     * @param shift lines that stand before those to be read
     */
    DiffReader(String name, int shift, List<PatchProblem> problems) {
        this.name = name;
        this.shift = shift;
        this.problems = problems;
    }

    List<FilePatch> read(List<String> text) {
        lines = text;
        for (at = 0; at < lines.size(); ) {
            line(lines.get(at));
        }
        finish();
        return files;
    }

    private void line(String line) {
        if (line.startsWith("diff --git ")) {
            finish();
            open = true;
            gitPaths(line.substring("diff --git ".length()));
        } else if (line.startsWith("--- ")
                && at + 1 < lines.size()
                && lines.get(at + 1).startsWith("+++ ")) {
            if (!open || !hunks.isEmpty()) {
                finish();
                open = true;
            }
            oldPath = path(line.substring(4), "a/");
            newPath = path(lines.get(at + 1).substring(4), "b/");
            at++;
        } else if (open && line.startsWith("@@ ")) {
            hunk(line);
            return;
        } else if (open && hunks.isEmpty()) {
            extended(line);
        }
        at++;
    }

    /** git's lines between {@code diff --git} and the first hunk. */
    private void extended(String line) {
        if (line.startsWith("new file mode")) {
            oldPath = null;
        } else if (line.startsWith("deleted file mode")) {
            newPath = null;
        } else if (line.startsWith("rename from ") || line.startsWith("copy from ")) {
            oldPath = unquoted(line.substring(line.indexOf("from ") + 5));
        } else if (line.startsWith("rename to ") || line.startsWith("copy to ")) {
            newPath = unquoted(line.substring(line.indexOf("to ") + 3));
        } else if (line.startsWith("Binary files ") || line.equals("GIT binary patch")) {
            binary = true;
        }
    }

    private void gitPaths(String both) {
        int middle = both.indexOf(" b/");
        if (both.startsWith("\"")) {
            int end = both.indexOf("\" ", 1);
            middle = end < 0 ? -1 : end + 1;
        } else if (both.length() % 2 == 1 && both.charAt(both.length() / 2) == ' ') {
            middle = both.length() / 2; // the two are alike but for their first letter, whatever blanks they hold
        }
        if (middle > 0) {
            oldPath = path(both.substring(0, middle), "a/");
            newPath = path(both.substring(middle + 1), "b/");
        }
    }

    private static @Nullable String path(String written, String prefix) {
        int tab = written.indexOf('\t');
        String path = unquoted(tab < 0 ? written.stripTrailing() : written.substring(0, tab));
        if (path.equals(NOWHERE)) {
            return null;
        }
        return path.startsWith(prefix) ? path.substring(2) : path;
    }

    /** git quotes odd names as C does. */
    private static String unquoted(String text) {
        if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
            return text;
        }
        var bytes = new java.io.ByteArrayOutputStream();
        String body = text.substring(1, text.length() - 1);
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c != '\\' || i + 1 == body.length()) {
                bytes.writeBytes(String.valueOf(c).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            } else if (i + 3 < body.length() && body.substring(i + 1, i + 4).matches("[0-3][0-7]{2}")) {
                bytes.write(Integer.parseInt(body.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                char escaped = body.charAt(++i);
                bytes.write(escaped == 't' ? '\t' : escaped == 'n' ? '\n' : escaped);
            }
        }
        return bytes.toString(java.nio.charset.StandardCharsets.UTF_8);
    }

    private void hunk(String line) {
        Matcher m = HUNK.matcher(line);
        int start = at++;
        if (!m.matches()) {
            problem(start, "this is no hunk header: expected @@ -LINE,COUNT +LINE,COUNT @@; the hunk is left out");
            return;
        }
        int olds = m.group(2) == null ? 1 : Integer.parseInt(m.group(2));
        int news = m.group(4) == null ? 1 : Integer.parseInt(m.group(4));
        int wantOld = olds;
        int wantNew = news;
        List<Hunk.Line> body = new ArrayList<>();
        while (at < lines.size() && (olds > 0 || news > 0)) {
            Hunk.Line next = bodyLine(lines.get(at));
            if (next == null) {
                break;
            }
            at++;
            olds -= next.kind() == Hunk.Kind.ADDED ? 0 : 1;
            news -= next.kind() == Hunk.Kind.REMOVED ? 0 : 1;
            body.add(next);
            while (at < lines.size() && lines.get(at).startsWith("\\")) {
                at++;
            }
        }
        if (olds != 0 || news != 0) {
            problem(
                    start,
                    "the hunk's header promises " + wantOld + " old and " + wantNew + " new lines, but it has "
                            + (wantOld - olds) + " and " + (wantNew - news)
                            + (at >= lines.size() ? ": the patch is cut off here" : ": its counts are wrong"));
        }
        hunks.add(new Hunk(
                Integer.parseInt(m.group(1)),
                Integer.parseInt(m.group(3)),
                m.group(5).strip(),
                body));
    }

    /** {@return a line of a hunk, null if it is none; an empty one is a kept one whose blank a mailer took away} */
    private static Hunk.@Nullable Line bodyLine(String line) {
        if (line.isEmpty()) {
            return new Hunk.Line(Hunk.Kind.KEPT, "");
        }
        String text = line.substring(1);
        return switch (line.charAt(0)) {
            case ' ' -> new Hunk.Line(Hunk.Kind.KEPT, text);
            case '+' -> new Hunk.Line(Hunk.Kind.ADDED, text);
            case '-' -> line.startsWith("-- ") && text.equals("- ") ? null : new Hunk.Line(Hunk.Kind.REMOVED, text);
            case '\r' -> new Hunk.Line(Hunk.Kind.KEPT, line);
            default -> null;
        };
    }

    private void finish() {
        if (open && (oldPath != null || newPath != null)) {
            files.add(new FilePatch(oldPath, newPath, binary, hunks));
        }
        open = false;
        oldPath = null;
        newPath = null;
        binary = false;
        hunks = new ArrayList<>();
    }

    private void problem(int index, String message) {
        problems.add(new PatchProblem(true, name, shift + index + 1, message));
    }
}
