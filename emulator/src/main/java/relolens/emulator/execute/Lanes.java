package relolens.emulator.execute;

/** A vector as elements of 8 to 64 bits, read from a register or built up for one. */
final class Lanes {
    private final long[] halves = new long[2];
    /** Bits of an element. */
    final int width;

    Lanes(int width) {
        this.width = width;
    }

    /** {@return the elements of vector register {@code register}} */
    static Lanes of(Core core, int register, int width) {
        Lanes lanes = new Lanes(width);
        lanes.halves[0] = core.v[2 * register];
        lanes.halves[1] = core.v[2 * register + 1];
        return lanes;
    }

    /** {@return element {@code n}, zero-extended} */
    long get(int n) {
        int bit = n * width;
        return halves[bit >>> 6] >>> (bit & 63) & Operands.ones(width);
    }

    /** {@return element {@code n}, sign-extended} */
    long signed(int n) {
        return signed(get(n), width);
    }

    static long signed(long value, int width) {
        return value << 64 - width >> 64 - width;
    }

    /** Sets element {@code n} to the low bits of {@code value}. */
    void set(int n, long value) {
        int bit = n * width;
        long mask = Operands.ones(width) << (bit & 63);
        int half = bit >>> 6;
        halves[half] = halves[half] & ~mask | value << (bit & 63) & mask;
    }

    /** Writes the vector to the operation's destination; the 64-bit form (Q clear) clears the upper half. */
    void into(Core core, Operation op) {
        VectorMove.set(core, op, halves[0], halves[1]);
    }

    /** Writes all 128 bits whatever Q says. */
    void whole(Core core, Operation op) {
        core.v[2 * op.t] = halves[0];
        core.v[2 * op.t + 1] = halves[1];
    }
}
