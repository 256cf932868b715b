package relolens.emulator.fp;

/**
 * Java's own arithmetic, which is IEEE 754's rounding to nearest, where it is all there is to do: operands and result are
 * normal numbers, and Inexact, the one exception that may be raised, already was.
 */
final class HostArithmetic {
    /** A result that says the long way must be gone; no normal number has these bits. */
    static final long NONE = -1;

    private static final float LEAST_SINGLE = 2 * Float.MIN_NORMAL;
    private static final double LEAST_DOUBLE = 2 * Double.MIN_NORMAL;

    private HostArithmetic() {}

    private static boolean normal(FloatFormat f, long bits) {
        int exponent = (int) (bits >>> f.fractionBits) & f.top();
        return exponent != 0 && exponent != f.top();
    }

    static boolean normal(FloatFormat f, long a, long b) {
        return f != FloatFormat.HALF && f != FloatFormat.BFLOAT && normal(f, a) && normal(f, b);
    }

    private static long of(double v) {
        double size = Math.abs(v);
        return size >= LEAST_DOUBLE && size <= Double.MAX_VALUE ? Double.doubleToRawLongBits(v) : NONE;
    }

    private static long of(float v) {
        float size = Math.abs(v);
        return size >= LEAST_SINGLE && size <= Float.MAX_VALUE ? Float.floatToRawIntBits(v) & 0xffff_ffffL : NONE;
    }

    static long add(FloatFormat f, long a, long b) {
        return f == FloatFormat.DOUBLE ? of(wide(a) + wide(b)) : of(narrow(a) + narrow(b));
    }

    static long multiply(FloatFormat f, long a, long b) {
        return f == FloatFormat.DOUBLE ? of(wide(a) * wide(b)) : of(narrow(a) * narrow(b));
    }

    static long divide(FloatFormat f, long a, long b) {
        return f == FloatFormat.DOUBLE ? of(wide(a) / wide(b)) : of(narrow(a) / narrow(b));
    }

    static long multiplyAdd(FloatFormat f, long addend, long a, long b) {
        return f == FloatFormat.DOUBLE
                ? of(Math.fma(wide(a), wide(b), wide(addend)))
                : of(Math.fma(narrow(a), narrow(b), narrow(addend)));
    }

    private static double wide(long bits) {
        return Double.longBitsToDouble(bits);
    }

    private static float narrow(long bits) {
        return Float.intBitsToFloat((int) bits);
    }
}
