package relolens.analyzer.asm;

import java.io.ByteArrayOutputStream;

/** Little-endian base 128 numbers (DWARF 5, section 7.6). */
final class Leb {
    private Leb() {}

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
