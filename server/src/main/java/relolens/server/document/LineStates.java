package relolens.server.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.LineState;

/** A report's states by line, of one file. Lines are 1-based. */
public final class LineStates {
    private final Map<Integer, List<LineState>> byLine = new HashMap<>();
    private final NavigableMap<Integer, String> changes = new TreeMap<>();

    /** @param file as the report names it */
    LineStates(Report report, String file) {
        Map<String, NavigableMap<Integer, Set<String>>> byRoutine = new LinkedHashMap<>();
        String routine = "";
        NavigableMap<Integer, Set<String>> own = new TreeMap<>();
        for (LineState l : report.lines()) {
            if (!l.file().equals(file)) {
                continue;
            }
            byLine.computeIfAbsent(l.line(), k -> new ArrayList<>(2)).add(l);
            if (!l.routine().equals(routine)) {
                routine = l.routine();
                own = byRoutine.computeIfAbsent(routine, k -> new TreeMap<>());
            }
            own.computeIfAbsent(l.line(), k -> new TreeSet<>()).add(brief(l));
        }
        byRoutine.values().forEach(this::changes);
    }

    private void changes(NavigableMap<Integer, Set<String>> routine) {
        String before = "";
        for (Map.Entry<Integer, Set<String>> e : routine.entrySet()) {
            String now = String.join(" or ", e.getValue());
            if (!now.equals(before)) {
                changes.merge(e.getKey(), now, (a, b) -> a.equals(b) ? a : a + " or " + b);
                before = now;
            }
        }
    }

    /** {@return the states before {@code line}, in the report's order} */
    public List<LineState> at(int line) {
        return byLine.getOrDefault(line, List.of());
    }

    /** {@return by line the state before it in short, where that differs from the routine's line before} */
    public NavigableMap<Integer, String> changes() {
        return changes;
    }

    private static String brief(LineState l) {
        String caches = "D" + sign(l.dcache()) + " I" + sign(l.icache());
        String el = l.el().isEmpty() || l.el().equals("unknown") ? "" : " EL" + l.el();
        String pending = l.pending().isEmpty() ? "" : ", pending " + String.join(", ", l.pending());
        return "MMU " + (l.mmu().equals("unknown") ? "?" : l.mmu()) + " " + caches + el + pending;
    }

    private static String sign(String state) {
        return switch (state) {
            case "on" -> "+";
            case "off" -> "−";
            default -> "?";
        };
    }
}
