package relolens.analyzer.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import relolens.analyzer.asm.AssembledUnit;
import relolens.emulator.cache.CacheMode;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Isa;
import relolens.emulator.timing.CoreModel;

/** What the cycles of a loop leave out, because nothing is run. */
final class LoopNotes {
    private LoopNotes() {}

    static List<LoopCost.Note> of(LoopFinder.Loop loop, CoreModel core, LoopConditions conditions) {
        List<LoopCost.Note> notes = new ArrayList<>();
        List<AssembledUnit.Placed> body = loop.body();
        long start = body.get(0).offset();
        boolean stores = false;
        for (AssembledUnit.Placed p : body.subList(0, body.size() - 1)) {
            Effects e = Isa.a64().effects(p.word());
            Effects.MemoryAccess m = e == null ? null : e.memory();
            stores |= m != null && m.kind() == Effects.AccessKind.STORE;
            Effects.Flow flow = e == null ? null : e.flow();
            if (flow != null) {
                notes.add(new LoopCost.Note(p.origin().span().line(), branch(flow, p.offset() - start, core)));
            }
        }
        boolean far = Levels.holding(core.caches(CacheMode.TAGS), conditions.workingSet(), 1) == 0;
        if (stores && far && conditions.mmu() && core.streamingControl().isKnown()) {
            notes.add(new LoopCost.Note(
                    body.get(0).origin().span().line(),
                    "lines stored to are read first, as without write streaming: a run of the routine knows better"));
        }
        return notes;
    }

    private static String branch(Effects.Flow flow, long at, CoreModel core) {
        return switch (flow.kind()) {
            case CALL, INDIRECT_CALL, EXCEPTION_CALL -> "what is called is not counted";
            case BRANCH, INDIRECT, RETURN, EXCEPTION_RETURN, STOP -> "taken to go on behind it, not where it leads";
            case CONDITIONAL ->
                flow.offset() <= 0 && at + flow.offset() >= 0
                        ? "inner loop, gone through once a round"
                        : String.format(
                                Locale.ROOT,
                                "not taken here; a misprediction would cost %.0f cycles more",
                                core.number("pipeline.mispredict"));
        };
    }
}
