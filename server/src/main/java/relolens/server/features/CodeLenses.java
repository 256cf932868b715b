package relolens.server.features;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Range;
import relolens.analyzer.report.Report;
import relolens.server.document.Snapshot;

/** Above each routine: its MMU verdict, a button for each of its runs that then shows what it cost, and the report. */
public final class CodeLenses {
    /** The command that runs a document's routines: arguments URI, and routine and run if not all are meant. */
    public static final String RUN = "relolens.run";
    /** A client's own command that shows the report: arguments URI and routine. */
    public static final String REPORT = "relolens.showReport";
    /** A client's own command that compares strategies: argument URI. */
    public static final String COMPARE = "relolens.compareStrategies";

    private CodeLenses() {}

    /**
     * {@return the document's lenses}
     *
     * @param mayRun whether the user lets the workspace's code be run
     * @param commands names of those commands that the client carries out itself
     */
    public static List<CodeLens> of(Snapshot snapshot, Places places, boolean mayRun, Set<String> commands) {
        List<CodeLens> lenses = new ArrayList<>();
        List<PlannedRun> planned = PlannedRun.of(snapshot.study().contracts());
        String uri = snapshot.document().uri();
        for (Report.Routine r : snapshot.report().routines()) {
            if (!places.own(r.file())) {
                continue;
            }
            Range at = places.line(r.file(), r.line()).getRange();
            lenses.add(new CodeLens(at, new Command(verdict(r), ""), null));
            List<PlannedRun> runs =
                    planned.stream().filter(p -> p.routine().equals(r.name())).toList();
            if (runs.isEmpty()) {
                continue;
            }
            if (!mayRun) {
                lenses.add(new CodeLens(at, new Command("Run: only in a trusted workspace", ""), null));
                continue;
            }
            for (PlannedRun run : runs) {
                Command command = new Command(runTitle(snapshot, run), RUN, List.of(uri, r.name(), run.name()));
                lenses.add(new CodeLens(at, command, null));
            }
            if (LineText.runs(snapshot).stream()
                    .anyMatch(x -> x.streaming() != null && x.routine().equals(r.name()))) {
                lenses.add(streamingLens(at, uri, r.name()));
            }
            if (commands.contains(REPORT)) {
                lenses.add(new CodeLens(at, new Command("Report", REPORT, List.of(uri, r.name())), null));
            }
            if (commands.contains(COMPARE)) {
                lenses.add(new CodeLens(at, new Command("Compare strategies", COMPARE, List.of(uri)), null));
            }
        }
        return lenses;
    }

    /** {@return {@code lens} with what the experiment on write streaming found, which takes a look at all its settings} */
    public static CodeLens resolve(Snapshot snapshot, CodeLens lens, Set<String> commands) {
        if (!(lens.getData() instanceof JsonObject data) || !(data.get("routine") instanceof JsonPrimitive routine)) {
            return lens;
        }
        String uri = snapshot.document().uri();
        String title = streaming(snapshot, routine.getAsString());
        lens.setCommand(
                commands.contains(REPORT)
                        ? new Command(title, REPORT, List.of(uri, routine.getAsString()))
                        : new Command(title, ""));
        return lens;
    }

    private static String streaming(Snapshot snapshot, String routine) {
        for (Report.Run r : LineText.runs(snapshot)) {
            Report.Streaming s = r.streaming();
            if (s != null && r.routine().equals(routine)) {
                return "Write streaming ×" + LineText.significant(s.sensitivity()) + ": " + s.verdict();
            }
        }
        return "Write streaming: run it with the MMU on";
    }

    private static CodeLens streamingLens(Range at, String uri, String routine) {
        JsonObject data = new JsonObject();
        data.addProperty("uri", uri);
        data.addProperty("routine", routine);
        return new CodeLens(at, null, data);
    }

    static String verdict(Report.Routine r) {
        String because = r.mmuReasons().stream()
                .map(m -> "line " + m.line() + " rules MMU " + m.side() + " out")
                .findFirst()
                .map(s -> " (" + s + ")")
                .orElse("");
        return switch (r.mmu()) {
            case "agnostic" -> "MMU-agnostic: yes";
            case "on-only" -> "MMU-agnostic: no, needs it on" + because;
            case "off-only" -> "MMU-agnostic: no, needs it off" + because;
            case "neither" -> "MMU-agnostic: no, right in neither state" + because;
            default -> "MMU-agnostic: unknown";
        };
    }

    private static String runTitle(Snapshot snapshot, PlannedRun run) {
        String costs = LineText.runs(snapshot).stream()
                .filter(r -> r.routine().equals(run.routine()) && r.name().equals(run.name()))
                .map(LineText::shortCost)
                .distinct()
                .collect(Collectors.joining(" · "));
        String title = "▶ Run " + run.name();
        return costs.isEmpty() ? title : title + " — " + (snapshot.runIsFresh() ? "" : "before the edit: ") + costs;
    }
}
