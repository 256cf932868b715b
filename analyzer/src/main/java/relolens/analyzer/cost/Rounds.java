package relolens.analyzer.cost;

import java.util.List;
import relolens.emulator.cache.CacheGeometry;
import relolens.emulator.cache.CacheMode;
import relolens.emulator.isa.Effects;
import relolens.emulator.machine.DecodedInstruction;
import relolens.emulator.timing.CoreModel;
import relolens.emulator.timing.CycleModel;

/** Tells a loop's rounds to a cycle model, one instruction after the other as they stand: nothing is executed. */
final class Rounds {
    private final List<DecodedInstruction> body;
    private final CycleModel model;
    private final Accesses accesses;
    private final Fetches fetches;

    Rounds(List<DecodedInstruction> body, CoreModel core, CycleModel model, LoopConditions conditions) {
        this.body = body;
        this.model = model;
        accesses = new Accesses(core, model, conditions, pointers(body));
        CacheGeometry caches = core.caches(CacheMode.TAGS);
        long code = body.get(body.size() - 1).address() + 4 - body.get(0).address();
        fetches = new Fetches(caches, model, core.fetchBytes(), code, conditions.icache());
    }

    private static int pointers(List<DecodedInstruction> body) {
        long bases = 0;
        for (DecodedInstruction d : body) {
            Effects.MemoryAccess m = d.effects().memory();
            Effects.SystemEffect s = d.effects().system();
            if (m != null && m.base() >= 0) {
                bases |= 1L << m.base();
            } else if (s != null && s.kind() == Effects.SystemKind.DC && s.register() >= 0) {
                bases |= 1L << s.register();
            }
        }
        return Math.max(1, Long.bitCount(bases));
    }

    void tell(int rounds) {
        long start = body.get(0).address();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < body.size(); i++) {
                DecodedInstruction d = body.get(i);
                fetches.tell(d.address());
                accesses.tell(d);
                model.retired(d, i + 1 < body.size() ? d.address() + 4 : start);
            }
        }
    }
}
