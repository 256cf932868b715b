package relolens.analyzer.syntax;

import java.math.BigInteger;

/** A GNU as expression, constants folded as far as they are known. */
public sealed interface Expression {
    /** What a name in an expression stands for; its own room knows more. */
    interface Target {
        /** {@return the name as written} */
        String name();
    }

    /** A 64-bit number. */
    record Constant(long value) implements Expression {}

    /** A number of more than 64 bits: only {@code .octa} and literal pools take it. */
    record Big(BigInteger value) implements Expression {}

    /** A symbol, label or place. */
    record Reference(Target target) implements Expression {}

    /** An operator before its operand. */
    record Unary(Operator operator, Expression operand) implements Expression {}

    /** An operator between its operands. */
    record Binary(Operator operator, Expression left, Expression right) implements Expression {}

    /** Operators with GNU as's ranks: a higher rank binds tighter. */
    enum Operator {
        OR_LOGICAL(2),
        AND_LOGICAL(3),
        EQ(4),
        NE(4),
        LT(4),
        LE(4),
        GE(4),
        GT(4),
        ADD(5),
        SUBTRACT(5),
        OR(7),
        OR_NOT(7),
        XOR(7),
        AND(7),
        MULTIPLY(8),
        DIVIDE(8),
        MODULUS(8),
        SHIFT_LEFT(8),
        SHIFT_RIGHT(8),
        NEGATE(9),
        COMPLEMENT(9),
        NOT(9);

        private final int rank;

        Operator(int rank) {
            this.rank = rank;
        }

        /** {@return how tightly it binds} */
        public int rank() {
            return rank;
        }

        /** {@return the value of the operator before {@code a}} */
        public long apply(long a) {
            return switch (this) {
                case NEGATE -> -a;
                case COMPLEMENT -> ~a;
                case NOT -> a == 0 ? 1 : 0;
                default -> a;
            };
        }

        /** {@return the value; comparisons give -1 or 0, logical operators 1 or 0; division by zero gives 0} */
        public long apply(long a, long b) {
            return switch (this) {
                case OR_LOGICAL -> a != 0 || b != 0 ? 1 : 0;
                case AND_LOGICAL -> a != 0 && b != 0 ? 1 : 0;
                case EQ -> a == b ? -1 : 0;
                case NE -> a != b ? -1 : 0;
                case LT -> a < b ? -1 : 0;
                case LE -> a <= b ? -1 : 0;
                case GE -> a >= b ? -1 : 0;
                case GT -> a > b ? -1 : 0;
                case ADD -> a + b;
                case SUBTRACT -> a - b;
                case OR -> a | b;
                case OR_NOT -> a | ~b;
                case XOR -> a ^ b;
                case AND -> a & b;
                case MULTIPLY -> a * b;
                case DIVIDE -> b == 0 ? 0 : b == -1 ? -a : a / b;
                case MODULUS -> b == 0 || b == -1 ? 0 : a % b;
                case SHIFT_LEFT -> b < 0 || b > 63 ? 0 : a << b;
                case SHIFT_RIGHT -> b < 0 || b > 63 ? 0 : a >>> b;
                default -> a;
            };
        }
    }
}
