package relolens.emulator.isa;

import relolens.emulator.isa.Encoding.Field;

/** The immediate of a vector shift: immh:immb holds element size and amount in one number. */
final class VectorShift extends Operand {
    private final Field field;
    private final boolean right;

    VectorShift(BitPattern bits, boolean right) {
        field = bits.require("immh");
        this.right = right;
    }

    /** {@return bits of an element, 8 to 64} */
    private int element(int word) {
        return Integer.highestOneBit(field.of(word) & 0x78);
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        int n = field.of(word);
        out.append('#').append(right ? 2 * element(word) - n : n - element(word));
    }

    @Override
    boolean read(OperandText in) {
        in.skipSpace();
        int from = in.at;
        OperandReader.Value value = in.immediate("a shift amount");
        if (value == null) {
            return false;
        }
        Long amount = value.constant();
        int size = element(in.word);
        if (amount == null) {
            return in.unknown();
        }
        int min = right ? 1 : 0;
        int max = right ? size : size - 1;
        if (amount < min || amount > max) {
            String range = min + ".." + max;
            return in.fail(OperandText.VALUE, "shift amount " + amount + " is out of range " + range, from, in.at);
        }
        in.put(field, (int) (right ? 2 * size - amount : size + amount));
        return true;
    }
}
