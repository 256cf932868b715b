package relolens.analyzer.asm;

import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.Origin;
import relolens.analyzer.syntax.Expression;

/**
 * A pointer of the exception frames (Linux Standard Base, DW_EH_PE encodings).
 *
 * @param encoding one that {@link #understood} accepts: format in bits 0 to 3, base in 4 to 6, bit 7 for indirection
 * @param value a number, or a symbol and a number
 */
record EncodedPointer(int encoding, Expression value, Origin origin) {
    /** There is no pointer. */
    static final int OMITTED = 0xff;

    static final int ABSOLUTE = 0;
    private static final int BASE = 0x70;
    private static final int RELATIVE = 0x10;
    private static final int UNKNOWN_SIZE = 1;

    /** {@return whether GNU as can write it: absolute or relative to its place, of 2, 4 or 8 bytes} */
    static boolean understood(long encoding) {
        return (encoding & ~0xff) == 0
                && ((encoding & BASE) == 0 || (encoding & BASE) == RELATIVE)
                && (encoding & 7) <= 4
                && (encoding & 7) != UNKNOWN_SIZE;
    }

    boolean relative() {
        return (encoding & BASE) == RELATIVE;
    }

    /** {@return bytes} */
    int size() {
        return switch (encoding & 7) {
            case 2 -> 2;
            case 3 -> 4;
            default -> 8;
        };
    }

    /** Leaves it, as a value or a relocation, at a place that is laid out already. */
    void resolve(Place at, Evaluator evaluator, Resolution resolution) {
        Expression written = value;
        Linear number = evaluator.evaluate(value);
        if (number.known()) {
            int unused = 64 - 8 * size();
            written = new Expression.Constant(number.constant() << unused >> unused);
        } else if (relative()) {
            Symbol here = new Symbol(".", origin);
            here.define(at, origin);
            written = new Expression.Binary(Expression.Operator.SUBTRACT, value, new Expression.Reference(here));
        }
        resolution.now(new Pending.Data(at, size(), written, origin));
    }

    /** {@return whether both, either of which may be missing, are encoded alike and point to the same} */
    static boolean same(@Nullable EncodedPointer a, @Nullable EncodedPointer b, Evaluator evaluator) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        return a.encoding == b.encoding && evaluator.evaluate(a.value).equals(evaluator.evaluate(b.value));
    }
}
