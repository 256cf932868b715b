package relolens.emulator.isa;

import relolens.emulator.isa.Encoding.Field;

/** A condition operand; inverted in CSET and its kin, which have none for AL and NV. */
final class ConditionOperand extends Operand {
    private final Field cond;
    private final boolean inverted;

    ConditionOperand(BitPattern bits, boolean inverted) {
        cond = bits.require("cond");
        this.inverted = inverted;
    }

    @Override
    boolean valid(int word) {
        return !inverted || cond.of(word) < 14;
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        out.append(Conditions.name(cond.of(word) ^ (inverted ? 1 : 0)));
    }

    @Override
    boolean read(OperandText in) {
        String name = in.peekName();
        int n = Conditions.number(name);
        if (n < 0) {
            return in.expected("a condition (eq, ne, cs, …)");
        }
        if (inverted && n >= 14) {
            return in.fail(OperandText.SYNTAX, "condition " + name + " has no inverse here", in.at, in.at + 2);
        }
        in.at += name.length();
        in.put(cond, n ^ (inverted ? 1 : 0));
        return true;
    }
}
