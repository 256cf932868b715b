package relolens.analyzer.asm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.Origin;
import relolens.analyzer.syntax.Cursor;
import relolens.analyzer.syntax.Expression;
import relolens.analyzer.syntax.ExpressionParser;
import relolens.analyzer.syntax.Statement;

/** A directive's operands, read from left to right. */
final class Operands {
    private final Assembly assembly;
    private final Statement statement;
    private final Cursor cursor;
    private final int start;
    private final String directive;

    Operands(Assembly assembly, Statement statement, String directive, int from) {
        this(assembly, statement, directive, from, statement.text().length());
    }

    private Operands(Assembly assembly, Statement statement, String directive, int from, int to) {
        this.assembly = assembly;
        this.statement = statement;
        this.directive = directive;
        this.start = from;
        this.cursor = new Cursor(
                to == statement.text().length()
                        ? statement.text()
                        : statement.text().substring(0, to),
                from);
    }

    Cursor cursor() {
        return cursor;
    }

    Statement statement() {
        return statement;
    }

    Origin origin() {
        return statement.origin();
    }

    /** {@return the directive's name as written, dot included} */
    String directive() {
        return directive;
    }

    /** {@return all operands as they stand} */
    String text() {
        return statement
                .text()
                .substring(Math.min(start, statement.text().length()))
                .strip();
    }

    BadOperand bad(String message) {
        return bad(message, cursor.at());
    }

    BadOperand bad(String message, int from) {
        int end = statement.text().length();
        // Without a better place it is about all operands, or the directive if it has none.
        int operands = start;
        while (operands < end && statement.text().charAt(operands) == ' ') {
            operands++;
        }
        int at = from == 0 ? operands : from;
        return new BadOperand("bad-operand", directive + ": " + message, at < end ? at : 0, end);
    }

    boolean atEnd() {
        return cursor.atEnd();
    }

    boolean comma() {
        return cursor.take(',');
    }

    /** Refuses anything left. */
    void end() {
        if (!cursor.atEnd()) {
            throw bad("nothing more was expected at '" + cursor.text().substring(cursor.at()) + "'");
        }
    }

    String name() {
        String name = cursor.name();
        if (name == null || name.isEmpty()) {
            throw bad("expected a name");
        }
        return name;
    }

    Expression expression() {
        int from = cursor.skipSpace().at();
        ExpressionParser.Parsed parsed = ExpressionParser.parse(assembly.symbols, cursor.text(), from);
        if (parsed.problem() != null) {
            throw bad(parsed.problem(), from);
        }
        if (parsed.warning() != null) {
            assembly.problems.warning(
                    "odd-expression", directive + ": " + parsed.warning(), statement.origin(from, parsed.end()));
        }
        cursor.moveTo(parsed.end());
        return parsed.expression();
    }

    /** Refuses a list of expressions that is broken anywhere, before any of it is written; nothing is read for good. */
    void checkList() {
        int before = cursor.at();
        do {
            if (!cursor.atEnd() && cursor.peek() != ',') {
                int from = cursor.at();
                ExpressionParser.Parsed parsed = ExpressionParser.parse(assembly.symbols, cursor.text(), from);
                if (parsed.problem() != null) {
                    throw bad(parsed.problem(), from);
                }
                cursor.moveTo(parsed.end());
            }
        } while (comma());
        end();
        cursor.moveTo(before);
    }

    /** {@return a number that must be known now} */
    long absolute() {
        int from = cursor.skipSpace().at();
        Linear value = assembly.evaluator.evaluate(expression());
        if (!value.known()) {
            String why = value.problem() != null ? value.problem() : undetermined(value);
            throw new BadOperand(
                    "not-constant", directive + ": expected a number that is known here; " + why, from, cursor.at());
        }
        return value.constant();
    }

    private static String undetermined(Linear value) {
        Symbol s = value.plus() != null ? value.plus() : value.minus();
        if (s == null) {
            return "it is not";
        }
        String name = s.name().equals(".") ? "the place '.'" : "'" + s.name() + "'";
        return s.defined()
                ? name + " is an address, and its distance is not known before the end (an alignment or .org between?)"
                : name + " is not defined before this line";
    }

    /** {@return a number in front of {@code close}, which ends it even where it could be an operator} */
    long absoluteBelow(char close) {
        String text = statement.text();
        int from = cursor.skipSpace().at();
        int end = text.indexOf(close, from);
        Operands inner = new Operands(assembly, statement, directive, from, end < 0 ? text.length() : end);
        long value = inner.absolute();
        cursor.moveTo(inner.cursor.at());
        return value;
    }

    /** {@return a number, or {@code fallback} where the operand is left out} */
    long absolute(long fallback) {
        char c = cursor.peek();
        return c == 0 || c == ',' ? fallback : absolute();
    }

    /** {@return the bytes of one quoted string, escapes resolved} */
    byte[] string() {
        if (cursor.peek() != '"') {
            throw bad("expected a string in double quotes");
        }
        String text = cursor.text();
        int at = cursor.at() + 1;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (at < text.length() && text.charAt(at) != '"') {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (c == '\\' && at < text.length()) {
                at = escape(text, at, out);
            } else {
                out.writeBytes(new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_8));
            }
        }
        if (at >= text.length()) {
            throw bad("the string has no closing '\"' on this line");
        }
        cursor.moveTo(at + 1);
        return out.toByteArray();
    }

    private static int escape(String text, int at, ByteArrayOutputStream out) {
        char c = text.charAt(at++);
        int digits = 0;
        int value = 0;
        switch (c) {
            case 'b' -> out.write('\b');
            case 'f' -> out.write('\f');
            case 'n' -> out.write('\n');
            case 'r' -> out.write('\r');
            case 't' -> out.write('\t');
            case 'v' -> out.write(0x0b);
            case 'x', 'X' -> {
                while (at < text.length() && text.charAt(at) < 0x80 && Character.digit(text.charAt(at), 16) >= 0) {
                    value = value << 4 | Character.digit(text.charAt(at++), 16);
                }
                out.write(value);
            }
            // GNU as takes 8 and 9 for octal digits as well.
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                value = c - '0';
                while (++digits < 3 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                    value = (value << 3) + text.charAt(at++) - '0';
                }
                out.write(value);
            }
            default -> out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
        }
        return at;
    }

    /** {@return the string, as text, if one stands here, else null} */
    @Nullable
    String textIfQuoted() {
        return cursor.peek() == '"' ? new String(string(), StandardCharsets.UTF_8) : null;
    }
}
