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

    /**
     * {@return whether the branch is known to be taken in every round from the first to the {@code last}, without asking in
     * each; false says nothing}
     *
     * @param a what is compared, masked or tested in the first round, {@code stepA} what each round adds, and so for b
     * @param last 0 for the first round
     */
    boolean goesOnUpTo(long last, long a, long stepA, long b, long stepB) {
        if (kind != Kind.COMPARE && kind != Kind.ZERO) {
            return false;
        }
        boolean zero = kind == Kind.ZERO;
        long first = zero ? 0 : b + constant;
        long endA = a + last * stepA;
        long endB = zero ? 0 : first + last * stepB;
        if (!isStraight(a, endA, stepA) || !zero && !isStraight(first, endB, stepB)) {
            return false;
        }
        // Both run straight, as signed and as unsigned numbers, and so does their distance: an order at both ends holds
        // between.
        if (!zero && condition >>> 1 != 0) {
            boolean order = condition >= 2 && condition < 4 || condition >= 8 && condition < 14;
            return order && holds(condition, a, first) && holds(condition, endA, endB);
        }
        boolean same = condition == 0;
        return same ? a == first && endA == endB : a != first && endA != endB && a < first == endA < endB;
    }

    /** {@return whether nothing wraps between two values some thousand steps apart} */
    private static boolean isStraight(long from, long to, long step) {
        return (from ^ to) >>> 62 == 0 && step == (step << 14 >> 14);
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
