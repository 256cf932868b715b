package relolens.server.features;

import org.eclipse.lsp4j.Position;
import org.jspecify.annotations.Nullable;
import relolens.server.document.TextDocument;
import relolens.server.protocol.PositionEncoding;

/**
 * The identifier under a position: letters, digits and {@code _ . $ \}.
 *
 * @param text the identifier
 * @param line 0-based
 * @param from first char in its line, with {@code to} exclusive
 */
record Words(String text, int line, int from, int to) {
    static @Nullable Words at(TextDocument document, Position position, PositionEncoding encoding) {
        String line = document.line(position.getLine());
        int at = encoding.chars(line, position.getCharacter());
        int from = at;
        while (from > 0 && isPart(line.charAt(from - 1))) {
            from--;
        }
        int to = at;
        while (to < line.length() && isPart(line.charAt(to))) {
            to++;
        }
        return from == to ? null : new Words(line.substring(from, to), position.getLine(), from, to);
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '$' || c == '\\';
    }
}
