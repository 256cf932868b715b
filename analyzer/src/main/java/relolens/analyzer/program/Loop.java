package relolens.analyzer.program;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Computation;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;

/**
 * Code from the target of a backward branch to the branch.
 *
 * @param head index of the first instruction
 * @param tail index of the branch back
 */
public record Loop(int head, int tail) {
    private static final int LONGEST = 64;

    /**
     * An addition to a register in a loop.
     *
     * @param at index of the instruction
     * @param by register added, or -1
     * @param bytes constant added, 0 with a register
     */
    public record Step(int at, int by, long bytes) {}

    /** {@return the shortest loop around an instruction, or null} */
    public static @Nullable Loop around(Program program, int index) {
        int last = Math.min(program.instructions().size() - 1, index + LONGEST);
        for (int i = index; i <= last; i++) {
            Instruction at = program.at(i);
            Flow flow = at.effects() == null ? null : at.effects().flow();
            if (flow == null || flow.kind() == FlowKind.CALL) {
                continue;
            }
            for (int head : program.target(i)) {
                if (head <= index && index - head <= LONGEST) {
                    return new Loop(head, i);
                }
            }
        }
        return null;
    }

    /** {@return the last instruction before the branch back that sets the flags, or the head} */
    public int flags(Program program) {
        for (int i = tail - 1; i > head; i--) {
            Effects effects = program.at(i).effects();
            if (effects != null && effects.writesRegister(Effects.NZCV)) {
                return i;
            }
        }
        return head;
    }

    /** {@return the additions to {@code register}} */
    public List<Step> steps(Program program, int register) {
        List<Step> steps = new ArrayList<>();
        for (int i = head; i <= tail; i++) {
            Computation c = program.at(i).computes();
            if (c == null || c.kind() != Computation.Kind.ADD || c.destination() != register || c.first() != register) {
                continue;
            }
            boolean constant = c.second() == Computation.NONE;
            steps.add(new Step(i, constant ? -1 : c.second(), c.immediate()));
        }
        return steps;
    }
}
