package relolens.emulator.isa;

import java.util.function.IntUnaryOperator;
import relolens.emulator.isa.Encoding.Field;
import relolens.emulator.isa.Immediate.Radix;

/** Offsets of loads and stores. Brackets and write-back marks stand in the syntax column itself. */
final class AddressOperands {
    private AddressOperands() {}

    static Operand named(String name, Row row) {
        BitPattern bits = row.bits;
        IntUnaryOperator shift = w -> Access.of(row).shift(w);
        IntUnaryOperator bytes = w -> Access.of(row).elementBytes(w);
        switch (name) {
            case "uoff":
                return new Offset(bits.require("imm12")).scaled(shift).late(Fixup.Kind.LDST12, bytes);
            case "soff":
                return new Offset(bits.require("imm9")).signed().late(Fixup.Kind.LDST9, bytes);
            case "poff":
                return new Offset(bits.require("imm7")).signed().scaled(shift).late(Fixup.Kind.PAIR7, bytes);
            case "goff":
                return new Offset(bits.require("imm9")).signed().scaled(w -> 4).late();
            case "goff7":
                return new Offset(bits.require("imm7")).signed().scaled(w -> 4).late();
            case "aoff":
                return new SplitOffset(bits);
            case "zero":
                return new Zero();
            default:
                return new IndexRegister(bits, shift);
        }
    }

    /** A constant offset; relocation operators are accepted where the field can take one. */
    private static final class Offset extends Immediate {
        private boolean unsigned;

        Offset(Field field) {
            super(field, Radix.DECIMAL);
        }

        @Override
        Immediate late(Fixup.Kind kind, IntUnaryOperator bytes) {
            unsigned = kind == Fixup.Kind.LDST12;
            return super.late(kind, bytes);
        }

        @Override
        boolean read(OperandText in) {
            return read(in, unsigned ? Modifiers.read(in) : "");
        }
    }

    /** The 10-bit offset of LDRAA and LDRAB, in doublewords. */
    private static final class SplitOffset extends Operand {
        private final Field sign;
        private final Field imm9;

        SplitOffset(BitPattern bits) {
            sign = bits.require("S");
            imm9 = bits.require("imm9");
        }

        private int value(int word) {
            return (imm9.of(word) - (sign.of(word) << 9)) * 8;
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
            OperandReader.Value value = in.expression("an immediate");
            if (value == null) {
                return false;
            }
            Long constant = value.constant();
            if (constant == null) {
                in.fixups.add(new Fixup(Fixup.Kind.REENCODE, "", value.expression(), 8));
                return true;
            }
            String wrong = Immediate.check(constant, 10, true, 3);
            if (wrong != null) {
                return in.fail(OperandText.VALUE, wrong, from, in.at);
            }
            int scaled = (int) (constant >> 3);
            in.put(imm9, scaled & 511);
            in.put(sign, scaled >> 9 & 1);
            return true;
        }
    }

    /** The offset 0 that may be written after the base of an access that takes none. */
    private static final class Zero extends Operand {
        @Override
        boolean isDefault(int word) {
            return true;
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            out.append("#0");
        }

        @Override
        boolean read(OperandText in) {
            in.skipSpace();
            int from = in.at;
            OperandReader.Value value = in.expression("#0");
            if (value == null) {
                return false;
            }
            Long constant = value.constant();
            if (constant == null || constant != 0) {
                return in.fail(OperandText.VALUE, "only #0 is possible here", from, in.at);
            }
            return true;
        }
    }

    /** An offset register with its extension. */
    private static final class IndexRegister extends Operand {
        private final Field rm;
        private final Field option;
        private final Field s;
        private final IntUnaryOperator shift;

        IndexRegister(BitPattern bits, IntUnaryOperator shift) {
            rm = bits.require("Rm");
            option = bits.require("option");
            s = bits.require("S");
            this.shift = shift;
            naming("Rm", Names.GENERAL, rm);
        }

        @Override
        boolean valid(int word) {
            return (option.of(word) & 2) != 0;
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            int kind = option.of(word);
            out.append(Register.name((kind & 1) == 1, false, rm.of(word)));
            boolean scaled = s.of(word) == 1;
            if (kind != 3) {
                out.append(", ").append(ExtendedRegister.NAMES.get(kind));
            } else if (scaled) {
                out.append(", lsl");
            }
            if (scaled) {
                out.append(" #").append(shift.applyAsInt(word));
            }
        }

        @Override
        boolean read(OperandText in) {
            Register r = in.peekRegister();
            if (r == null || !r.general() || r.stackPointer()) {
                return in.expected("an offset: immediate or register");
            }
            in.put(rm, r.number());
            in.at = in.nameEnd(in.at);
            boolean wide = r.bank() == 'x';
            if (!in.accept(',')) {
                if (!wide) {
                    return in.expected("', ' and uxtw or sxtw");
                }
                in.put(option, 3);
                return true;
            }
            String name = in.peekName();
            int kind = name.equals("lsl") ? 3 : ExtendedRegister.NAMES.indexOf(name);
            if ((kind & 2) == 0 || kind < 0 || (kind & 1) == 1 != wide || name.equals("uxtx")) {
                return in.expected(wide ? "lsl or sxtx" : "uxtw or sxtw");
            }
            in.at += name.length();
            in.put(option, kind);
            return in.peek() == ']' && kind != 3 || amount(in);
        }

        private boolean amount(OperandText in) {
            in.skipSpace();
            int from = in.at;
            Long amount = in.constant("a shift amount");
            if (amount == null) {
                return false;
            }
            int size = shift.applyAsInt(in.word);
            if (amount != 0 && amount != size) {
                String allowed = size == 0 ? "must be 0" : "must be 0 or " + size;
                return in.fail(OperandText.VALUE, "shift amount " + amount + " " + allowed, from, in.at);
            }
            in.put(s, amount == size ? 1 : 0);
            return true;
        }
    }
}
