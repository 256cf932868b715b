package relolens.server.protocol;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream into the bodies of its messages. Header names are matched without regard to case, lines may end in a
 * bare line feed, and a header block that gives no usable length is skipped: the next one starts afresh.
 */
final class Frames {
    /** Bytes of the longest body accepted; a longer one is read past. */
    static final int LONGEST = 256 << 20;

    private static final int LONGEST_HEADER = 1 << 16;
    private final InputStream in;

    Frames(InputStream in) {
        this.in = in;
    }

    /** {@return the next body, or null at the end of the stream} */
    @Nullable
    String next() throws IOException {
        while (true) {
            long length = header();
            if (length == END) {
                return null;
            }
            if (length > LONGEST) {
                in.skipNBytes(length);
            } else if (length > 0) {
                byte[] body = in.readNBytes((int) length);
                if (body.length < length) {
                    throw new EOFException("the stream ended inside a message");
                }
                return new String(body, StandardCharsets.UTF_8);
            }
        }
    }

    private static final long END = -2;
    private static final long NONE = -1;

    /** {@return the length that a header block gives, {@link #NONE} or {@link #END}} */
    private long header() throws IOException {
        long length = NONE;
        boolean any = false;
        while (true) {
            String line = line();
            if (line == null) {
                return END;
            }
            if (line.isEmpty()) {
                if (any) {
                    return length;
                }
                continue;
            }
            any = true;
            int colon = line.indexOf(':');
            if (colon > 0
                    && line.substring(0, colon).strip().toLowerCase(Locale.ROOT).endsWith("content-length")) {
                length = number(line.substring(colon + 1).strip());
            }
        }
    }

    private static long number(String text) {
        try {
            long n = Long.parseLong(text);
            return n < 0 ? NONE : n;
        } catch (NumberFormatException e) {
            return NONE;
        }
    }

    private @Nullable String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int c;
        while ((c = in.read()) >= 0) {
            if (c == '\n') {
                int end = line.length();
                return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
            }
            if (line.length() < LONGEST_HEADER) {
                line.append((char) c);
            }
        }
        return null;
    }
}
