package relolens.analyzer.dataflow;

/**
 * What the condition flags stand for.
 *
 * @param test true for TST and ANDS (zero if no bit of {@code operand & value} is set), false for CMP and SUBS
 * @param register register compared, or -1 if it was overwritten since
 * @param value its value then
 * @param operand constant compared with
 */
record FlagFact(boolean test, int register, Value value, long operand) {}
