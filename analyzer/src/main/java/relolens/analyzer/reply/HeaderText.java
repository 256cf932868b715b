package relolens.analyzer.reply;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Text of mail header fields (RFC 2047). */
final class HeaderText {
    /** An encoded word holds at most 75 characters: as many bytes fit into its base 64. */
    private static final int MOST_BYTES = 42;

    private HeaderText() {}

    /** {@return {@code text} on one line, its words that are not ASCII encoded} */
    static String encoded(String text) {
        StringBuilder out = new StringBuilder();
        boolean before = false;
        for (String word : text.replaceAll("[\\r\\n]+", " ").split(" ", -1)) {
            boolean odd = word.chars().anyMatch(c -> c >= 0x80 || c < 0x20);
            out.append(out.length() > 0 ? " " : "");
            // A blank between two encoded words is no blank of the text: the second one carries it.
            out.append(odd ? word(before ? " " + word : word) : word);
            before = odd;
        }
        return out.toString();
    }

    private static String word(String text) {
        StringBuilder out = new StringBuilder();
        StringBuilder part = new StringBuilder();
        for (int c : text.codePoints().toArray()) {
            String more = part + Character.toString(c);
            if (more.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
                out.append(base64(part.toString())).append(' ');
                part.setLength(0);
            }
            part.appendCodePoint(c);
        }
        return out.append(base64(part.toString())).toString();
    }

    private static String base64(String text) {
        return "=?utf-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}
