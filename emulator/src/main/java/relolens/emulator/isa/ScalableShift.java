package relolens.emulator.isa;

/**
 * The amount of an SVE shift by an immediate: {@code tszh:tszl:imm3} is esize + amount for left shifts and 2 × esize -
 * amount for right shifts.
 */
final class ScalableShift extends Operand {
    private final FieldPair tsz;
    private final FieldPair imm3;
    private final boolean right;

    ScalableShift(BitPattern bits, boolean right) {
        tsz = FieldPair.of(bits, "tszh:tszl");
        imm3 = FieldPair.of(bits, "imm3");
        this.right = right;
    }

    private int elementBits(int word) {
        return 8 * Integer.highestOneBit(tsz.of(word));
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        int n = tsz.of(word) << 3 | imm3.of(word);
        int size = elementBits(word);
        out.append('#').append(right ? 2 * size - n : n - size);
    }

    @Override
    boolean read(OperandText in) {
        in.skipSpace();
        int from = in.at;
        Long amount = in.constant("a register or a shift amount");
        if (amount == null) {
            return false;
        }
        int size = elementBits(in.word);
        int least = right ? 1 : 0;
        int most = least + size - 1;
        if (amount < least || amount > most) {
            String range = "shift amount " + amount + " is out of range " + least + ".." + most;
            return in.fail(OperandText.VALUE, range, from, in.at);
        }
        int n = (int) (right ? 2 * size - amount : size + amount);
        tsz.put(in, n >> 3);
        imm3.put(in, n & 7);
        return true;
    }
}
