package relolens.emulator.loops;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import relolens.emulator.execute.Operation;

/** Loops recognised so far, by the branch that ends them. */
public final class LoopTable {
    private static final int LONGEST = 64;

    private @Nullable SteppingLoop[] loops = new SteppingLoop[256];
    private boolean[] none = new boolean[256];

    /**
     * {@return the loop that the branch at {@code end} closes, or null if there is none or it does not just step}
     *
     * @param page decoded instructions around it
     * @param begin index of the instruction that the branch leads to, at most {@code end}
     */
    public @Nullable SteppingLoop at(@Nullable Operation[] page, int begin, int end) {
        Operation branch = page[end];
        if (branch == null || end - begin >= LONGEST) {
            return null;
        }
        int slot = branch.slot;
        if (slot >= none.length) {
            loops = Arrays.copyOf(loops, Math.max(slot + 1, 2 * loops.length));
            none = Arrays.copyOf(none, loops.length);
        }
        if (none[slot]) {
            return null;
        }
        SteppingLoop known = loops[slot];
        if (known != null && stands(known, page, begin)) {
            return known;
        }
        Operation[] body = new Operation[end - begin + 1];
        for (int i = 0; i < body.length; i++) {
            Operation op = page[begin + i];
            if (op == null) {
                return null; // not executed yet
            }
            body[i] = op;
        }
        SteppingLoop found = BodyReader.read(body);
        loops[slot] = found;
        none[slot] = found == null;
        return found;
    }

    @SuppressWarnings("ReferenceEquality") // decoded anew is another instruction
    private static boolean stands(SteppingLoop loop, @Nullable Operation[] page, int begin) {
        for (int i = 0; i < loop.body.length; i++) {
            if (page[begin + i] != loop.body[i]) {
                return false;
            }
        }
        return true;
    }
}
