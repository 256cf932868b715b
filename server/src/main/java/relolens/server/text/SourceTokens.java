package relolens.server.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import relolens.server.text.Token.Kind;

/** The tokens of a text, cut when asked for. */
public final class SourceTokens {
    private final IntFunction<String> text;
    /** What is open at the start of each line. */
    private final byte[] states;

    /** @param text gives 0-based lines without their ends */
    public SourceTokens(int lines, IntFunction<String> text) {
        this.text = text;
        this.states = new byte[lines + 1];
        for (int n = 0; n < lines; n++) {
            states[n + 1] = (byte) LineLexer.cut(text.apply(n), states[n], t -> {});
        }
    }

    /**
     * {@return the tokens of a text that differs in some lines, in no more time than those take}
     *
     * @param lines of the new text
     * @param newText gives its lines
     * @param from first line that is another; up to {@code end} here, up to {@code newEnd} there
     */
    public SourceTokens changed(int lines, IntFunction<String> newText, int from, int end, int newEnd) {
        byte[] now = new byte[lines + 1];
        System.arraycopy(states, 0, now, 0, from + 1);
        for (int n = from; n < lines; n++) {
            int old = n - newEnd + end;
            if (n >= newEnd && now[n] == states[old]) {
                System.arraycopy(states, old, now, n, lines + 1 - n);
                break;
            }
            now[n + 1] = (byte) LineLexer.cut(newText.apply(n), now[n], t -> {});
        }
        return new SourceTokens(newText, now);
    }

    private SourceTokens(IntFunction<String> text, byte[] states) {
        this.text = text;
        this.states = states;
    }

    /** {@return the tokens of 0-based {@code line}, none past the last} */
    public List<Token> line(int line) {
        List<Token> tokens = new ArrayList<>();
        if (line >= 0 && line < states.length - 1) {
            LineLexer.cut(text.apply(line), states[line], tokens::add);
        }
        return tokens;
    }

    /** {@return whether 0-based {@code line} begins inside a block comment} */
    public boolean beginsInComment(int line) {
        return line >= 0 && line < states.length && (states[line] & LineLexer.COMMENT) != 0;
    }

    /** {@return whether 0-based {@code line} continues the one above, a directive or a statement} */
    public boolean continues(int line) {
        return line >= 0 && line < states.length && (states[line] & LineLexer.CONTINUED) != 0;
    }

    /** {@return whether 0-based {@code line} is, or continues, a preprocessor directive} */
    public boolean isDirective(int line) {
        boolean inside = line >= 0 && line < states.length && (states[line] & LineLexer.HASH) != 0;
        return inside || line(line).stream().anyMatch(t -> t.kind() == Kind.HASH);
    }

    /** {@return the statement of 0-based {@code line} that the char {@code at} stands in} */
    public Statement statement(int line, int at) {
        String s = text.apply(line);
        List<Token> own = new ArrayList<>();
        for (Token t : line(line)) {
            if (t.is(';', s)) {
                if (t.from() >= at) {
                    break;
                }
                own.clear();
            } else {
                own.add(t);
            }
        }
        return new Statement(s, own);
    }
}
