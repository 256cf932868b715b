package relolens.emulator.machine;

/**
 * An order to execute familiar instructions fast, by the plain loop, and to count them. In rounds: a round ends after
 * each retirement of the anchor instruction, and the machine stops after the last round or before anything unfamiliar.
 */
public final class FastForward {
    final boolean[] familiar;
    final long[] counts;
    final int anchor;
    private long left;

    /**
     * @param familiar by slot of {@link DecodedInstruction}
     * @param anchor slot of the instruction that ends a round
     * @param rounds how many rounds at most, above 0
     */
    public FastForward(boolean[] familiar, int anchor, long rounds) {
        this.familiar = familiar.clone();
        this.counts = new long[familiar.length];
        this.anchor = anchor;
        this.left = rounds;
    }

    /** Counts a round. {@return whether it was the last one} */
    boolean round() {
        return --left <= 0;
    }

    long left() {
        return left;
    }

    /** Counts rounds that were carried out at once, fewer than are left. */
    void rounds(long done) {
        left -= done;
    }

    boolean done() {
        return left <= 0;
    }

    /** Ends it with the next round at the latest. */
    public void finish() {
        left = Math.min(left, 1);
    }

    /** {@return how often each instruction was executed, by slot} */
    public long[] counts() {
        return counts.clone();
    }
}
