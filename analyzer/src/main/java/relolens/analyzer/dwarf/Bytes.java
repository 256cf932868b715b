package relolens.analyzer.dwarf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A section's bytes while they are written, little-endian, with the places a linker fills. */
final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<DebugSection.Reference> references = new ArrayList<>();

    int size() {
        return out.size();
    }

    void number(long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >> 8 * i));
        }
    }

    void raw(int... bytes) {
        for (int b : bytes) {
            out.write(b);
        }
    }

    void unsigned(long value) {
        do {
            long rest = value >>> 7;
            out.write((int) (value & 0x7f | (rest == 0 ? 0 : 0x80)));
            value = rest;
        } while (value != 0);
    }

    void signed(long value) {
        while (value < -64 || value > 63) {
            out.write((int) (value & 0x7f | 0x80));
            value >>= 7;
        }
        out.write((int) (value & 0x7f));
    }

    void string(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        out.write(0);
    }

    /** Zeros that a linker replaces. */
    void reference(int bytes, String target, long addend) {
        references.add(new DebugSection.Reference(out.size(), bytes, target, addend));
        number(0, bytes);
    }

    void append(Bytes more) {
        int base = out.size();
        more.references.forEach(
                r -> references.add(new DebugSection.Reference(base + r.offset(), r.size(), r.target(), r.addend())));
        out.writeBytes(more.out.toByteArray());
    }

    DebugSection section(String name, boolean strings, int alignment) {
        return new DebugSection(name, strings, alignment, out.toByteArray(), references);
    }
}
