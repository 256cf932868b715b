package relolens.emulator.isa;

import relolens.emulator.isa.Encoding.Field;

/** The immediate of ADD and SUB: 12 bits, perhaps shifted left by 12. */
final class ArithmeticImmediate extends Operand {
    private final Field imm12;
    private final Field sh;
    /** Whether the row is the opposite operation's, for a negative value. */
    private final boolean negated;

    ArithmeticImmediate(BitPattern bits, boolean negated) {
        imm12 = bits.require("imm12");
        sh = bits.require("sh");
        this.negated = negated;
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        out.append("#0x").append(Integer.toHexString(imm12.of(word)));
        if (sh.of(word) == 1) {
            out.append(", lsl #12");
        }
    }

    @Override
    boolean read(OperandText in) {
        in.skipSpace();
        int from = in.at;
        String modifier = Modifiers.read(in);
        OperandReader.Value value = in.expression("a register or an immediate");
        if (value == null) {
            return false;
        }
        int to = in.at;
        int shift = -1;
        if (in.peek() == ',') {
            in.at++;
            if (!in.peekName().equals("lsl")) {
                return in.expected("lsl #0 or lsl #12");
            }
            in.at += 3;
            OperandReader.Value amount = in.expression("0 or 12");
            if (amount == null) {
                return false;
            }
            Long constant = amount.constant();
            if (constant == null || constant != 0 && constant != 12) {
                return in.fail(OperandText.VALUE, "shift must be 0 or 12", to + 1, in.at);
            }
            shift = (int) (long) constant;
            in.put(sh, shift / 12);
        }
        Long constant = value.constant();
        if (constant == null || !modifier.isEmpty()) {
            boolean subtracts = (in.word >>> 30 & 1) == 1;
            if (negated || subtracts && !modifier.isEmpty()) {
                return in.fail(OperandText.SYNTAX, "expected a constant", from, to);
            }
            in.fixups.add(new Fixup(Fixup.Kind.ADD12, modifier, value.expression(), 0));
            return true;
        }
        long v = negated ? -constant : constant;
        if (v >= 0 && v <= 4095) {
            in.put(imm12, (int) v);
            return true;
        }
        if (shift < 0 && v > 0 && v <= 4095L << 12 && (v & 4095) == 0) {
            in.put(imm12, (int) (v >> 12));
            in.put(sh, 1);
            return true;
        }
        return in.fail(OperandText.VALUE, message(constant), from, to);
    }

    static String message(long value) {
        return "value " + value + " is out of range 0..4095, or a multiple of 4096 up to 16773120";
    }
}
