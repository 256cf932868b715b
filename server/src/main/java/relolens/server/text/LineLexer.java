package relolens.server.text;

import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import relolens.server.text.Token.Kind;

/** Cuts one line; what it leaves open (a comment, a directive that continues) is the next line's state. */
final class LineLexer {
    /** Inside a block comment. */
    static final int COMMENT = 1;
    /** Inside a block comment that holds contract clauses. */
    static final int CONTRACT = 2;
    /** Inside a preprocessor directive that continues. */
    static final int HASH = 4;
    /** That directive is a definition, whose text is statements. */
    static final int BODY = 8;
    /** The statement goes on. */
    static final int CONTINUED = 16;

    private static final Set<String> HASHES = Set.of(
            "define",
            "undef",
            "include",
            "include_next",
            "if",
            "ifdef",
            "ifndef",
            "elif",
            "else",
            "endif",
            "error",
            "warning",
            "pragma",
            "line",
            "ident");
    private static final Set<String> DEFINING =
            Set.of(".macro", ".set", ".equ", ".equiv", ".eqv", ".lsym", ".purgem", ".comm", ".lcomm");

    private final String s;
    private final Consumer<Token> out;
    private int state;
    private int i;
    private boolean start;
    /** The next name is one that the statement defines. */
    private boolean defining;

    private LineLexer(String line, int state, Consumer<Token> out) {
        this.s = line;
        this.state = state;
        this.out = out;
    }

    /** {@return the state after {@code line}} */
    static int cut(String line, int state, Consumer<Token> out) {
        return new LineLexer(line, state, out).run();
    }

    private int run() {
        boolean continued = (state & CONTINUED) != 0;
        start = (state & BODY) != 0 || !continued && (state & HASH) == 0;
        if ((state & COMMENT) != 0) {
            comment(0, 0);
        }
        skipSpace();
        if ((state & (COMMENT | HASH | CONTINUED)) == 0 && i < s.length() && s.charAt(i) == '#') {
            hash();
        }
        while (i < s.length()) {
            one();
        }
        boolean goesOn = s.endsWith("\\") && (state & COMMENT) == 0;
        state &= ~CONTINUED;
        if (goesOn) {
            state |= CONTINUED;
        } else if ((state & COMMENT) == 0) {
            state &= ~(HASH | BODY);
        }
        return state;
    }

    private void skipSpace() {
        while (i < s.length() && (s.charAt(i) == ' ' || s.charAt(i) == '\t' || s.charAt(i) == '\f')) {
            i++;
        }
    }

    private void emit(Kind kind, int from) {
        out.accept(new Token(kind, from, i));
    }

    private void hash() {
        int from = i++;
        skipSpace();
        int word = i;
        while (i < s.length() && Names.isPart(s.charAt(i))) {
            i++;
        }
        String name = s.substring(word, i);
        boolean marker = !name.isEmpty() && Character.isDigit(name.charAt(0));
        if (!name.isEmpty() && !marker && !HASHES.contains(name)) {
            // GNU as takes such a line for a comment, and gcc leaves it alone in assembly.
            i = s.length();
            emit(Kind.COMMENT, from);
            return;
        }
        emit(Kind.HASH, from);
        state |= HASH;
        start = false;
        if (name.equals("define")) {
            definition();
        } else if (name.startsWith("include")) {
            skipSpace();
            int close = i < s.length() && s.charAt(i) == '<' ? s.indexOf('>', i) : -1;
            if (i < s.length() && s.charAt(i) == '<') {
                int path = i;
                i = close < 0 ? s.length() : close + 1;
                emit(Kind.STRING, path);
            }
        }
    }

    private void definition() {
        skipSpace();
        int from = i;
        while (i < s.length() && Names.isPart(s.charAt(i))) {
            i++;
        }
        if (i > from) {
            emit(Kind.DEFINED, from);
        }
        if (i < s.length() && s.charAt(i) == '(') {
            int close = s.indexOf(')', i);
            while (i < s.length() && (close < 0 || i <= close)) {
                one();
            }
        }
        state |= BODY;
        start = true;
    }

