package relolens.emulator.timing;

import java.util.Arrays;

/** Two-bit counters for conditional branches and last targets for indirect ones, one of each per instruction. */
final class BranchPredictor {
    private static final byte WEAKLY_TAKEN = 2;
    private byte[] counters = new byte[256];
    private long[] targets = new long[256];

    BranchPredictor() {
        Arrays.fill(counters, WEAKLY_TAKEN);
    }

    private void grow(int slot) {
        if (slot >= counters.length) {
            int old = counters.length;
            counters = Arrays.copyOf(counters, Math.max(slot + 1, old * 2));
            Arrays.fill(counters, old, counters.length, WEAKLY_TAKEN);
            targets = Arrays.copyOf(targets, counters.length);
        }
    }

    /** {@return whether a conditional branch goes the predicted way}; backward branches start as taken, forward as not. */
    boolean conditional(int slot, boolean taken, boolean backward, boolean first) {
        grow(slot);
        if (first && !backward) {
            counters[slot] = 1;
        }
        int c = counters[slot];
        counters[slot] = (byte) (taken ? Math.min(3, c + 1) : Math.max(0, c - 1));
        return c >= WEAKLY_TAKEN == taken;
    }

    /** {@return whether an indirect branch goes where it went last} */
    boolean indirect(int slot, long target) {
        grow(slot);
        boolean right = targets[slot] == target;
        targets[slot] = target;
        return right;
    }
}
