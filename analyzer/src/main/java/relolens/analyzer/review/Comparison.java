package relolens.analyzer.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.review.Review.CostChange;
import relolens.analyzer.review.Review.VerdictChange;
import relolens.analyzer.review.Review.Worse;

/**
 * Compares two reports. A finding is the same one if its fingerprint is, which holds over moved lines and new indentation;
 * or else, over a renamed routine or a reworded line, if its rule is and the line was there before.
 */
public final class Comparison {
    /** A run that costs this part more or less is no news. */
    private static final double NO_NEWS = 0.01;

    /** Unit of a change that is no cost but how much the cost depends on write streaming: that without, over that with. */
    public static final String STREAMING = "streaming sensitivity";

    private static final double PAGE = 4096;
    private static final double MICRO = 1e6;

    private final Map<String, String> oldNames;
    private final Map<String, ChangedLines> lines;

    private Comparison(Map<String, String> oldNames, Map<String, ChangedLines> lines) {
        this.oldNames = oldNames;
        this.lines = lines;
    }

    /**
     * Compares.
     *
     * @param oldNames new path → old path, for files the change renames
     * @param lines new path → where its lines came from, for files the change touches
     */
    public static Review of(
            Report before, Report after, Map<String, String> oldNames, Map<String, ChangedLines> lines) {
        return new Comparison(oldNames, lines).compare(before, after);
    }

    private Review compare(Report before, Report after) {
        Map<String, List<Finding>> known = new HashMap<>();
        List<Finding> gone = new ArrayList<>(before.findings());
        before.findings()
                .forEach(f -> known.computeIfAbsent(key(f.file(), f), k -> new ArrayList<>())
                        .add(f));
        List<Finding> fresh = new ArrayList<>();
        List<Worse> worse = new ArrayList<>();
        for (Finding f : after.findings()) {
            List<Finding> same = known.getOrDefault(key(oldName(f.file()), f), List.of());
            if (same.isEmpty()) {
                fresh.add(f);
            } else {
                settle(f, same.remove(0), gone, worse);
            }
        }
        for (Finding f : List.copyOf(fresh)) {
            Finding was = there(f, gone);
            if (was != null) {
                fresh.remove(f);
                settle(f, was, gone, worse);
            }
        }
        return new Review(fresh, worse, gone, costs(before, after), verdicts(before, after));
    }

    private static void settle(Finding now, Finding was, List<Finding> gone, List<Worse> worse) {
        gone.remove(was);
        if (now.severity().compareTo(was.severity()) < 0) {
            worse.add(new Worse(now, was.severity()));
        }
    }

    private static String key(String file, Finding f) {
        return file + '|' + f.fingerprint();
    }

    private String oldName(String file) {
        return oldNames.getOrDefault(file, file);
    }

    /** {@return the finding of the same rule that stood at the line which {@code f}'s line was, or null} */
    private @Nullable Finding there(Finding f, List<Finding> gone) {
        int line = lines.getOrDefault(f.file(), ChangedLines.NONE).before(f.line());
        for (Finding g : gone) {
            if (g.rule().equals(f.rule()) && g.line() == line && g.file().equals(oldName(f.file()))) {
                return g;
            }
        }
        return null;
    }

    private record RunKey(String file, String routine, String name, String core, String board) {}

    private List<CostChange> costs(Report before, Report after) {
        Map<RunKey, Report.Run> known = new HashMap<>();
        before.runs().forEach(r -> known.put(new RunKey(r.file(), r.routine(), r.name(), r.core(), r.board()), r));
        List<CostChange> changes = new ArrayList<>();
        for (Report.Run now : after.runs()) {
            Report.Run was =
                    known.get(new RunKey(oldName(now.file()), now.routine(), now.name(), now.core(), now.board()));
            if (was == null || !was.outcome().equals("ok") || !now.outcome().equals("ok")) {
                continue;
            }
            boolean pages = was.bytes() >= PAGE && now.bytes() >= PAGE;
            double a = cost(was, pages);
            double b = cost(now, pages);
            change(changes, now, a, b, pages ? "µs/page" : "cycles");
            Report.Streaming then = was.streaming();
            Report.Streaming found = now.streaming();
            if (then != null && found != null) {
                change(changes, now, withoutStreaming(then), withoutStreaming(found), STREAMING);
            }
        }
        return changes;
    }

    /** {@return what the same instructions cost with write streaming off, as a multiple; 1 if that was not tried} */
    private static double withoutStreaming(Report.Streaming s) {
        double usual = 0;
        for (Report.StreamingSetting t : s.settings()) {
            boolean same = t.layout().equals(s.settings().get(0).layout());
            if (same && t.setting().equals("default")) {
                usual = t.cycles();
            } else if (same && t.setting().equals("off") && usual > 0) {
                return t.cycles() / usual;
            }
        }
        return 1;
    }

    private static void change(List<CostChange> changes, Report.Run now, double before, double after, String unit) {
        if (Math.abs(after - before) > NO_NEWS * Math.max(before, after)) {
            changes.add(new CostChange(
                    now.routine(), now.file(), now.name(), now.core(), now.board(), now.mmu(), before, after, unit));
        }
    }

    private static double cost(Report.Run run, boolean pages) {
        return pages ? run.seconds() * MICRO / (run.bytes() / PAGE) : run.cycles();
    }

    private List<VerdictChange> verdicts(Report before, Report after) {
        Map<String, Report.Routine> known = new LinkedHashMap<>();
        before.routines().forEach(r -> known.put(r.file() + '|' + r.name(), r));
        List<VerdictChange> changes = new ArrayList<>();
        for (Report.Routine r : after.routines()) {
            Report.Routine was = known.remove(oldName(r.file()) + '|' + r.name());
            String then = was == null ? "absent" : was.mmu();
            // Of a new routine only one that is known to relocate is asked for its verdict.
            boolean saysSomething = was != null
                    || !r.abi().isEmpty()
                            && !r.mmu().equals("unknown")
                            && !r.mmu().equals("agnostic");
            if (!then.equals(r.mmu()) && saysSomething) {
                changes.add(new VerdictChange(r.name(), r.file(), r.line(), then, r.mmu(), why(r)));
            }
        }
        return changes;
    }

    private static String why(Report.Routine r) {
        return r.mmuReasons().isEmpty()
                ? ""
                : "line " + r.mmuReasons().get(0).line() + ": "
                        + r.mmuReasons().get(0).message();
    }
}
