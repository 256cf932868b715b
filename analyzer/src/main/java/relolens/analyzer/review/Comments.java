package relolens.analyzer.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.review.Comment.Place;
import relolens.analyzer.rules.Rules;
import relolens.analyzer.source.Severity;

/** What to say about a patch: few comments, the worst first, each where the diff shows its cause; nothing is lost. */
public final class Comments {
    /** Most comments at lines, over a whole series. */
    public static final int MOST = 10;

    private static final int MOST_STEPS = 3;

    private final Step step;

    private Comments(Step step) {
        this.step = step;
    }

    /** {@return what to say of {@code step}, worst first; comments beyond {@code room} at lines go to the summary} */
    public static List<Comment> of(Step step, int room) {
        return new Comments(step).all(room);
    }

    private List<Comment> all(int room) {
        List<Comment> all = new ArrayList<>();
        grouped(step.review().fresh()).forEach(group -> all.add(comment(group, "")));
        step.review()
                .worse()
                .forEach(w -> all.add(comment(
                        List.of(w.finding()),
                        "This was " + w.before().name().toLowerCase(Locale.ROOT) + " before the patch.")));
        step.review().verdicts().forEach(v -> verdict(v, all));
        all.sort(Comparator.comparing(Comment::severity)
                .thenComparing(Comment::file)
                .thenComparingInt(Comment::line));
        List<Comment> placed = new ArrayList<>();
        int left = room;
        for (Comment c : all) {
            placed.add(c.place() == Place.LINE && left-- <= 0 ? c.at(Place.SUMMARY) : c);
        }
        return placed;
    }

    /** Findings of one rule in one routine are one remark. */
    private static Iterable<List<Finding>> grouped(List<Finding> findings) {
        Map<String, List<Finding>> groups = new LinkedHashMap<>();
        for (Finding f : findings) {
            String key = f.rule() + '|' + f.file() + '|' + (f.routine() == null ? f.fingerprint() : f.routine());
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(f);
        }
        return groups.values();
    }

    private Comment comment(List<Finding> group, String extra) {
        Finding f = group.get(0);
        ChangedLines changed = step.of(f.file());
        int line = anchor(f.file(), f.line());
        List<String> text = new ArrayList<>();
        String where = line == f.line() ? "" : " (line " + f.line() + ")";
        text.add(sentence(f.message()) + where + question(f));
        if (!extra.isEmpty()) {
            text.add(extra);
        }
        if (group.size() > 1) {
            text.add("The same at " + lines(group.subList(1, group.size())) + ".");
        }
        String path = path(f);
        if (!path.isEmpty()) {
            text.add(path);
        }
        seen(group).ifPresent(text::add);
        Comment.Suggestion suggestion =
                Suggestions.of(f.fix(), f.file(), line, step.tree().load(f.file()), changed);
        text.add("[" + f.rule() + " " + f.name() + ", `relolens explain " + f.rule() + "`]");
        return new Comment(
                place(f.file(), line), f.file(), line, f.severity(), f.rule(), f.fingerprint(), text, suggestion);
    }

    /** {@return what a run saw of it, if one did: one sentence for all, since they have one cause} */
    private static Optional<String> seen(List<Finding> group) {
        return group.stream()
                .flatMap(f -> f.related().stream())
                .filter(r -> r.rule() != null && Rules.isOfRuns(r.rule()))
                .findFirst()
                .map(r -> sentence(r.message()));
    }

    /** {@return the line to comment at: the finding's own if the diff shows it, else a changed one of its routine} */
    private int anchor(String file, int line) {
        ChangedLines changed = step.of(file);
        if (changed.hunk(line) >= 0) {
            return line;
        }
        Report.Routine routine = step.routine(file, line);
        int near = routine == null ? 0 : changed.nearestAdded(line, routine.line(), routine.endLine());
        return near > 0 ? near : line;
    }

    private Place place(String file, int line) {
        if (step.of(file).hunk(line) >= 0) {
            return Place.LINE;
        }
        return step.lines().containsKey(file) ? Place.FILE : Place.SUMMARY;
    }

    private static String question(Finding f) {
        Report.Fix fix = f.fix();
        if (fix == null) {
            return "";
        }
        String title = fix.title().strip();
        return " Would it help to " + Character.toLowerCase(title.charAt(0)) + title.substring(1) + "?";
    }

    private static String sentence(String message) {
        String m = message.strip();
        String start = m.isEmpty() || m.startsWith("`") ? m : Character.toUpperCase(m.charAt(0)) + m.substring(1);
        return start.endsWith(".") || start.endsWith("?") ? start : start + ".";
    }

    private static String lines(List<Finding> others) {
        List<String> numbers =
                others.stream().map(f -> "line " + f.line()).distinct().toList();
        return String.join(", ", numbers);
    }

    private static String path(Finding f) {
        // A way that never leaves its line tells nothing that the remark does not.
        if (f.path().stream().map(s -> s.file() + ':' + s.line()).distinct().count() < 2) {
            return "";
        }
        List<String> steps = new ArrayList<>();
        for (Report.PathStep s :
                f.path().subList(0, Math.min(MOST_STEPS, f.path().size()))) {
            steps.add((s.file().equals(f.file()) ? "line " : s.file() + ":") + s.line() + " (" + s.note() + ")");
        }
        return "The way there: " + String.join(", then ", steps) + ".";
    }

    private void verdict(Review.VerdictChange v, List<Comment> all) {
        if (rank(v.after()) <= rank(v.before()) || saidAlready(v)) {
            return;
        }
        List<String> text = new ArrayList<>();
        String was = v.before().equals("absent") ? "" : " It ran with the MMU " + words(v.before()) + " before.";
        text.add("As it stands, `" + v.routine() + "` works with the MMU " + words(v.after()) + "." + was);
        if (!v.why().isEmpty()) {
            text.add("What decides it: " + v.why() + ".");
        }
        text.add("Could one implementation serve both, with an offset register that is 0 while the MMU is off?");
        int line = anchor(v.file(), v.line());
        all.add(new Comment(
                place(v.file(), line),
                v.file(),
                line,
                Severity.WARNING,
                "",
                "mmu-" + v.routine() + "-" + v.after(),
                text,
                null));
    }

    /** Whether the line that decides the verdict has a finding of this patch: one cause, one remark. */
    private boolean saidAlready(Review.VerdictChange v) {
        return step.review().fresh().stream()
                .anyMatch(f -> f.file().equals(v.file()) && v.why().startsWith("line " + f.line() + ":"));
    }

    private static String words(String verdict) {
        return switch (verdict) {
            case "agnostic" -> "on or off";
            case "on-only" -> "on only";
            case "off-only" -> "off only";
            case "neither" -> "neither on nor off";
            default -> "in a state that cannot be told";
        };
    }

    private static int rank(String verdict) {
        return switch (verdict) {
            case "neither" -> 3;
            case "on-only", "off-only" -> 2;
            default -> 1;
        };
    }
}
