package relolens.emulator.isa;

import relolens.emulator.isa.Encoding.Field;

/** PC-relative targets, literals, and the bit number of TBZ. */
final class BranchOperands {
    private BranchOperands() {}

    static Operand named(String name, Row row) {
        BitPattern bits = row.bits;
        switch (name) {
            case "label26":
                return new Label(bits.require("imm26"), Fixup.Kind.BRANCH26, row);
            case "label14":
                return new Label(bits.require("imm14"), Fixup.Kind.BRANCH14, row);
            case "label19":
                boolean branch = row.encoding.effects().contains("flow:");
                Fixup.Kind kind = branch ? Fixup.Kind.BRANCH19 : Fixup.Kind.LITERAL19;
                return new Label(bits.require("imm19"), kind, row);
            case "=expr":
                return new Pool(row);
            case "bit":
                return new BitNumber(bits);
            case "Bit-Rt":
                return new BitRegister(bits);
            default:
                return new PageOrAddress(bits, name.equals("adrp"));
        }
    }

    /** A word-aligned target in one field. */
    private static final class Label extends Operand {
        private final Field field;
        private final Fixup.Kind kind;
        private final Row row;

        Label(Field field, Fixup.Kind kind, Row row) {
            this.field = field;
            this.kind = kind;
            this.row = row;
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            out.append(Long.toHexString(address + 4L * field.signedOf(word)));
        }

        @Override
        boolean read(OperandText in) {
            in.skipSpace();
            int from = in.at;
            String modifier = Modifiers.read(in);
            OperandReader.Value value = kind == Fixup.Kind.LITERAL19 ? in.expression("a label") : in.label();
            if (value == null) {
                return false;
            }
            Long offset = value.constant();
            if (offset == null || !modifier.isEmpty()) {
                int bytes = kind == Fixup.Kind.LITERAL19 ? Access.of(row).elementBytes(in.word) : 0;
                in.fixups.add(new Fixup(kind, modifier, value.expression(), bytes));
                return true;
            }
            String wrong = Immediate.check(offset, field.width(), true, 2);
            if (wrong != null) {
                return in.fail(OperandText.VALUE, wrong, from, in.at);
            }
            in.put(field, (int) (offset >> 2));
            return true;
        }
    }

    /** {@code =expr}. */
    private static final class Pool extends Operand {
        private final Row row;

        Pool(Row row) {
            this.row = row;
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            out.append(Long.toHexString(address));
        }

        @Override
        boolean read(OperandText in) {
            if (!in.accept('=')) {
                return in.expected("a label, '=' and an expression, or '['");
            }
            String modifier = Modifiers.read(in);
            OperandReader.Value value = in.expression("an expression");
            if (value == null) {
                return false;
            }
            int bytes = Access.of(row).elementBytes(in.word);
            in.fixups.add(new Fixup(Fixup.Kind.LITERAL_POOL, modifier, value.expression(), bytes));
            return true;
        }
    }

    /** The target of ADR or ADRP. */
    private static final class PageOrAddress extends Operand {
        private final Field low;
        private final Field high;
        private final boolean page;

        PageOrAddress(BitPattern bits, boolean page) {
            low = bits.require("immlo");
            high = bits.require("immhi");
            this.page = page;
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            long offset = (long) high.signedOf(word) << 2 | low.of(word);
            out.append(Long.toHexString(page ? (address & ~0xfffL) + (offset << 12) : address + offset));
        }

        @Override
        boolean read(OperandText in) {
            in.skipSpace();
            int from = in.at;
            String modifier = Modifiers.read(in);
            OperandReader.Value value = in.expression("a label");
            if (value == null) {
                return false;
            }
            Long offset = value.constant();
            // ADRP of a number means that absolute address, which only the assembler can turn into a distance.
            if (offset == null || !modifier.isEmpty() || page) {
                Fixup.Kind kind = page ? Fixup.Kind.ADRP21 : Fixup.Kind.ADR21;
                in.fixups.add(new Fixup(kind, modifier, value.expression(), 0));
                return true;
            }
            String wrong = Immediate.check(offset, 21, true, 0);
            if (wrong != null) {
                return in.fail(OperandText.VALUE, wrong, from, in.at);
            }
            in.put(low, (int) (offset & 3));
            in.put(high, (int) (offset >> 2));
            return true;
        }
    }

    /** The bit TBZ and TBNZ test. */
    private static final class BitNumber extends Operand {
        private final Field high;
        private final Field low;

        BitNumber(BitPattern bits) {
            high = bits.require("b5");
            low = bits.require("b40");
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            out.append('#').append(high.of(word) << 5 | low.of(word));
        }

        @Override
        boolean read(OperandText in) {
            in.skipSpace();
            int from = in.at;
            Long bit = in.constant("a bit number");
            if (bit == null) {
                return false;
            }
            // BitRegister left the register's width in the upper bit.
            int max = high.of(in.word) == 1 ? 63 : 31;
            if (bit < 0 || bit > max) {
                return in.fail(OperandText.VALUE, "bit " + bit + " is out of range 0.." + max, from, in.at);
            }
            in.put(low, (int) (bit & 31));
            in.put(high, (int) (bit >> 5));
            return true;
        }
    }

    /** The register of TBZ: W for the lower 32 bits; X is accepted for all. */
    private static final class BitRegister extends Operand {
        private final Field rt;
        private final Field b5;

        BitRegister(BitPattern bits) {
            rt = bits.require("Rt");
            b5 = bits.require("b5");
            naming("Rt", Names.GENERAL, rt);
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            out.append(Register.name(b5.of(word) == 1, false, rt.of(word)));
        }

        @Override
        boolean read(OperandText in) {
            Register r = in.peekRegister();
            if (r == null || !r.general() || r.stackPointer()) {
                return in.expected("a general register");
            }
            in.put(rt, r.number());
            in.put(b5, r.bank() == 'x' ? 1 : 0);
            in.at = in.nameEnd(in.at);
            return true;
        }
    }
}
