package relolens.emulator.names;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the tables' text files. */
public final class Resource {
    private Resource() {}

    /** {@return the whole text of {@code file}} */
    public static String text(String file) {
        try (InputStream in = Resource.class.getResourceAsStream("/relolens/isa/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("resource missing: " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return its lines, comments left out}; no regular expression, since loading must be quick */
    static List<String> lines(String file) {
        String text = text(file);
        List<String> lines = new ArrayList<>(1200);
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            if (end > at && text.charAt(at) != '#') {
                lines.add(text.substring(at, end));
            }
            at = end + 1;
        }
        return lines;
    }
}
