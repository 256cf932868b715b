package relolens.emulator.isa;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;
import relolens.emulator.names.Target;

/** A cursor over an operand field while one row is tried on it, and the word and fixups made so far. */
final class OperandText {
    /** A problem that says what was expected. */
    static final int SYNTAX = 0;
    /** A problem that says an otherwise fitting value is wrong: worth more to the user. */
    static final int VALUE = 1;

    final String text;
    final OperandReader reader;
    final BitPattern bits;
    final List<Fixup> fixups = new ArrayList<>(1);
    int at;
    int word;
    /** Whether a register has settled the width field. */
    boolean widthKnown;
    /** Bits of the word that the row, the mnemonic or an operand has settled for those that follow. */
    int settled;
    /** The last plain number read by an operand that minds, for one after it. */
    long lastNumber;
    /** Whether an operand has knowingly made the word one of another row. */
    boolean rowLeft;

    @Nullable
    String problem;

    /** Where the last expression read begins. */
    private int expressionFrom;

    int problemFrom;
    int problemTo;
    int problemRank;

    /** What may be assembled. */
    final Target target;

    OperandText(String text, OperandReader reader, Target target, Spelling spelling) {
        this.target = target;
        this.text = text;
        this.reader = reader;
        bits = spelling.row().bits;
        word = spelling.word();
        settled = bits.mask() | spelling.settled();
    }

    void skipSpace() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    boolean atEnd() {
        skipSpace();
        return at >= text.length();
    }

    /** {@return the next character that is not white space, 0 at the end} */
    char peek() {
        skipSpace();
        return at < text.length() ? text.charAt(at) : 0;
    }

    boolean accept(char c) {
        if (peek() == c && c != 0) {
            at++;
            return true;
        }
        return false;
    }

    /** {@return the end of the name that starts at {@code from}; {@code from} itself if none does} */
    int nameEnd(int from) {
        int end = from;
        while (end < text.length() && isNameCharacter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** {@return the name at the cursor in lower case without moving, "" if there is none} */
    String peekName() {
        skipSpace();
        return text.substring(at, nameEnd(at)).toLowerCase(Locale.ROOT);
    }

    /** {@return the register at the cursor (aliases resolved) without moving, or null} */
    @Nullable
    Register peekRegister() {
        Register r = peekAnyRegister();
        return r != null && r.general() && !suffix().isEmpty() ? null : r;
    }

    /** {@return the register at the cursor, whatever stands after a dot} */
    private @Nullable Register peekAnyRegister() {
        skipSpace();
        int end = nameEnd(at);
        int dot = text.indexOf('.', at);
        if (dot >= 0 && dot < end) {
            Register whole = register(text.substring(at, end));
            return whole != null ? whole : register(text.substring(at, dot));
        }
        return register(text.substring(at, end));
    }

    /** {@return the name at the cursor from its first dot on, in lower case, without the dot; "" without one} */
    String suffix() {
        String name = peekName();
        int dot = name.indexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }

    private @Nullable Register register(String name) {
        if (name.isEmpty()) {
            return null;
        }
        Register known = Register.named(name);
        if (known != null) {
            return known;
        }
        String target = reader.registerAlias(name);
        return target == null ? null : Register.named(target);
    }

    void put(Field field, int value) {
        word = bits.put(word, field, value);
    }

    boolean isSettled(Field field) {
        return (settled & BitPattern.mask(field)) != 0;
    }

    /** Puts {@code value} and holds operands that follow to it. @return false if the field is settled otherwise */
    boolean settle(Field field, int value) {
        if (isSettled(field)) {
            return field.of(word) == value;
        }
        put(field, value);
        settled |= BitPattern.mask(field);
        return true;
    }

    /** Notes a problem; the one furthest into the text is kept. @return false */
    boolean fail(int rank, String message, int from, int to) {
        problem = message;
        problemRank = rank;
        problemFrom = Math.min(from, text.length());
        problemTo = Math.max(Math.min(to, text.length()), problemFrom);
        return false;
    }

    /** As {@link #expected(String)}; {@code close} where it is nearly that, so that other rows know less. @return false */
    boolean expected(String what, boolean close) {
        expected(what);
        problemRank = close ? VALUE : SYNTAX;
        return false;
    }

    /** Notes that {@code what} was expected at the cursor. @return false */
    boolean expected(String what) {
        return expected(SYNTAX, what);
    }

    /** As {@link #expected}, where what stands there is of the right kind but does not fit: worth more to the user. */
    boolean misfit(String what) {
        return expected(VALUE, what);
    }

    private boolean expected(int rank, String what) {
        skipSpace();
        int end = nameEnd(at);
        if (end == at && at < text.length()) {
            end++;
        }
        String found = at >= text.length() ? "" : ", found '" + text.substring(at, end) + "'";
        return fail(rank, "expected " + what + found, at, end);
    }

    /** Reads an expression, an optional '#' before it. @return null after a problem */
    OperandReader.@Nullable Value expression(String what) {
        return expression(what, false);
    }

    /** Reads where no register can stand: a label may be called like one. */
    OperandReader.@Nullable Value label() {
        return expression("a label", true);
    }

    private OperandReader.@Nullable Value expression(String what, boolean registersAreNames) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == '#') {
            at++;
            skipSpace();
        }
        if (at >= text.length() || ",]}!=[{".indexOf(text.charAt(at)) >= 0 || !registersAreNames && isRegister()) {
            expected(what);
            return null;
        }
        int from = at;
        OperandReader.Value value;
        try {
            value = reader.expression(text, at);
        } catch (RuntimeException e) {
            // The encoder answers with a problem whatever its caller's reader does.
            fail(SYNTAX, "expected " + what, from, text.length());
            return null;
        }
        String wrong = value.problem();
        if (wrong != null || value.end() <= from || value.end() > text.length()) {
            int end = Math.min(text.length(), Math.max(value.end(), from + 1));
            fail(SYNTAX, wrong == null ? "expected " + what : wrong, from, end);
            return null;
        }
        at = value.end();
        expressionFrom = from;
        return value;
    }

    /** As {@link #expression}, where GNU as takes no symbol that is called like a register. */
    OperandReader.@Nullable Value immediate(String what) {
        skipSpace();
        if (peekAnyRegister() != null) {
            expected(what);
            return null;
        }
        return expression(what);
    }

    /** Reads an expression whose value must be known by now, an optional '#' before it. @return null after a problem */
    @Nullable
    Long constant(String what) {
        OperandReader.Value value = expression(what);
        if (value == null) {
            return null;
        }
        Long known = value.constant();
        if (known == null) {
            unknown();
        }
        return known;
    }

    /** Notes that the expression just read has no value yet, in an operand where it must have. @return false */
    boolean unknown() {
        String message = "expected a number that is known here: '" + text.substring(expressionFrom, at)
                + "' gets its value later, or is an address";
        return fail(SYNTAX, message, expressionFrom, at);
    }

    /** General registers only: a symbol may be called d1 or v2, and GNU as takes it for one. */
    private boolean isRegister() {
        Register r = peekAnyRegister();
        return r != null && r.general();
    }

    static boolean isNameCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.' || c == '$';
    }
}
