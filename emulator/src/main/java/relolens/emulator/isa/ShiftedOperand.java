package relolens.emulator.isa;

import relolens.emulator.isa.Encoding.Field;

/** The shift of a shifted register: {@code lsl #3}. */
final class ShiftedOperand extends Operand {
    private static final String[] NAMES = {"lsl", "lsr", "asr", "ror"};
    private final Field sf;
    private final Field shift;
    private final Field imm6;
    private final int kinds;

    ShiftedOperand(BitPattern bits, boolean rotates) {
        sf = bits.require("sf");
        shift = bits.require("shift");
        imm6 = bits.require("imm6");
        kinds = rotates ? 4 : 3;
    }

    @Override
    boolean valid(int word) {
        return (sf.of(word) == 1 || imm6.of(word) < 32) && shift.of(word) < kinds;
    }

    @Override
    boolean isDefault(int word) {
        return shift.of(word) == 0 && imm6.of(word) == 0;
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        out.append(NAMES[shift.of(word)]).append(" #").append(imm6.of(word));
    }

    @Override
    boolean read(OperandText in) {
        String name = in.peekName();
        int kind = -1;
        for (int i = 0; i < kinds; i++) {
            kind = NAMES[i].equals(name) ? i : kind;
        }
        if (kind < 0) {
            return in.expected(kinds == 4 ? "lsl, lsr, asr or ror" : "lsl, lsr or asr");
        }
        in.at += name.length();
        in.skipSpace();
        int from = in.at;
        OperandReader.Value value = in.expression("a shift amount");
        if (value == null) {
            return false;
        }
        in.put(shift, kind);
        Long amount = value.constant();
        if (amount == null) {
            return in.unknown();
        }
        int max = sf.of(in.word) == 1 ? 63 : 31;
        if (amount < 0 || amount > max) {
            return in.fail(OperandText.VALUE, "shift amount " + amount + " is out of range 0.." + max, from, in.at);
        }
        in.put(imm6, (int) (long) amount);
        return true;
    }
}
