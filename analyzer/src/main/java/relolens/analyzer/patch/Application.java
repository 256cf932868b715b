package relolens.analyzer.patch;

import java.util.ArrayList;
import java.util.List;

/**
 * A file's text after a patch, and where its hunks came to lie.
 *
 * @param text the new text; the old one where a hunk did not fit
 * @param hunks those that fitted, with their true lines
 * @param problems hunks that did not
 */
public record Application(String text, List<Hunk> hunks, List<PatchProblem> problems) {
    /** Lines of context at either end of a hunk that need not match, as {@code patch} has it. */
    private static final int MOST_FUZZ = 2;

    public Application {
        hunks = List.copyOf(hunks);
        problems = List.copyOf(problems);
    }

    /** Applies {@code patch} to the file's old text. */
    public static Application of(FilePatch patch, String before) {
        List<String> lines = new ArrayList<>(List.of(before.split("\n", -1)));
        boolean ended = lines.size() > 1 && lines.get(lines.size() - 1).isEmpty() || before.isEmpty();
        if (ended) {
            lines.remove(lines.size() - 1);
        }
        List<Hunk> placed = new ArrayList<>();
        List<PatchProblem> problems = new ArrayList<>();
        int shift = 0;
        int floor = 0;
        for (Hunk hunk : patch.hunks()) {
            List<String> old = hunk.side(Hunk.Kind.ADDED);
            int wanted = Math.max(0, hunk.oldStart() - (old.isEmpty() ? 0 : 1)) + shift;
            int[] found = find(lines, old, wanted, floor);
            if (found.length == 0) {
                problems.add(new PatchProblem(
                        true,
                        patch.path(),
                        Math.max(1, hunk.oldStart()),
                        "the hunk for line " + hunk.oldStart() + " does not match the file: not applied"));
                continue;
            }
            int at = found[0];
            // What did not match is context: the file's own lines stay.
            List<Hunk.Line> body = kept(hunk.lines(), lines, at);
            List<String> replacement = body.stream()
                    .filter(l -> l.kind() != Hunk.Kind.REMOVED)
                    .map(Hunk.Line::text)
                    .toList();
            lines.subList(at, at + old.size()).clear();
            lines.addAll(at, replacement);
            placed.add(new Hunk(at - placedDelta(placed) + 1, at + 1, hunk.heading(), body));
            floor = at + replacement.size();
            shift = at - wanted + shift + replacement.size() - old.size();
        }
        String text = String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
        return new Application(text, placed, problems);
    }

    private static int placedDelta(List<Hunk> placed) {
        return placed.stream().mapToInt(h -> h.newCount() - h.oldCount()).sum();
    }

    private static List<Hunk.Line> kept(List<Hunk.Line> body, List<String> lines, int at) {
        List<Hunk.Line> out = new ArrayList<>();
        int i = at;
        for (Hunk.Line l : body) {
            if (l.kind() == Hunk.Kind.ADDED) {
                out.add(l);
            } else {
                out.add(new Hunk.Line(l.kind(), lines.get(i++)));
            }
        }
        return out;
    }

    /** {@return the index where {@code old} stands, nearest to {@code wanted}, in an array; empty if nowhere} */
    private static int[] find(List<String> lines, List<String> old, int wanted, int floor) {
        int last = lines.size() - old.size();
        for (int fuzz = 0; fuzz <= MOST_FUZZ; fuzz++) {
            if (fuzz > 0 && old.size() <= 2 * fuzz) {
                break;
            }
            for (int away = 0; away <= Math.max(wanted - floor, last - wanted); away++) {
                for (int at : away == 0 ? new int[] {wanted} : new int[] {wanted + away, wanted - away}) {
                    if (at >= floor && at <= last && matches(lines, old, at, fuzz)) {
                        return new int[] {at};
                    }
                }
            }
        }
        return new int[0];
    }

    private static boolean matches(List<String> lines, List<String> old, int at, int fuzz) {
        for (int i = fuzz; i < old.size() - fuzz; i++) {
            if (!lines.get(at + i).stripTrailing().equals(old.get(i).stripTrailing())) {
                return false;
            }
        }
        return true;
    }

    /** {@return what can be seen of a file through a patch alone: its hunks at their lines, empty lines between} */
    public static Application seen(FilePatch patch) {
        List<String> lines = new ArrayList<>();
        List<Hunk> placed = new ArrayList<>();
        for (Hunk hunk : patch.hunks()) {
            int start = Math.max(1, hunk.newStart());
            if (start > (1 << 20)) {
                continue; // no file of such length is meant
            }
            while (lines.size() < start - 1) {
                lines.add("");
            }
            placed.add(new Hunk(hunk.oldStart(), lines.size() + 1, hunk.heading(), hunk.lines()));
            lines.addAll(hunk.side(Hunk.Kind.REMOVED));
        }
        return new Application(String.join("\n", lines) + "\n", placed, List.of());
    }

    /** {@return the patch that undoes {@code patch}} */
    public static FilePatch reversed(FilePatch patch) {
        List<Hunk> hunks = new ArrayList<>();
        for (Hunk h : patch.hunks()) {
            List<Hunk.Line> lines = h.lines().stream()
                    .map(l -> new Hunk.Line(
                            switch (l.kind()) {
                                case ADDED -> Hunk.Kind.REMOVED;
                                case REMOVED -> Hunk.Kind.ADDED;
                                default -> Hunk.Kind.KEPT;
                            },
                            l.text()))
                    .toList();
            hunks.add(new Hunk(h.newStart(), h.oldStart(), h.heading(), lines));
        }
        return new FilePatch(patch.newPath(), patch.oldPath(), patch.binary(), hunks);
    }
}
