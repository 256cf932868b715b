package relolens.analyzer.report;

import java.util.List;
import relolens.analyzer.source.Severity;

/** A report that uses every key there is. */
final class SampleReport {
    static final String SOURCE = """
            	.text
            copy:
            	ldr	x0, [x1], #8
            	str	x0, [x2], #8
            	ic	iallu
            	ret
            """;

    private SampleReport() {}

    static Report full() {
        var entry = new Report.Entry("1", "off");
        var finding = new Report.Finding(
                "C03",
                "ic-no-dsb",
                Severity.ERROR,
                "a.S",
                5,
                2,
                5,
                11,
                "the instruction cache is invalidated but nothing waits for that before control leaves, so stale"
                        + " instructions may still be fetched where the new ones are meant",
                "copy",
                entry,
                List.of(new Report.PathStep("a.S", 4, "code written here")),
                List.of(new Report.ExpansionFrame("macro", "flush", "b.h", 7, 3)),
                List.of(new Report.Related("C04", "a.S", 6, "an isb is missing too")),
                new Report.Fix("insert dsb", List.of(new Report.Edit("a.S", 6, 1, 6, 1, "\tdsb\tish\n")), true),
                "c03-copy");
        var routine = new Report.Routine(
                "copy",
                "a.S",
                2,
                6,
                "x0 = value",
                "on-only",
                List.of(new Report.MmuReason("off", "a.S", 4, "A02", "unaligned on Device")),
                List.of("x1 is aligned"),
                16);
        var line = new Report.LineState(
                "a.S", 5, "copy", entry, "off", "off", "on", "1", List.of("code-written"), List.of("normal-memory"));
        var off = run(
                "off",
                0.46,
                new Report.LineCost("a.S", 3, 3_125_000, 300e6, new Report.Stall(1, 0, 290e6, 0, 0, 0, 5, 0)));
        var on = run(
                "on",
                0.0226,
                new Report.LineCost("a.S", 4, 3_125_000, 12e6, new Report.Stall(1e6, 0, 0, 0, 0, 0, 0, 0)));
        var problem = new Report.InputProblem(Severity.NOTE, "missing-include", "a.S", 1, 1, "no asm/x.h");
        return new Report(List.of(finding), List.of(routine), List.of(line), List.of(off, on), List.of(problem));
    }

    private static Report.Run run(String mmu, double seconds, Report.LineCost line) {
        return new Report.Run(
                "copy",
                mmu,
                "a.S",
                "cortex-a72",
                "stingray",
                new Report.Entry("1", mmu),
                mmu,
                "ok",
                "",
                9_375_001,
                1.25e9,
                seconds * 0.8,
                seconds * 1.2,
                3_000_000_000L,
                seconds,
                25_000_000,
                false,
                List.of("dram latency"),
                List.of("device round trip"),
                List.of(line),
                List.of(new Report.Stale("data", "a.S", 3, "read what the cache held")));
    }
}
