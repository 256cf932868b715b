package relolens.server.lsp;

/**
 * A text with a cursor.
 *
 * @param text without the mark {@code ¦}
 * @param line 0-based line of the mark
 * @param character UTF-16 column of the mark
 */
record Marked(String text, int line, int character) {
    static Marked of(String marked) {
        int at = marked.indexOf('¦');
        if (at < 0 || marked.indexOf('¦', at + 1) >= 0) {
            throw new IllegalArgumentException("one mark: " + marked);
        }
        String before = marked.substring(0, at);
        int line = (int) before.chars().filter(c -> c == '\n').count();
        return new Marked(before + marked.substring(at + 1), line, at - before.lastIndexOf('\n') - 1);
    }

    /** {@return the parameters of a request at the mark} */
    String in(String uri) {
        return EditorSession.at(uri, line, character);
    }
}
