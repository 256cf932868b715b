package relolens.emulator.isa;

import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/** Operands of MOVZ, MOVN, MOVK and of the MOV spellings of the first two. */
final class MoveImmediate {
    private MoveImmediate() {}

    /** {@return whether one MOVZ or MOVN gives {@code value}} */
    static boolean isMoveWide(long value, boolean wide) {
        return halfword(value, wide) >= 0 || halfword(wide ? ~value : ~value & 0xffff_ffffL, wide) >= 0;
    }

    /** {@return hw if {@code value} has bits in that halfword only, else -1} */
    static int halfword(long value, boolean wide) {
        for (int hw = 0; hw < (wide ? 4 : 2); hw++) {
            if ((value & ~(0xffffL << 16 * hw)) == 0) {
                return hw;
            }
        }
        return -1;
    }

    /** The 16 bits themselves, {@code :abs_g1:} and its kin included. */
    static final class Half extends Immediate {
        private final @Nullable Field hw;

        Half(BitPattern bits) {
            super(bits.require("imm16"), Radix.HEX);
            hw = bits.require("hw");
            late(Fixup.Kind.MOVW16, w -> 0);
        }

        @Override
        boolean read(OperandText in) {
            String modifier = Modifiers.read(in);
            int group = modifier.indexOf("_g");
            if (hw != null && group >= 0 && group + 2 < modifier.length()) {
                in.put(hw, modifier.charAt(group + 2) - '0' & 3);
            }
            return read(in, modifier);
        }
    }

    /** {@code lsl #16}. */
    static final class HalfShift extends Operand {
        private final Field sf;
        private final Field hw;

        HalfShift(BitPattern bits) {
            sf = bits.require("sf");
            hw = bits.require("hw");
        }

        @Override
        boolean valid(int word) {
            return sf.of(word) == 1 || hw.of(word) < 2;
        }

        @Override
        boolean isDefault(int word) {
            return hw.of(word) == 0;
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            out.append("lsl #").append(16 * hw.of(word));
        }

        @Override
        boolean read(OperandText in) {
            if (!in.peekName().equals("lsl")) {
                return in.expected("lsl");
            }
            in.at += 3;
            in.skipSpace();
            int from = in.at;
            OperandReader.Value value = in.expression("a shift amount");
            if (value == null) {
                return false;
            }
            Long amount = value.constant();
            int top = sf.of(in.word) == 1 ? 48 : 16;
            if (amount == null || amount < 0 || amount > top || amount % 16 != 0) {
                return in.fail(OperandText.VALUE, "shift must be a multiple of 16 from 0 to " + top, from, in.at);
            }
            in.put(hw, (int) (amount / 16));
            return true;
        }
    }

    /** The whole value of the MOV spelling. */
    static final class Whole extends Operand {
        private final Field sf;
        private final Field hw;
        private final Field imm16;
        private final boolean inverted;

        Whole(BitPattern bits, boolean inverted) {
            sf = bits.require("sf");
            hw = bits.require("hw");
            imm16 = bits.require("imm16");
            this.inverted = inverted;
        }

        @Override
        boolean valid(int word) {
            boolean wide = sf.of(word) == 1;
            int half = imm16.of(word);
            return (wide || hw.of(word) < 2)
                    && !(half == 0 && hw.of(word) != 0)
                    && !(inverted && !wide && half == 0xffff);
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            long v = (long) imm16.of(word) << 16 * hw.of(word);
            v = inverted ? ~v : v;
            out.append("#0x").append(Long.toHexString(sf.of(word) == 1 ? v : v & 0xffff_ffffL));
        }

        @Override
        boolean read(OperandText in) {
            in.skipSpace();
            int from = in.at;
            OperandReader.Value value = in.expression("a register or an immediate");
            if (value == null) {
                return false;
            }
            Long constant = value.constant();
            if (constant == null) {
                in.fixups.add(new Fixup(Fixup.Kind.REENCODE, "", value.expression(), 0));
                return true;
            }
            boolean wide = sf.of(in.word) == 1;
            Long usable = LogicalImmediate.usable(constant, wide);
            long v = usable == null ? 0 : inverted ? wide ? ~usable : ~usable & 0xffff_ffffL : usable;
            int half = usable == null ? -1 : halfword(v, wide);
            if (half < 0) {
                String hex = "0x" + Long.toHexString(constant);
                String why = " cannot be moved by one instruction; use movz and movk, or ldr with =";
                return in.fail(OperandText.VALUE, "value " + hex + why, from, in.at);
            }
            in.put(hw, half);
            in.put(imm16, (int) (v >>> 16 * half));
            return true;
        }
    }
}
