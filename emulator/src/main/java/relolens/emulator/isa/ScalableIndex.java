package relolens.emulator.isa;

import relolens.emulator.isa.Encoding.Field;

/** The index register of a contiguous SVE access, where XZR is reserved. */
final class ScalableIndex extends GeneralRegister {
    private final Field rm;

    ScalableIndex(BitPattern bits) {
        super("Xm", bits);
        rm = bits.require("Rm");
    }

    @Override
    boolean valid(int word) {
        return rm.of(word) != 31;
    }

    @Override
    boolean read(OperandText in) {
        Register r = in.peekRegister();
        if (r != null && r.bank() == 'x' && r.number() == 31 && !r.stackPointer()) {
            return in.fail(OperandText.VALUE, "xzr is no index here: leave it out", in.at, in.nameEnd(in.at));
        }
        return super.read(in);
    }

    /** The destination written again as a source, or its W form: {@code sqincb x0, w0}. */
    static final class Same extends Operand {
        private final Field rd;
        private final boolean wide;

        Same(BitPattern bits, boolean wide) {
            rd = bits.require("Rd");
            this.wide = wide;
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            out.append(Register.name(wide, false, rd.of(word)));
        }

        @Override
        boolean read(OperandText in) {
            Register r = in.peekRegister();
            String wanted = Register.name(wide, false, rd.of(in.word));
            boolean fits = r != null && r.bank() == (wide ? 'x' : 'w') && !r.stackPointer();
            if (r == null || !fits || r.number() != rd.of(in.word)) {
                return in.expected(wanted + ": source and destination are one register here");
            }
            in.at = in.nameEnd(in.at);
            return true;
        }
    }
}
