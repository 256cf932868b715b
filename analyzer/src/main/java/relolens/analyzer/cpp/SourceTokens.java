package relolens.analyzer.cpp;

import relolens.analyzer.source.Span;

/** A file's tokens as they are written: comments gone, lines joined, nothing replaced. For readers of single files. */
public final class SourceTokens {
    private final SourceText source;

    SourceTokens(SourceText source) {
        this.source = source;
    }

    /** {@return {@code text} cut up; text that is no source (binary, too large) has no lines} */
    public static SourceTokens of(String path, String text) {
        return new SourceTokens(new SourceText(path, text));
    }

    /** What a token is. */
    public enum Kind {
        NAME,
        /** A preprocessing number: starts with a digit. */
        NUMBER,
        STRING,
        /** An operator, punctuation or any other character. */
        OTHER
    }

    /** Hears of the tokens of a line. */
    @FunctionalInterface
    public interface Listener {
        /**
         * @param start offset in chars in the file
         * @param end offset behind it; more than {@code text} is long where a line splice stands inside
         */
        void token(Kind kind, String text, int start, int end);
    }

    /** {@return the path} */
    public String path() {
        return source.path;
    }

    /** {@return the whole text} */
    public String text() {
        return source.text;
    }

    /** {@return the number of logical lines; blank ones do not count} */
    public int lines() {
        return source.lineCount;
    }

    /** {@return whether a logical line begins with a hash} */
    public boolean directive(int line) {
        return source.isDirective(line);
    }

    /** {@return the offset where a logical line begins} */
    public int start(int line) {
        return source.offset(line);
    }

    /** Tells {@code listener} the tokens of a logical line. */
    public void tokens(int line, Listener listener) {
        for (Token t : source.tokens(line)) {
            Kind kind = switch (t.kind) {
                case NAME -> Kind.NAME;
                case NUMBER -> Kind.NUMBER;
                case STRING -> Kind.STRING;
                default -> Kind.OTHER;
            };
            listener.token(kind, t.text, t.start, t.end);
        }
    }

    /** {@return the physical line number of an offset, from 1} */
    public int lineAt(int offset) {
        return source.lineAt(offset);
    }

    /** {@return the place of the characters from {@code start} to {@code end}} */
    public Span span(int start, int end) {
        return source.span(start, end);
    }

    /** {@return the offset of a place; lines and columns outside are brought inside} */
    public int offset(int line, int column) {
        return source.offsetAt(line, column);
    }
}
