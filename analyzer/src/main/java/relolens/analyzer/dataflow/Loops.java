package relolens.analyzer.dataflow;

import java.util.HashMap;
import java.util.Map;
import relolens.analyzer.program.Instruction;
import relolens.analyzer.program.Program;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;
import relolens.emulator.isa.Effects.MemoryAccess;

/**
 * Loop heads, and which registers a loop sets to something new. Those get a name of their own at the head; registers a loop
 * only steps keep the base they came with.
 */
final class Loops {
    private static final int LONGEST = 4000;
    private static final int ALL = 0x7fffffff;

    private final Map<Integer, Integer> renamed = new HashMap<>();
    private final int[] ways;

    Loops(Program program) {
        ways = new int[program.instructions().size()];
        for (Instruction i : program.instructions()) {
            for (int to : program.next(i.index())) {
                ways[to]++;
            }
            for (int to : program.target(i.index())) {
                ways[to]++;
            }
            Flow flow = i.effects() == null ? null : i.effects().flow();
            if (flow == null || flow.kind() == FlowKind.CALL) {
                continue;
            }
            for (int head : program.target(i.index())) {
                if (head <= i.index()) {
                    renamed.merge(head, set(program, head, i.index()), (a, b) -> a | b);
                }
            }
        }
    }

    /** {@return bit mask of registers to name at this instruction; 0 where no loop starts} */
    int renamed(int index) {
        return renamed.getOrDefault(index, 0);
    }

    /** {@return whether control can come to this instruction in more than one way} */
    boolean joins(int index) {
        return ways[index] > 1;
    }

    private static int set(Program program, int head, int last) {
        if (last - head > LONGEST) {
            return ALL;
        }
        int mask = 0;
        for (int i = head; i <= last; i++) {
            Instruction at = program.at(i);
            Effects effects = at.effects();
            if (effects == null) {
                return ALL;
            }
            Flow flow = effects.flow();
            if (flow != null && (flow.kind() == FlowKind.CALL || flow.kind() == FlowKind.INDIRECT_CALL)) {
                mask |= ALL;
            }
            mask |= (int) effects.writes() & ALL & ~stepped(at, effects);
        }
        return mask;
    }

    /** Registers the instruction only moves on. */
    private static int stepped(Instruction at, Effects effects) {
        MemoryAccess access = effects.memory();
        if (access != null) {
            boolean loadedToo = access.base() >= 0 && access.data().contains(access.base()) && !access.vector();
            boolean back = access.writeback() != Effects.Writeback.NONE;
            return back && !loadedToo && access.base() < 31 ? 1 << access.base() : 0;
        }
        int word = at.word();
        int rd = word & 31;
        boolean addImmediate = (word & 0x1f800000) == 0x11000000;
        boolean addRegister = (word & 0x1f000000) == 0x0b000000;
        boolean same = rd == (word >>> 5 & 31) && rd < 31;
        return same && (addImmediate || addRegister) ? 1 << rd : 0;
    }
}
