package relolens.server.features;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Range;
import relolens.analyzer.report.Report;
import relolens.server.document.Snapshot;

/** Above each routine: its MMU verdict, and a button that runs it and then shows what it cost. */
public final class CodeLenses {
    /** The command that runs a document's routines: arguments URI and routine name. */
    public static final String RUN = "relolens.run";

    private CodeLenses() {}

    /** @param mayRun whether the user lets the workspace's code be run */
    public static List<CodeLens> of(Snapshot snapshot, Places places, boolean mayRun) {
        List<CodeLens> lenses = new ArrayList<>();
        for (Report.Routine r : snapshot.report().routines()) {
            if (places.own(r.file())) {
                Range at = places.line(r.file(), r.line()).getRange();
                lenses.add(new CodeLens(at, new Command(verdict(r), ""), null));
                String title = runTitle(snapshot, r.name());
                lenses.add(
                        mayRun
                                ? new CodeLens(
                                        at,
                                        new Command(
                                                title,
                                                RUN,
                                                List.of(snapshot.document().uri(), r.name())),
                                        null)
                                : new CodeLens(at, new Command("Run: only in a trusted workspace", ""), null));
            }
        }
        return lenses;
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

    private static String runTitle(Snapshot snapshot, String routine) {
        List<Report.Run> runs = LineText.runs(snapshot).stream()
                .filter(r -> r.routine().equals(routine))
                .toList();
        if (runs.isEmpty()) {
            return "▶ Run";
        }
        String costs = runs.stream().map(LineText::shortCost).distinct().collect(Collectors.joining(" · "));
        return "▶ Run — " + (snapshot.runIsFresh() ? "" : "before the edit: ") + costs;
    }
}
