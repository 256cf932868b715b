package relolens.analyzer.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relolens.analyzer.dataflow.EntryState;
import relolens.analyzer.program.Program;
import relolens.analyzer.rules.Issues.Issue;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;

/**
 * Collects what rules raise over all contexts of a unit and reduces it: the same rule at the same instruction is one issue,
 * and issues that one missing barrier causes are one issue with the others related to it.
 */
public final class Checker implements Issues {
    private final Program program;
    private final Map<Place, Found> found = new LinkedHashMap<>();

    private record Place(String rule, int site) {}

    /**
     * An issue in the context it was found in.
     *
     * @param issue what is wrong
     * @param routine that was analysed
     * @param entry state it was entered in
     * @param call index of the call in that routine which led to the issue, or -1
     */
    public record Found(Issue issue, String routine, EntryState entry, int call) {}

    /**
     * A cause.
     *
     * @param first what to report
     * @param related issues that the same missing barrier causes
     */
    public record Cause(Found first, List<Found> related) {
        public Cause {
            related = List.copyOf(related);
        }
    }

    public Checker(Program program) {
        this.program = program;
    }

    /** Asks every rule about a point. */
    public void check(Point point) {
        for (Rule rule : Rules.ALL) {
            rule.check(point, this);
        }
    }

    @Override
    public void raise(Point point, Issue issue) {
        take(new Found(issue, point.routine().name(), point.entry(), point.call()));
    }

    /** Takes what another checker of this unit found. */
    public void take(Found f) {
        found.merge(new Place(f.issue().rule().info().id(), f.issue().site()), f, Checker::worse);
    }

    /** {@return what was found so far, in the order in which it first was} */
    public List<Found> found() {
        return List.copyOf(found.values());
    }

    private static Found worse(Found a, Found b) {
        int c = Integer.compare(
                a.issue().severity().ordinal(), b.issue().severity().ordinal());
        c = c != 0 ? c : Integer.compare(a.issue().consumer(), b.issue().consumer());
        return c <= 0 ? a : b;
    }

    /** {@return what was found, by cause, in order of the instructions pointed at} */
    public List<Cause> causes() {
        Map<String, List<Found>> groups = new LinkedHashMap<>();
        for (Found f : found.values()) {
            if (tooLate(f)) {
                continue;
            }
            groups.computeIfAbsent(key(f), k -> new ArrayList<>()).add(f);
        }
        List<Cause> causes = new ArrayList<>();
        for (List<Found> group : groups.values()) {
            // The barrier that is missing stands after the last write: that one is the cause to report. A wrong address
            // is to be put right before its first use.
            group.sort(Comparator.<Found>comparingInt(f ->
                            f.issue().need() != Need.OTHER || f.issue().cause().isEmpty()
                                    ? -f.issue().site()
                                    : f.issue().site())
                    .thenComparing(f -> f.issue().severity())
                    .thenComparing(f -> f.issue().rule().info().id()));
            causes.add(new Cause(group.get(0), group.subList(1, group.size())));
        }
        causes.sort(Comparator.<Cause>comparingInt(c -> c.first().issue().site())
                .thenComparing(c -> c.first().issue().rule().info().id()));
        return causes;
    }

    /** A barrier of the wrong kind is not to blame for what went wrong before it. */
    private boolean tooLate(Found barrier) {
        String cause = barrier.issue().cause();
        return cause.startsWith(Issues.BARRIER)
                && found.values().stream()
                        .map(Found::issue)
                        .anyMatch(i -> i.need() == Need.DATA_BARRIER
                                && cause.equals(Issues.BARRIER + i.site())
                                && i.rule() != barrier.issue().rule()
                                && i.consumer() != barrier.issue().consumer());
    }

    private static String key(Found f) {
        Issue i = f.issue();
        if (!i.cause().isEmpty() && !i.cause().startsWith(Issues.BARRIER)) {
            return i.rule().info().id() + "@" + f.routine() + "@" + f.call() + "@" + i.cause();
        }
        return i.need() == Need.OTHER ? i.rule().info().id() + "@" + i.site() : i.need() + "@" + i.consumer();
    }

    /** {@return the worst severity of a cause and what is related to it} */
    public static Severity severity(Cause cause) {
        Severity worst = cause.first().issue().severity();
        for (Found f : cause.related()) {
            worst = f.issue().severity().ordinal() < worst.ordinal() ? f.issue().severity() : worst;
        }
        return worst;
    }

    /** {@return the unit} */
    public Program program() {
        return program;
    }
}
