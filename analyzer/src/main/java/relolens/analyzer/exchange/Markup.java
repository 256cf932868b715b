package relolens.analyzer.exchange;

/** Text made safe for XML and HTML, in elements and in quoted attributes. */
final class Markup {
    private Markup() {}

    /** {@return {@code text} escaped; characters that XML 1.0 cannot hold become U+FFFD} */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\n' -> out.append("&#10;");
                case '\t' -> out.append("&#9;");
                default -> out.appendCodePoint(allowed(c) ? c : 0xfffd);
            }
        });
        return out.toString();
    }

    private static boolean allowed(int c) {
        boolean surrogate = c >= 0xd800 && c <= 0xdfff;
        return c >= 0x20 && c != 0xfffe && c != 0xffff && !surrogate;
    }
}
