package relolens.emulator.isa;

import relolens.emulator.isa.Encoding.Field;

/** The 8-bit immediate of ADD, DUP, CPY and their kin, perhaps shifted left by 8; bytes have no shift. */
final class ScalableImmediate extends Operand {
    private static final int SHIFT = 8;

    private final Field imm8;
    private final Field sh;
    private final ScalableSize size;
    private final boolean signed;

    ScalableImmediate(BitPattern bits, boolean signed) {
        imm8 = bits.require("imm8");
        sh = bits.require("sh");
        size = ScalableSize.of(bits, "bhsd");
        this.signed = signed;
    }

    private int value(int word) {
        return signed ? imm8.signedOf(word) : imm8.of(word);
    }

    @Override
    boolean valid(int word) {
        return sh.of(word) == 0 || size.log2(word) > 0;
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        int v = value(word);
        boolean shifted = sh.of(word) == 1;
        // Zero shifted is written as such, to come back as the same word.
        out.append('#').append(shifted && v != 0 ? v * 256 : v);
        if (shifted && v == 0) {
            out.append(", lsl #8");
        }
    }

    @Override
    boolean read(OperandText in) {
        in.skipSpace();
        int from = in.at;
        OperandReader.Value value = in.immediate("a register or an immediate");
        if (value == null) {
            return false;
        }
        Long constant = value.constant();
        int to = in.at;
        int amount = in.accept(',') ? amount(in) : -1;
        if (amount < -1) {
            return false;
        }
        if (constant == null) {
            return in.unknown();
        }
        // Element values may be written signed or unsigned.
        int log2 = size.log2(in.word);
        int unused = 64 - (8 << log2);
        long whole = amount == SHIFT ? constant << SHIFT : constant;
        long element = signed ? whole << unused >> unused : whole << unused >>> unused;
        boolean shifted = amount == SHIFT || amount < 0 && (element & 0xff) == 0 && whole != 0 && log2 > 0;
        // GNU as takes -256 for a byte, too, and makes a reserved word of it.
        boolean fits = isOfElement(whole, log2) && (log2 > 0 || whole != -256);
        return fits && put(in, shifted ? element >> SHIFT : element, shifted) || refuse(in, constant, from, to);
    }

    /** {@return whether the bits above an element of {@code 1 << log2} bytes are all 0 or all 1, as GNU as wants it} */
    static boolean isOfElement(long value, int log2) {
        long above = log2 == 3 ? 0 : value >> (8 << log2);
        return above == 0 || above == -1;
    }

    private boolean put(OperandText in, long value, boolean shifted) {
        if (signed ? value < -128 || value > 127 : value < 0 || value > 255) {
            return false;
        }
        in.put(imm8, (int) value & 255);
        in.put(sh, shifted ? 1 : 0);
        return true;
    }

    private boolean refuse(OperandText in, long value, int from, int to) {
        String range = signed ? "-128..127" : "0..255";
        String shifted = size.log2(in.word) == 0 ? "" : ", or 256 times such a number";
        return in.fail(OperandText.VALUE, "value " + value + " is not in " + range + shifted, from, to);
    }

    /** {@return 0 or 8, or -2 after a problem} */
    private int amount(OperandText in) {
        if (!in.peekName().equals("lsl")) {
            in.expected("lsl");
            return -2;
        }
        in.at += 3;
        in.skipSpace();
        int from = in.at;
        OperandReader.Value value = in.immediate("#0 or #8");
        if (value == null) {
            return -2;
        }
        Long n = value.constant();
        boolean bytes = size.log2(in.word) == 0;
        if (n == null || n != 0 && (n != 8 || bytes)) {
            in.fail(
                    OperandText.VALUE,
                    bytes ? "bytes are not shifted: lsl #0" : "expected lsl #0 or lsl #8",
                    from,
                    in.at);
            return -2;
        }
        return (int) (long) n;
    }
}
