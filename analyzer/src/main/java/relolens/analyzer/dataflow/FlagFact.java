package relolens.analyzer.dataflow;

/**
 * What the condition flags stand for.
 *
 * @param test true for TST and ANDS (zero if no bit of {@code other & value} is set), false for CMP and SUBS
 * @param register register that holds {@code value + ahead}, or {@link #GONE}
 * @param ahead see {@code register}
 * @param value what was compared
 * @param second register that holds {@code other}, or {@link #GONE}
 * @param other what it was compared with
 */
record FlagFact(boolean test, int register, long ahead, Value value, int second, Value other) {
    /** Overwritten since, or never in a register. */
    static final int GONE = -1;

    /** {@return the same, without registers that {@code lost} says are overwritten} */
    FlagFact without(java.util.function.IntPredicate lost) {
        boolean first = register >= 0 && lost.test(register);
        boolean also = second >= 0 && lost.test(second);
        return !first && !also
                ? this
                : new FlagFact(test, first ? GONE : register, ahead, value, also ? GONE : second, other);
    }
}