    private void one() {
        char c = s.charAt(i);
        int from = i;
        if (c == ' ' || c == '\t' || c == '\f' || c == '\r') {
            i++;
        } else if (s.startsWith("//", i)) {
            i = s.length();
            emit(s.startsWith("//@", from) ? Kind.CONTRACT : Kind.COMMENT, from);
        } else if (s.startsWith("/*", i)) {
            state |= s.startsWith("/*@", i) ? COMMENT | CONTRACT : COMMENT;
            comment(from, from + 2);
        } else if (c == '"') {
            string();
        } else if (c == '\'') {
            character();
        } else if (c == '\\') {
            backslash();
        } else if (c >= '0' && c <= '9') {
            number();
        } else if (Names.isPart(c)) {
            word();
        } else if (c == ':' && modifier()) {
            emit(Kind.MODIFIER, from);
        } else {
            i += Character.charCount(s.codePointAt(i));
            emit(Kind.PUNCTUATION, from);
            start = c == ';' || c == ':' && start;
            defining &= c != ';';
        }
    }

    private void comment(int from, int search) {
        int end = s.indexOf("*/", search);
        Kind kind = (state & CONTRACT) != 0 ? Kind.CONTRACT : Kind.COMMENT;
        i = end < 0 ? s.length() : end + 2;
        if (i > from) {
            emit(kind, from);
        }
        if (end >= 0) {
            state &= ~(COMMENT | CONTRACT);
        }
    }

    private void string() {
        int from = i++;
        while (i < s.length()) {
            char c = s.charAt(i++);
            if (c == '\\' && i < s.length()) {
                i++;
            } else if (c == '"') {
                break;
            }
        }
        emit(Kind.STRING, from);
        start = false;
    }

    private void character() {
        int from = i++;
        if (i < s.length() && s.charAt(i) == '\\') {
            i++;
        }
        if (i < s.length()) {
            i += Character.charCount(s.codePointAt(i));
        }
        if (i < s.length() && s.charAt(i) == '\'') {
            i++;
        }
        emit(Kind.NUMBER, from);
        start = false;
    }

    private void backslash() {
        int from = i++;
        if (s.startsWith("()", i)) {
            i += 2;
            emit(Kind.PUNCTUATION, from);
        } else if (i < s.length() && s.charAt(i) == '@') {
            i++;
            emit(Kind.PARAMETER, from);
        } else {
            while (i < s.length() && Names.isPart(s.charAt(i)) && s.charAt(i) != '.') {
                i++;
            }
            emit(i > from + 1 ? Kind.PARAMETER : Kind.PUNCTUATION, from);
        }
        start &= i < s.length() && (s.charAt(i) == ':' || s.charAt(i) == '\\');
    }

    private void number() {
        int from = i;
        while (i < s.length() && Names.isPart(s.charAt(i))) {
            i++;
        }
        if (start && colonFollows()) {
            emit(Kind.LABEL, from);
            return;
        }
        char last = s.charAt(i - 1);
        boolean digits = s.substring(from, i - 1).chars().allMatch(d -> d >= '0' && d <= '9');
        boolean reference = i - from > 1 && (last == 'b' || last == 'f') && digits && !s.startsWith("0b", from);
        emit(reference ? Kind.NUMERIC_REFERENCE : Kind.NUMBER, from);
        start = false;
    }

    private boolean colonFollows() {
        int at = i;
        while (at < s.length() && (s.charAt(at) == ' ' || s.charAt(at) == '\t')) {
            at++;
        }
        return at < s.length() && s.charAt(at) == ':';
    }

    private void word() {
        int from = i;
        while (i < s.length() && Names.isPart(s.charAt(i))) {
            i++;
        }
        if (!start) {
            emit(defining ? Kind.DEFINED : Kind.NAME, from);
            defining = false;
            return;
        }
        if (colonFollows()) {
            emit(Kind.LABEL, from);
            return;
        }
        int next = i;
        while (next < s.length() && (s.charAt(next) == ' ' || s.charAt(next) == '\t')) {
            next++;
        }
        boolean assigned = s.startsWith("=", next) && !s.startsWith("==", next);
        if (assigned) {
            emit(Kind.DEFINED, from);
        } else if (s.startsWith(".req", next) && next > i) {
            emit(Kind.DEFINED, from);
            return;
        } else if (s.charAt(from) == '.') {
            emit(Kind.DIRECTIVE, from);
            defining = DEFINING.contains(s.substring(from, i).toLowerCase(Locale.ROOT));
        } else {
            emit(Kind.OPERATION, from);
        }
        start = false;
    }

    /** Steps over {@code :name:} if it stands here. */
    private boolean modifier() {
        int at = i + 1;
        while (at < s.length() && (Character.isLetterOrDigit(s.charAt(at)) || s.charAt(at) == '_')) {
            at++;
        }
        if (start || at == i + 1 || at >= s.length() || s.charAt(at) != ':') {
            return false;
        }
        i = at + 1;
        return true;
    }
}
