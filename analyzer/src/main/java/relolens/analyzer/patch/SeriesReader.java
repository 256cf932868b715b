package relolens.analyzer.patch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads whatever a patch comes in: a bare diff, one mail, a mailbox. Never throws for what a file may hold. */
public final class SeriesReader {
    /** Most bytes read; what is beyond is one problem. */
    public static final int LIMIT = 64 << 20;

    /** The line that begins a message of a mailbox, as git and mail programs write it. */
    private static final Pattern FROM_LINE = Pattern.compile("From \\S+.*\\d\\d:\\d\\d.*\\d{4}.*|From [0-9a-f]{40} .*");

    private static final Pattern PART = Pattern.compile("\\[[^\\]]*?(\\d+)/(\\d+)[^\\]]*\\]");

    private final List<PatchProblem> problems = new ArrayList<>();
    private final String name;

    private SeriesReader(String name) {
        this.name = name;
    }

    /**
     * Reads {@code text}.
     *
     * @param name what problems call the file
     */
    public static Series read(String name, String text) {
        var reader = new SeriesReader(name);
        List<Patch> patches = reader.patches(text.length() > LIMIT ? text.substring(0, LIMIT) : text);
        if (text.length() > LIMIT) {
            reader.problems.add(new PatchProblem(true, name, 1, "longer than " + LIMIT + " characters: cut there"));
        }
        if (patches.stream().allMatch(p -> p.files().isEmpty())) {
            reader.problems.add(new PatchProblem(
                    true, name, 1, "no patch in it: expected a unified diff (lines --- a/FILE, +++ b/FILE, @@)"));
        }
        return new Series(patches, reader.problems);
    }

    private List<Patch> patches(String text) {
        List<String> lines = lines(text);
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            boolean first = i == 0 || lines.get(i - 1).isBlank();
            if (first && FROM_LINE.matcher(lines.get(i)).matches() && headerFollows(lines, i + 1)) {
                starts.add(i);
            }
        }
        List<Patch> patches = new ArrayList<>();
        if (starts.isEmpty()) {
            patches.add(message(lines, 0));
        }
        for (int i = 0; i < starts.size(); i++) {
            int from = starts.get(i) + 1;
            int to = i + 1 < starts.size() ? starts.get(i + 1) : lines.size();
            patches.add(message(lines.subList(from, to), from));
        }
        return inOrder(patches);
    }

    /** A reply of the thread is no patch, whatever it quotes; parts come by number, as mail may not. */
    private static List<Patch> inOrder(List<Patch> patches) {
        if (patches.size() < 2) {
            return patches;
        }
        List<Patch> kept = patches.stream()
                .filter(p ->
                        !p.letter().subject().toLowerCase(java.util.Locale.ROOT).startsWith("re:"))
                .toList();
        List<Patch> sorted = new ArrayList<>(kept.isEmpty() ? patches : kept);
        if (sorted.stream().allMatch(p -> part(p) >= 0)) {
            sorted.sort(Comparator.comparingInt(SeriesReader::part));
        }
        return sorted;
    }

    /** {@return the n of {@code [PATCH v3 n/m]}, or -1} */
    private static int part(Patch patch) {
        Matcher m = PART.matcher(patch.letter().subject());
        return m.find() && m.group(1).length() < 6 ? Integer.parseInt(m.group(1)) : -1;
    }

    private static boolean headerFollows(List<String> lines, int at) {
        return at < lines.size() && LetterReader.isHeader(lines.get(at));
    }

    private Patch message(List<String> lines, int offset) {
        Letter letter = LetterReader.read(lines);
        boolean bare = letter.equals(Letter.NONE);
        List<String> body = bare ? lines : lines(letter.text());
        int shift = bare ? offset : offset + Math.max(0, lines.size() - body.size());
        return new Patch(letter, new DiffReader(name, shift, problems).read(body));
    }

    /** Lines without their ends; CRLF counts as an end only where every line of the text has it. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        if (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        boolean carriage = !lines.isEmpty() && lines.stream().allMatch(l -> l.endsWith("\r"));
        if (carriage) {
            lines.replaceAll(l -> l.substring(0, l.length() - 1));
        }
        return lines;
    }
}
