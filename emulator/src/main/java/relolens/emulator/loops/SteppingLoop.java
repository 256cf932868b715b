package relolens.emulator.loops;

import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.emulator.execute.Operation;

/**
 * A straight body with a conditional branch back to its first instruction, in which a round differs from the one before by
 * addresses alone: registers step by what does not change, and what is loaded goes nowhere but into stores.
 */
public final class SteppingLoop {
    /** In the order of addresses; the last one is the branch. */
    final Operation[] body;

    final List<Maintained> maintained;
    final @Nullable BlockCopy copy;
    final ExitTest exit;
    /** Registers that step, as a mask. */
    final long stepping;
    /** What a round adds to each, by register. */
    final long[] constant;
    /** Register that a round adds to each besides, or -1. */
    final int[] by;

    SteppingLoop(
            Operation[] body,
            List<Maintained> maintained,
            @Nullable BlockCopy copy,
            ExitTest exit,
            long stepping,
            long[] constant,
            int[] by) {
        this.body = body;
        this.maintained = List.copyOf(maintained);
        this.copy = copy;
        this.exit = exit;
        this.stepping = stepping;
        this.constant = constant;
        this.by = by;
    }

    /** {@return instructions of one round, the branch last} */
    public Operation instruction(int n) {
        return body[n];
    }

    /** {@return how many instructions a round has} */
    public int length() {
        return body.length;
    }

    /** {@return what a round adds to register {@code n}, as registers are now} */
    long step(int n, long[] x) {
        return n == 31 ? 0 : constant[n] + (by[n] < 0 ? 0 : x[by[n]]);
    }

    /** {@return the value that {@code place} has in the first round, as registers are now} */
    long at(Place place, long[] x) {
        int n = place.register();
        return x[n] + place.offset() + (place.stepped() && by[n] >= 0 ? x[by[n]] : 0);
    }
}
