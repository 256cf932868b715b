package relolens.analyzer.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import relolens.analyzer.report.Report;
import relolens.emulator.timing.Mechanism;

/** A small routine whose lines lean on one mechanism, and beside them a loop that leans on none; run with each switched off. */
final class MechanismKernel {
    /** Write streaming is no part of the cycle model: it is switched off in the machine. */
    static final String STREAMING = "STREAMING";
    /** A loop of plain arithmetic. */
    private static final String OTHER = """
            dsb sy
            isb
            mov x9, #300
            9: add x20, x20, x9 //! other
            mul x21, x20, x20 //! other
            subs x9, x9, #1 //! other
            b.ne 9b //! other
            ret
            """;

    private final String text;
    private final Experiment experiment;

    /** @param state of the entry clause; @param body what stands before the other loop, registers x0 (1 MB), x1 (4 MB) given */
    MechanismKernel(String state, String body) {
        text = "//@ entry " + state + "\n//@ x0: data va size=1M align=4K\n//@ x1: data va size=4M align=4K\n"
                + "//@ run r: " + (state.contains("mmu=on") ? "mmu=on" : "mmu=off") + "\n.globl f\nf: " + body + OTHER;
        experiment = Experiment.text(text, "f");
    }

    /** {@return cycles by {@code tag:cause} for {@code usual} and for each mechanism switched off} */
    Map<String, Map<String, Double>> measure(String core, String board) {
        List<Set<Mechanism>> off = new ArrayList<>(List.of(Set.of()));
        for (Mechanism m : Mechanism.values()) {
            off.add(Set.of(m));
        }
        Map<String, Map<String, Double>> found = new LinkedHashMap<>();
        List<Map<String, Double>> usual = rows(core, board, "default", off);
        found.put("usual", usual.get(0));
        for (Mechanism m : Mechanism.values()) {
            found.put(m.name(), usual.get(1 + m.ordinal()));
        }
        boolean known = Workbench.of(request(core, board, "default"))
                .core()
                .streamingControl()
                .isKnown();
        if (known) {
            found.put(STREAMING, rows(core, board, "off", List.of(Set.of())).get(0));
        }
        return found;
    }

    private RunRequest request(String core, String board, String streaming) {
        return new RunRequest(
                experiment.unit,
                experiment.contract,
                experiment.run("r"),
                Map.of(),
                core,
                board,
                new Conditions(true, streaming, Set.of(), 0));
    }

    private List<Map<String, Double>> rows(String core, String board, String streaming, List<Set<Mechanism>> off) {
        RunRequest request = request(core, board, streaming);
        Workbench bench = Workbench.of(request);
        Trial trial =
                new Trial(request, bench.code(), bench.core().set(streaming), bench.platform(), off, Progress.NONE);
        String kind = trial.outcome().kind().name();
        if (!kind.equals("OK")) {
            throw new AssertionError(kind + " on " + core + ":\n" + text);
        }
        return trial.models.stream()
                .map(m -> rows(LineCosts.of(m.costs(), bench.code(), trial.run.codeAddress())))
                .toList();
    }

    private Map<String, Double> rows(List<Report.LineCost> lines) {
        Map<String, Double> rows = new TreeMap<>();
        String[] source = text.split("\n");
        for (Report.LineCost line : lines) {
            String[] parts = (line.line() == 0 ? "" : source[line.line() - 1]).split("//! ");
            String tag = parts.length > 1 ? parts[1].strip() : "rest";
            Report.Stall s = line.stall();
            Report.Split p = line.split();
            put(rows, tag + ":issue", p.issue());
            put(rows, tag + ":dependency", p.dependency());
            put(rows, tag + ":load", s.load());
            put(rows, tag + ":store", s.store());
            put(rows, tag + ":device", s.device());
            put(rows, tag + ":tlb", s.tlb());
            put(rows, tag + ":barrier", s.barrier());
            put(rows, tag + ":branch", s.branch());
            put(rows, tag + ":fetch", s.fetch());
            put(rows, tag + ":maintenance", s.maintenance());
        }
        return rows;
    }

    private static void put(Map<String, Double> rows, String key, double cycles) {
        rows.merge(key, cycles, Double::sum);
    }
}
