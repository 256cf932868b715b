package relolens.emulator.isa;

/**
 * A plain number of an SVE or SME operand, in one field or two.
 */
final class ScalableNumber extends Operand {
    private final FieldPair field;
    private final boolean signed;
    private final int scale;

    /** @param spec {@code #imm5}, {@code #s.imm4*16}, {@code #s.imm9h:imm9l} */
    ScalableNumber(BitPattern bits, String spec) {
        signed = spec.startsWith("#s.");
        String rest = spec.substring(signed ? 3 : 1);
        int star = rest.indexOf('*');
        scale = star < 0 ? 1 : Integer.parseInt(rest, star + 1, rest.length(), 10);
        field = FieldPair.of(bits, star < 0 ? rest : rest.substring(0, star));
    }

    /** {@return the number in {@code word}} */
    int value(int word) {
        return scale * (signed ? field.signedOf(word) : field.of(word));
    }

    @Override
    boolean isDefault(int word) {
        return value(word) == 0;
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        out.append('#').append(value(word));
    }

    @Override
    boolean read(OperandText in) {
        in.skipSpace();
        int from = in.at;
        OperandReader.Value value = in.immediate("an immediate");
        if (value == null) {
            return false;
        }
        Long constant = value.constant();
        if (constant == null) {
            return in.unknown();
        }
        int range = 1 << field.width();
        int least = signed ? -range / 2 : 0;
        int most = least + range - 1;
        if (constant < (long) least * scale || constant > (long) most * scale || constant % scale != 0) {
            String step = scale == 1 ? "" : " (multiples of " + scale + ")";
            String wanted = " is not in " + least * scale + ".." + most * scale + step;
            return in.fail(OperandText.VALUE, "value " + constant + wanted, from, in.at);
        }
        field.put(in, (int) (constant / scale));
        in.lastNumber = constant;
        return true;
    }
}
