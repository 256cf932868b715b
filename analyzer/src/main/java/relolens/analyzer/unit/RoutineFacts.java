package relolens.analyzer.unit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.dataflow.EntryState;
import relolens.analyzer.rules.Checker.Found;
import relolens.analyzer.verdict.Verdict;

/**
 * What was found about one routine. Instructions are those of the excerpt, sentences have their lines left open.
 *
 * @param found what rules raised, each rule and site once
 * @param own the states of the routine's own instructions, by entry
 * @param callees the states of local routines that it calls, in this routine's contexts
 * @param verdict the MMU verdict, or null if that was not the question
 */
record RoutineFacts(
        List<Found> found,
        List<Rows> own,
        List<Rows> callees,
        @Nullable Verdict verdict) {
    RoutineFacts {
        found = List.copyOf(found);
        own = List.copyOf(own);
        callees = List.copyOf(callees);
    }

    /**
     * States of a routine's instructions.
     *
     * @param start index of the routine's first instruction
     * @param entry the state that the routine asked about was entered in
     * @param rows in order of instructions, those that are reached
     */
    record Rows(int start, EntryState entry, List<Row> rows) {
        Rows {
            rows = List.copyOf(rows);
        }
    }

    /**
     * The state before one instruction.
     *
     * @param state in the report's words
     */
    record Row(int index, Seen state) {}

    /**
     * A state in the report's words.
     *
     * @param pending what is not finished
     * @param assumes what the instruction takes for granted
     */
    record Seen(String mmu, String dcache, String icache, String el, List<Wanted> pending, List<String> assumes) {}

    /** What the effect started at an instruction wants. */
    record Wanted(int site, String text) {}

    /** {@return how much memory this takes, roughly, in bytes} */
    long weight() {
        long rows = 0;
        for (Rows r : own) {
            rows += r.rows().size();
        }
        for (Rows r : callees) {
            rows += r.rows().size();
        }
        return 32 * rows + 512L * found.size() + 1024;
    }
}
