package relolens.emulator.isa;

import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/** A general register operand: {@code <Rd>}, {@code <Xn|SP>}, {@code <Xn:30>}, {@code <Rn=Rm>}, {@code <Rs-odd>}. */
class GeneralRegister extends Operand {
    private final Field field;
    /** The second place of {@code <Rn=Rm>}. */
    private final @Nullable Field twin;

    private final boolean sp;
    private final int defaultNumber;
    private final Width width;
    /** 0, or the low bit of the number for {@code -even} and {@code -odd}. */
    private final int parity;

    private final boolean paired;
    /** First of eight registers, whose number is even. */
    private final boolean eight;

    /** Where the width of a register comes from. */
    record Width(boolean wide, @Nullable Field field, boolean inverted) {
        static Width of(char letter, BitPattern bits) {
            if (letter != 'R') {
                return new Width(letter == 'X', null, false);
            }
            boolean inverted = !bits.has("sf");
            return new Width(true, bits.require(inverted ? "wf" : "sf"), inverted);
        }

        boolean wide(int word) {
            return field == null ? wide : (field.of(word) == 1) != inverted;
        }
    }

    GeneralRegister(String spec, BitPattern bits) {
        boolean odd = spec.endsWith("-odd");
        eight = spec.endsWith("-eight");
        paired = odd || spec.endsWith("-even");
        parity = odd ? 1 : 0;
        sp = spec.endsWith("|SP");
        int colon = spec.indexOf(':');
        int equals = spec.indexOf('=');
        defaultNumber = colon < 0 ? -1 : Integer.parseInt(spec.substring(colon + 1));
        int end = spec.length();
        for (int i = 0; i < spec.length(); i++) {
            if (!Character.isLetterOrDigit(spec.charAt(i))) {
                end = i;
                break;
            }
        }
        String name = "R" + spec.substring(1, end);
        field = bits.require(name);
        twin = equals < 0 ? null : bits.require("R" + spec.substring(equals + 2));
        width = Width.of(spec.charAt(0), bits);
        String key = paired ? name + (odd ? "-odd" : "-even") : name;
        naming(key, sp ? Names.GENERAL_OR_SP : Names.GENERAL, null);
    }

    @Override
    boolean valid(int word) {
        return (twin == null || field.of(word) == twin.of(word))
                && (!paired || (field.of(word) & 1) == 0)
                && (!eight || isFirstOfEight(field.of(word)));
    }

    @Override
    boolean isDefault(int word) {
        return field.of(word) == defaultNumber;
    }

    @Override
    int omitted(int word) {
        return word & ~BitPattern.mask(field) | defaultNumber << field.lsb();
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        out.append(Register.name(width.wide(word), sp, number(word)));
    }

    @Override
    boolean read(OperandText in) {
        Register r = in.peekRegister();
        boolean fits = r != null && r.general() && (r.number() != 31 || r.stackPointer() == sp);
        if (r == null || !fits || !widthFits(in, r)) {
            return in.expected(description(in));
        }
        int number = r.number();
        if (eight && !isFirstOfEight(number)) {
            return in.expected("the first of eight registers: x0, x2, … x22");
        }
        if (paired && parity == 1) {
            if (number != field.of(in.word) + 1) {
                return in.expected("the register after the previous one");
            }
        } else if (paired && (number & 1) != 0) {
            return in.expected("an even-numbered register");
        } else {
            in.put(field, number);
            if (twin != null) {
                in.put(twin, number);
            }
        }
        in.at = in.nameEnd(in.at);
        return true;
    }

    private static boolean isFirstOfEight(int number) {
        return (number & 1) == 0 && number <= 22;
    }

    @Override
    int count() {
        return eight ? 8 : 1;
    }

    private boolean widthFits(OperandText in, Register r) {
        return settle(in, width, r.bank() == 'x');
    }

    /** Lets a register settle the width field, or checks it against the width already settled. */
    static boolean settle(OperandText in, Width width, boolean wide) {
        Field f = width.field();
        if (f == null) {
            return width.wide() == wide;
        }
        boolean fixed = (in.bits.mask() & BitPattern.mask(f)) != 0;
        if (in.widthKnown || fixed) {
            return width.wide(in.word) == wide;
        }
        in.put(f, wide != width.inverted() ? 1 : 0);
        in.widthKnown = true;
        return true;
    }

    private String description(OperandText in) {
        if (width.field() != null && !in.widthKnown) {
            return sp ? "a general register or SP" : "a general register";
        }
        boolean wide = width.wide(in.word);
        String bank = wide ? "a 64-bit register (x0 to x30, " : "a 32-bit register (w0 to w30, ";
        return bank + (wide ? sp ? "sp)" : "xzr)" : sp ? "wsp)" : "wzr)");
    }

    @Override
    int number(int word) {
        return field.of(word) | parity;
    }
}
