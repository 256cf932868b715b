package relolens.emulator.isa;

import java.util.List;
import relolens.emulator.isa.Encoder.Result;
import relolens.emulator.isa.Encoding.Field;

/** Late values into words, as the assembler (and for local symbols the linker) would put them there. */
final class Patch {
    private static final Field IMM26 = new Field("imm26", 0, 26);
    private static final Field IMM19 = new Field("imm19", 5, 19);
    private static final Field IMM14 = new Field("imm14", 5, 14);
    private static final Field IMM12 = new Field("imm12", 10, 12);
    private static final Field IMM9 = new Field("imm9", 12, 9);
    private static final Field IMM7 = new Field("imm7", 15, 7);
    private static final Field IMM16 = new Field("imm16", 5, 16);
    /** SUB rather than ADD. */
    private static final int SUBTRACT = 1 << 30;
    /** ADD immediate: the value is shifted left by 12. */
    private static final int SHIFT_12 = 1 << 22;
    /** Load or store with scaled unsigned offset rather than a 9-bit one. */
    private static final int UNSIGNED_OFFSET = 1 << 24;
    /** MOVZ rather than MOVN. */
    private static final int MOVZ = 1 << 30;

    private Patch() {}

    static Result apply(int word, Fixup fixup, long value) {
        switch (fixup.kind()) {
            case BRANCH26:
                return field(word, IMM26, value, true, 2, "branch target");
            case BRANCH19:
                return field(word, IMM19, value, true, 2, "branch target");
            case BRANCH14:
                return field(word, IMM14, value, true, 2, "branch target");
            case LITERAL19:
                return field(word, IMM19, value, true, 2, "literal");
            case ADR21:
                return address(word, value, 0);
            case ADRP21:
                return address(word, value, 12);
            case ADD12:
                return add(word, fixup.modifier(), value);
            case LDST12:
                return offset(word, fixup, value);
            case LDST9:
                return field(word, IMM9, value, true, 0, "offset");
            case PAIR7:
                return field(word, IMM7, value, true, log2(fixup), "offset");
            case MOVW16:
                return move(word, fixup.modifier(), value);
            default:
                return Result.problem("the instruction must be encoded again with the value", -1, -1);
        }
    }

    private static int log2(Fixup fixup) {
        return Integer.numberOfTrailingZeros(Math.max(1, fixup.accessBytes()));
    }

    private static Result field(int word, Field field, long value, boolean signed, int low, String what) {
        String wrong = Immediate.check(value, field.width(), signed, low);
        if (wrong != null) {
            return Result.problem(what + " does not fit: " + wrong, -1, -1);
        }
        return done(word & ~BitPattern.mask(field) | (int) (value >> low) << field.lsb() & BitPattern.mask(field));
    }

    private static Result done(int word) {
        return new Result(word, Isa.a64().decode(word), List.of(), null, 0, 0);
    }

    private static Result address(int word, long value, int low) {
        String wrong = Immediate.check(value, 21, true, low);
        if (wrong != null) {
            return Result.problem("address does not fit: " + wrong, -1, -1);
        }
        int scaled = (int) (value >> low);
        return done(word & ~(0x7ffff << 5 | 3 << 29) | (scaled & 3) << 29 | (scaled >> 2 & 0x7ffff) << 5);
    }

    private static Result add(int word, String modifier, long value) {
        if (modifier.contains("hi12")) {
            return field(word, IMM12, value >> 12 & 0xfff, false, 0, "value");
        }
        if (modifier.contains("lo12")) {
            return field(word, IMM12, value & 0xfff, false, 0, "value");
        }
        int changed = value < 0 ? word ^ SUBTRACT : word;
        long v = Math.abs(value);
        boolean shiftable = (word & SHIFT_12) == 0 && v > 4095 && (v & 0xfff) == 0 && v <= 4095L << 12;
        if (shiftable) {
            return field(changed | SHIFT_12, IMM12, v >> 12, false, 0, "value");
        }
        if (v < 0 || v > 4095) {
            return Result.problem(ArithmeticImmediate.message(value), -1, -1);
        }
        return field(changed, IMM12, v, false, 0, "value");
    }

    private static Result offset(int word, Fixup fixup, long value) {
        int low = log2(fixup);
        if (!fixup.modifier().isEmpty()) {
            return field(word, IMM12, value & 0xfff, false, low, "offset");
        }
        boolean scaled = Immediate.check(value, 12, false, low) == null;
        if (!scaled && value >= -256 && value <= 255) {
            return field(word & ~(UNSIGNED_OFFSET | BitPattern.mask(IMM12)), IMM9, value, true, 0, "offset");
        }
        return field(word, IMM12, value, false, low, "offset");
    }

    private static Result move(int word, String modifier, long value) {
        int at = modifier.indexOf("_g");
        if (at < 0 || at + 2 >= modifier.length()) {
            return field(word, IMM16, value, false, 0, "value");
        }
        int group = modifier.charAt(at + 2) - '0';
        long shifted = value >> 16 * group;
        if (modifier.endsWith("_nc") || group == 3) {
            return field(word, IMM16, shifted & 0xffff, false, 0, "value");
        }
        boolean signed = modifier.endsWith("_s") || modifier.startsWith("prel") || modifier.contains("tprel");
        if (signed) {
            boolean negative = value < 0;
            int opcode = negative ? word & ~MOVZ : word | MOVZ;
            long bits = negative ? ~shifted : shifted;
            return field(opcode, IMM16, bits, false, 0, ":" + modifier + ": value");
        }
        return field(word, IMM16, value >>> 16 * group, false, 0, ":" + modifier + ": value");
    }
}
