package relolens.emulator.isa;

import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/**
 * A number in one field or, its high bits, in a second.
 *
 * @param high the more significant part, or null
 * @param low the less significant part
 */
record FieldPair(@Nullable Field high, Field low) {
    /** @param names {@code a} or {@code a:b} */
    static FieldPair of(BitPattern bits, String names) {
        int colon = names.indexOf(':');
        return colon < 0
                ? new FieldPair(null, bits.require(names))
                : new FieldPair(bits.require(names.substring(0, colon)), bits.require(names.substring(colon + 1)));
    }

    int width() {
        return low.width() + (high == null ? 0 : high.width());
    }

    /** {@return the number, unsigned} */
    int of(int word) {
        return low.of(word) | (high == null ? 0 : high.of(word) << low.width());
    }

    /** {@return the number, sign-extended} */
    int signedOf(int word) {
        int unused = 32 - width();
        return of(word) << unused >> unused;
    }

    void put(OperandText in, int value) {
        in.put(low, value & (1 << low.width()) - 1);
        if (high != null) {
            in.put(high, value >> low.width() & (1 << high.width()) - 1);
        }
    }
}
