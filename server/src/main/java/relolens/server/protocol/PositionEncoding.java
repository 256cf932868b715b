package relolens.server.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client counts columns in. Reports count code points. */
public enum PositionEncoding {
    UTF8("utf-8"),
    UTF16("utf-16"),
    UTF32("utf-32");

    private final String wire;

    PositionEncoding(String wire) {
        this.wire = wire;
    }

    /** {@return the protocol's name} */
    public String wire() {
        return wire;
    }

    /** {@return the one to use of those offered: UTF-16 where nothing is, else the client's first that we know} */
    public static PositionEncoding negotiate(@Nullable List<String> offered) {
        if (offered != null) {
            for (String o : offered) {
                for (PositionEncoding e : values()) {
                    if (e.wire.equals(o)) {
                        return e;
                    }
                }
            }
        }
        return UTF16;
    }

    /** {@return the units of the first {@code points} code points of {@code line}} */
    public int units(String line, int points) {
        int inside = Math.max(0, Math.min(points, line.codePointCount(0, line.length())));
        return unitsTo(line, line.offsetByCodePoints(0, inside));
    }

    /** {@return the units of the first {@code chars} Java chars of {@code line}} */
    public int unitsTo(String line, int chars) {
        return switch (this) {
            case UTF16 -> chars;
            case UTF32 -> line.codePointCount(0, chars);
            case UTF8 -> line.substring(0, chars).getBytes(StandardCharsets.UTF_8).length;
        };
    }

    /** {@return the offset in Java chars that {@code units} of this encoding come to; past the end is the end} */
    public int chars(String line, int units) {
        if (this == UTF16) {
            int at = Math.max(0, Math.min(units, line.length()));
            boolean inside =
                    at > 0 && at < line.length() && Character.isSurrogatePair(line.charAt(at - 1), line.charAt(at));
            return inside ? at - 1 : at;
        }
        int seen = 0;
        int at = 0;
        while (at < line.length()) {
            int point = line.codePointAt(at);
            int width = this == UTF32 ? 1 : point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (seen + width > units) {
                break;
            }
            seen += width;
            at += Character.charCount(point);
        }
        return at;
    }
}
