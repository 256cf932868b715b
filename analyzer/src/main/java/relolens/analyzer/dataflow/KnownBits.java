package relolens.analyzer.dataflow;

/**
 * What is known of a 64-bit value, bit by bit.
 *
 * @param zeros bits known to be 0
 * @param ones bits known to be 1
 */
public record KnownBits(long zeros, long ones) {
    /** Nothing is known. */
    public static final KnownBits UNKNOWN = new KnownBits(0, 0);

    /** {@return exactly {@code value}} */
    public static KnownBits of(long value) {
        return new KnownBits(~value, value);
    }

    /** {@return a multiple of {@code alignment}, a power of two} */
    public static KnownBits aligned(long alignment) {
        return new KnownBits(alignment - 1, 0);
    }

    /** {@return whether every bit is known} */
    public boolean isConstant() {
        return (zeros | ones) == -1L;
    }

    /** {@return the value; meaningful only if {@link #isConstant}} */
    public long value() {
        return ones;
    }

    /** {@return what {@code bit} is} */
    public Tri bit(int bit) {
        return (ones >>> bit & 1) != 0 ? Tri.YES : (zeros >>> bit & 1) != 0 ? Tri.NO : Tri.UNKNOWN;
    }

    /** {@return the same with {@code bit} known} */
    public KnownBits with(int bit, boolean set) {
        long m = 1L << bit;
        return set ? new KnownBits(zeros & ~m, ones | m) : new KnownBits(zeros | m, ones & ~m);
    }

    /** {@return bits of {@code mask} made unknown} */
    public KnownBits forget(long mask) {
        return new KnownBits(zeros & ~mask, ones & ~mask);
    }

    /** {@return how many low bits are known} */
    public int knownLowBits() {
        return Long.numberOfTrailingZeros(~(zeros | ones));
    }

    KnownBits and(KnownBits o) {
        return new KnownBits(zeros | o.zeros, ones & o.ones);
    }

    KnownBits or(KnownBits o) {
        return new KnownBits(zeros & o.zeros, ones | o.ones);
    }

    KnownBits xor(KnownBits o) {
        return new KnownBits((zeros & o.zeros) | (ones & o.ones), (zeros & o.ones) | (ones & o.zeros));
    }

    KnownBits not() {
        return new KnownBits(ones, zeros);
    }

    KnownBits add(KnownBits o) {
        return sum(this, o, false);
    }

    KnownBits subtract(KnownBits o) {
        return sum(this, o.not(), true);
    }

    private static KnownBits sum(KnownBits a, KnownBits b, boolean carry) {
        long carryIn = carry ? 1 : 0;
        long most = ~a.zeros + ~b.zeros + carryIn;
        long least = a.ones + b.ones + carryIn;
        long carryZero = ~(most ^ a.zeros ^ b.zeros);
        long carryOne = least ^ a.ones ^ b.ones;
        long known = (a.zeros | a.ones) & (b.zeros | b.ones) & (carryZero | carryOne);
        return new KnownBits(~most & known, least & known);
    }

    KnownBits shiftLeft(int n) {
        return new KnownBits(zeros << n | ((1L << n) - 1), ones << n);
    }

    KnownBits shiftRight(int n) {
        return n == 0 ? this : new KnownBits(zeros >>> n | ~(-1L >>> n), ones >>> n);
    }

    KnownBits truncate32() {
        return new KnownBits(zeros | 0xffffffff00000000L, ones & 0xffffffffL);
    }

    KnownBits join(KnownBits o) {
        return new KnownBits(zeros & o.zeros, ones & o.ones);
    }

    /** {@return only the low bits known without a gap: what stays true of a value that a loop steps on} */
    KnownBits widen() {
        int low = knownLowBits();
        return low == 64 ? this : forget(-1L << low);
    }
}
