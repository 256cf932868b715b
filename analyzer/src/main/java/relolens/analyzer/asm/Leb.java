package relolens.analyzer.asm;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** Little-endian base 128 numbers (DWARF 5, section 7.6). */
final class Leb {
    private Leb() {}

    /** {@return the encoding of a number of any length} */
    static byte[] encode(BigInteger value, boolean signed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int length = signed ? value.bitLength() + 1 : Math.max(1, value.bitLength());
        for (int bit = 0; bit < length; bit += 7) {
            int b = value.shiftRight(bit).intValue() & 0x7f;
            out.write(bit + 7 < length ? b | 0x80 : b);
        }
        return out.toByteArray();
    }

    /** {@return the encoding of {@code value}, padded to at least {@code least} bytes} */
    static byte[] encode(long value, boolean signed, int least) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean more = true;
        while (more) {
            int b = (int) value & 0x7f;
            value = signed ? value >> 7 : value >>> 7;
            boolean sign = signed && (b & 0x40) != 0;
            more = value != (sign ? -1 : 0) || out.size() + 1 < least;
            out.write(more ? b | 0x80 : b);
        }
        return out.toByteArray();
    }
}
