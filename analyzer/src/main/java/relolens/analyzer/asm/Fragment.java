package relolens.analyzer.asm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.Origin;
import relolens.analyzer.syntax.Expression;

/**
 * A run of bytes in a subsection, or a gap whose size layout finds. Distances inside one {@link #anchor} are known while
 * the text is still being read, as in GNU as: alignment, {@code .org} and late sizes begin a new one.
 */
final class Fragment {
    enum Kind {
        BYTES,
        /** A known number of fill bytes. */
        FILL,
        ALIGN,
        ORG,
        /** A number of fill bytes that is known late. */
        SPACE,
        LEB
    }

    final OutputSection section;
    final int subsection;
    final Kind kind;
    final Origin origin;
    int anchor;
    long anchorOffset;
    long address;
    long size;

    private byte[] bytes = new byte[0];
    private int length;

    /** Pattern that fills a gap, repeated. */
    byte[] pattern = {0};
    /** ALIGN: the power of two. */
    int power;
    /** ALIGN: the most bytes to skip, 0 = any number. */
    long most;
    /** ALIGN: pad with NOPs. */
    boolean code;
    /** ORG: target; SPACE: size; LEB: value. */
    @Nullable
    Expression expression;

    boolean signed;

    Fragment(OutputSection section, int subsection, Kind kind, Origin origin) {
        this.section = section;
        this.subsection = subsection;
        this.kind = kind;
        this.origin = origin;
    }

    /** {@return whether the size is known as soon as the text is read} */
    boolean fixed() {
        return kind == Kind.BYTES || kind == Kind.FILL;
    }

    int length() {
        return length;
    }

    void append(byte[] more) {
        if (length + more.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(64, Math.max(bytes.length * 2, length + more.length)));
        }
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        size = length;
    }

    void put(long offset, int count, long value) {
        for (int i = 0; i < count; i++) {
            bytes[(int) offset + i] = (byte) (i < 8 ? value >> 8 * i : value >> 63);
        }
    }

    int word(long offset) {
        int at = (int) offset;
        return bytes[at] & 255 | (bytes[at + 1] & 255) << 8 | (bytes[at + 2] & 255) << 16 | bytes[at + 3] << 24;
    }

    void copyTo(byte[] out, int at) {
        System.arraycopy(bytes, 0, out, at, length);
    }
}
