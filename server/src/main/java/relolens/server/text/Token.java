package relolens.server.text;

/**
 * A piece of one line.
 *
 * @param from first char in its line, with {@code to} exclusive
 */
public record Token(Kind kind, int from, int to) {
    /** What a token is, as far as the line itself tells. */
    public enum Kind {
        /** A label before its colon, numeric ones too. */
        LABEL,
        /** The first word of a statement: an instruction, a macro, a name the preprocessor knows. */
        OPERATION,
        /** A word with a leading dot at a statement's start. */
        DIRECTIVE,
        /** {@code #define} and the like, with the hash. */
        HASH,
        /** A name that the line gives a meaning: of a {@code #define}, {@code .macro}, {@code .set}, {@code .req}. */
        DEFINED,
        NAME,
        /** {@code \name} or {@code \@} in a macro body. */
        PARAMETER,
        /** {@code :lo12:} and the like. */
        MODIFIER,
        NUMBER,
        /** {@code 1b}, {@code 2f}. */
        NUMERIC_REFERENCE,
        STRING,
        COMMENT,
        /** A comment that is a contract clause, with its mark. */
        CONTRACT,
        PUNCTUATION
    }

    /** {@return the token's text} */
    public String text(String line) {
        return line.substring(from, to);
    }

    /** {@return whether it is the one character {@code c}} */
    public boolean is(char c, String line) {
        return kind == Kind.PUNCTUATION && to == from + 1 && line.charAt(from) == c;
    }
}
