package relolens.emulator.loops;

/**
 * The question at the end of a round, whether there is another one.
 *
 * @param kind what is asked
 * @param first what is compared, masked or tested
 * @param second what it is compared with; only for {@link Kind#COMPARE}
 * @param constant what is added to {@code second}, the mask, or the number of the bit
 * @param condition A64 condition number of B.cond; for the others 0 if the loop goes on where the answer is zero, 1 if not
 */
record ExitTest(Kind kind, Place first, Place second, long constant, int condition) {
    /** Forms that are understood. */
    enum Kind {
        /** SUBS and B.cond: first - (second + constant). */
        COMPARE,
        /** ANDS and B.EQ or B.NE. */
        MASK,
        /** CBZ, CBNZ. */
        ZERO,
        /** TBZ, TBNZ. */
        BIT
    }

    /** {@return this question under another condition} */
    ExitTest on(int other) {
        return new ExitTest(kind, first, second, constant, other);
    }

    /** {@return whether the branch is taken with these values} */
    boolean goesOn(long a, long b) {
        return switch (kind) {
            case COMPARE -> holds(condition, a, b + constant);
            case MASK -> (a & constant) == 0 == (condition == 0);
            case ZERO -> a == 0 == (condition == 0);
            case BIT -> (a >>> constant & 1) == condition;
        };
    }

    /** {@return whether the condition holds after a subtraction (Arm ARM, "Condition code suffixes")} */
    private static boolean holds(int condition, long a, long b) {
        long difference = a - b;
        boolean base = switch (condition >>> 1) {
            case 0 -> a == b;
            case 1 -> Long.compareUnsigned(a, b) >= 0;
            case 2 -> difference < 0;
            case 3 -> ((a ^ b) & (a ^ difference)) < 0;
            case 4 -> Long.compareUnsigned(a, b) > 0;
            case 5 -> a >= b;
            case 6 -> a > b;
            default -> true;
        };
        return condition >= 14 || base == ((condition & 1) == 0);
    }
}
