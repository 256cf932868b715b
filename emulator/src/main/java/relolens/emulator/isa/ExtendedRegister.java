package relolens.emulator.isa;

import java.util.List;
import relolens.emulator.isa.Encoding.Field;

/** The last register of ADD and SUB (extended register), with its extension: {@code w2, uxtw #3}. */
final class ExtendedRegister extends Operand {
    static final List<String> NAMES = List.of("uxtb", "uxth", "uxtw", "uxtx", "sxtb", "sxth", "sxtw", "sxtx");
    private final Field sf;
    private final Field rm;
    private final Field rn;
    private final Field rd;
    private final Field option;
    private final Field imm3;
    /** Whether number 31 as destination is SP. */
    private final boolean spDestination;

    ExtendedRegister(BitPattern bits, boolean spDestination) {
        sf = bits.require("sf");
        rm = bits.require("Rm");
        rn = bits.require("Rn");
        rd = bits.require("Rd");
        option = bits.require("option");
        imm3 = bits.require("imm3");
        this.spDestination = spDestination;
        naming("Rm", Names.GENERAL, rm);
    }

    @Override
    boolean valid(int word) {
        return imm3.of(word) <= 4;
    }

    private boolean onStackPointer(int word) {
        return rn.of(word) == 31 || spDestination && rd.of(word) == 31;
    }

    private int plainOption(int word) {
        return sf.of(word) == 1 ? 3 : 2;
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        int kind = option.of(word);
        int amount = imm3.of(word);
        boolean wide = sf.of(word) == 1 && (kind & 3) == 3;
        out.append(Register.name(wide, false, rm.of(word)));
        if (kind == plainOption(word) && onStackPointer(word)) {
            if (amount != 0) {
                out.append(", lsl #").append(amount);
            }
            return;
        }
        out.append(", ").append(NAMES.get(kind));
        if (amount != 0) {
            out.append(" #").append(amount);
        }
    }

    @Override
    boolean read(OperandText in) {
        Register r = in.peekRegister();
        boolean wide = sf.of(in.word) == 1;
        if (r == null || !r.general() || r.stackPointer() || r.bank() == 'x' && !wide) {
            return in.expected(wide ? "a general register" : "a 32-bit register (w0 to w30, wzr)");
        }
        in.put(rm, r.number());
        in.at = in.nameEnd(in.at);
        if (!in.accept(',')) {
            if (!onStackPointer(in.word) || wide != (r.bank() == 'x')) {
                return in.expected("', ' and an extension (uxtb to sxtx)");
            }
            in.put(option, plainOption(in.word));
            return true;
        }
        String name = in.peekName();
        int kind = name.equals("lsl") && onStackPointer(in.word) ? plainOption(in.word) : NAMES.indexOf(name);
        if (kind < 0) {
            return in.expected("an extension (uxtb to sxtx)");
        }
        in.at += name.length();
        in.put(option, kind);
        return in.atEnd() && !name.equals("lsl") || amount(in);
    }

    private boolean amount(OperandText in) {
        in.skipSpace();
        int from = in.at;
        Long amount = in.constant("a shift amount");
        if (amount == null) {
            return false;
        }
        if (amount < 0 || amount > 4) {
            return in.fail(OperandText.VALUE, "shift amount " + amount + " is out of range 0..4", from, in.at);
        }
        in.put(imm3, (int) (long) amount);
        return true;
    }
}
