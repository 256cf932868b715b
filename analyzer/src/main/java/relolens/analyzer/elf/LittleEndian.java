package relolens.analyzer.elf;

import java.io.ByteArrayOutputStream;

/** A growing little-endian byte string. */
final class LittleEndian {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    int size() {
        return out.size();
    }

    void raw(byte[] bytes) {
        out.writeBytes(bytes);
    }

    void u8(int value) {
        out.write(value);
    }

    void u16(int value) {
        out.write(value);
        out.write(value >> 8);
    }

    void u32(int value) {
        u16(value);
        u16(value >> 16);
    }

    void u64(long value) {
        u32((int) value);
        u32((int) (value >> 32));
    }

    /** Appends zeros up to a multiple of {@code alignment} bytes. */
    void pad(long alignment) {
        // A section may ask for gigabytes of alignment in memory; in the file its place has no such need.
        long unit = Math.max(1, Math.min(alignment, 4096));
        while (out.size() % unit != 0) {
            out.write(0);
        }
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
