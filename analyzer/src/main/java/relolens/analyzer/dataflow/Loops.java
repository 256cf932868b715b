package relolens.analyzer.dataflow;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.program.Instruction;
import relolens.analyzer.program.Program;
import relolens.emulator.isa.Computation;
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
    private static final Head NONE = new Head(-1, 0, 0, null);

    private final Map<Integer, Head> heads = new HashMap<>();
    private final Map<Integer, Lockstep> around = new HashMap<>();
    private final int[] ways;

    /**
     * Where a loop starts.
     *
     * @param last index of its last branch back
     * @param renamed bit mask of registers the loop sets to something new
     * @param rising bit mask of registers the loop only adds to
     * @param lockstep the loop, if all of it is carried out in each round
     */
    private record Head(
            int last, int renamed, int rising, @Nullable Lockstep lockstep) {}

    Loops(Program program) {
        ways = new int[program.instructions().size()];
        for (Instruction i : program.instructions()) {
            for (int to : program.next(i.index())) {
                ways[to]++;
            }
            for (int to : program.target(i.index())) {
                ways[to]++;
            }
        }
        for (Instruction i : program.instructions()) {
            Flow flow = i.effects() == null ? null : i.effects().flow();
            if (flow == null || flow.kind() == FlowKind.CALL) {
                continue;
            }
            for (int head : program.target(i.index())) {
                if (head <= i.index()) {
                    add(program, head, i.index());
                }
            }
        }
        heads.forEach((at, h) -> {
            Lockstep l = h.lockstep();
            for (int i = at; l != null && i <= l.tail(); i++) {
                around.put(i, l);
            }
        });
    }

    private void add(Program program, int head, int last) {
        Head old = heads.get(head);
        int renamed = last - head > LONGEST ? ALL : 0;
        int stepped = ALL;
        for (int i = head; i <= last && renamed != ALL; i++) {
            Effects effects = program.at(i).effects();
            Flow flow = effects == null ? null : effects.flow();
            boolean call = flow != null && (flow.kind() == FlowKind.CALL || flow.kind() == FlowKind.INDIRECT_CALL);
            if (effects == null || call) {
                renamed = ALL;
                break;
            }
            int written = (int) effects.writes() & ALL;
            renamed |= written & ~stepped(program.at(i), effects);
            stepped &= ~written | rising(program.at(i), effects);
        }
        int rising = renamed == ALL ? 0 : stepped;
        heads.put(
                head,
                old == null
                        ? new Head(last, renamed, rising, Lockstep.of(program, head, last, ways))
                        : new Head(Math.max(last, old.last()), renamed | old.renamed(), rising & old.rising(), null));
    }

    private Head head(int index) {
        return heads.getOrDefault(index, NONE);
    }

    /** {@return bit mask of registers to name at this instruction; 0 where no loop starts} */
    int renamed(int index) {
        return head(index).renamed();
    }

    /** {@return bit mask of registers that the loop which starts here does not set to something new, 0 for none} */
    int counted(int index) {
        return heads.containsKey(index) ? ALL & ~head(index).renamed() : 0;
    }

    /** {@return bit mask of registers that the loop which starts here only adds to} */
    int rising(int index) {
        return head(index).rising();
    }

    /** {@return whether a loop starts here} */
    boolean starts(int index) {
        return heads.containsKey(index);
    }

    /** {@return whether control that comes from {@code from} enters the loop that starts at {@code to}} */
    boolean enters(int to, int from) {
        return from < to || from > head(to).last();
    }

    /** {@return the loop in lockstep that this instruction is part of, or null} */
    @Nullable
    Lockstep lockstep(int index) {
        return around.get(index);
    }

    /** {@return whether control can come to this instruction in more than one way} */
    boolean joins(int index) {
        return ways[index] > 1;
    }

    /** Registers the instruction only moves on. */
    private static int stepped(Instruction at, Effects effects) {
        MemoryAccess access = effects.memory();
        if (access != null) {
            boolean loadedToo = access.base() >= 0 && access.data().contains(access.base()) && !access.vector();
            boolean back = access.writeback() != Effects.Writeback.NONE;
            return back && !loadedToo && access.base() < 31 ? 1 << access.base() : 0;
        }
        Computation c = at.computes();
        boolean sum = c != null && (c.kind() == Computation.Kind.ADD || c.kind() == Computation.Kind.SUBTRACT);
        return c != null && sum && c.destination() == c.first() && c.first() >= 0 && c.first() < 31
                ? 1 << c.first()
                : 0;
    }

    /** Registers the instruction adds something to that is not below zero: in a loop, what moves a pointer on. */
    private static int rising(Instruction at, Effects effects) {
        MemoryAccess access = effects.memory();
        Computation c = at.computes();
        boolean up = access != null
                ? access.index() >= 0 || access.offset() >= 0
                : c != null && c.kind() == Computation.Kind.ADD;
        return up ? stepped(at, effects) : 0;
    }
}
