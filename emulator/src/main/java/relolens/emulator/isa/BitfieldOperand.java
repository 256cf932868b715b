package relolens.emulator.isa;

import relolens.emulator.isa.Encoding.Field;

/** Immediates of SBFM, BFM, UBFM and of their many spellings. */
final class BitfieldOperand extends Operand {
    /** What the number means. */
    enum Role {
        IMMR,
        IMMS,
        LSHIFT,
        RSHIFT,
        BFIZLSB,
        BFIZWIDTH,
        BFXLSB,
        BFXWIDTH
    }

    private final Field sf;
    private final Field immr;
    private final Field imms;
    private final Role role;

    BitfieldOperand(BitPattern bits, Role role) {
        sf = bits.require("sf");
        imms = bits.require("imms");
        immr = bits.has("immr") ? bits.require("immr") : imms;
        this.role = role;
    }

    private int bits(int word) {
        return sf.of(word) == 1 ? 64 : 32;
    }

    @Override
    boolean valid(int word) {
        int r = immr.of(word);
        int s = imms.of(word);
        int size = bits(word);
        if (r >= size || s >= size) {
            return false;
        }
        switch (role) {
            case LSHIFT:
                return s != size - 1 && s + 1 == r;
            case RSHIFT:
                return s == size - 1;
            case BFIZLSB, BFIZWIDTH:
                return s < r;
            case BFXLSB, BFXWIDTH:
                return s >= r;
            default:
                return true;
        }
    }

    private int value(int word) {
        int r = immr.of(word);
        int s = imms.of(word);
        int size = bits(word);
        switch (role) {
            case IMMS:
                return s;
            case LSHIFT:
                return size - 1 - s;
            case BFIZLSB:
                return size - r & size - 1;
            case BFIZWIDTH:
                return s + 1;
            case BFXWIDTH:
                return s - r + 1;
            default:
                return r;
        }
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
            return in.unknown();
        }
        int size = bits(in.word);
        int lsb = role == Role.BFIZWIDTH ? size - immr.of(in.word) & size - 1 : immr.of(in.word);
        boolean width = role == Role.BFIZWIDTH || role == Role.BFXWIDTH;
        long min = width ? 1 : 0;
        long max = width ? size - lsb : size - 1;
        if (constant < min || constant > max) {
            String what = width ? "width " : role.name().endsWith("LSB") ? "bit number " : "value ";
            return in.fail(OperandText.VALUE, what + constant + " is out of range " + min + ".." + max, from, in.at);
        }
        encode(in, (int) (long) constant, size, lsb);
        return true;
    }

    private void encode(OperandText in, int v, int size, int lsb) {
        switch (role) {
            case IMMS:
                in.put(imms, v);
                break;
            case LSHIFT:
                in.put(immr, -v & size - 1);
                in.put(imms, size - 1 - v);
                break;
            case RSHIFT:
                in.put(immr, v);
                in.put(imms, size - 1);
                break;
            case BFIZLSB:
                in.put(immr, -v & size - 1);
                break;
            case BFIZWIDTH:
                in.put(imms, v - 1);
                break;
            case BFXWIDTH:
                in.put(imms, lsb + v - 1);
                break;
            default:
                in.put(immr, v);
                break;
        }
    }
}
