package relolens.analyzer.syntax;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.syntax.Expression.Operator;

/** Reads one expression with GNU as's operators, ranks and numbers; never throws on bad text. */
public final class ExpressionParser {
    /** Nesting and number of operators one expression may have; keeps tree walks off the end of the stack. */
    private static final int LIMIT = 1000;

    private static final int DEEPEST = 200;

    /**
     * @param expression what was read, zero if there is a problem
     * @param end index after it
     * @param problem why it could not be read, or null
     * @param warning what GNU as warns of and goes on, or null
     */
    public record Parsed(
            Expression expression,
            int end,
            @Nullable String problem,
            @Nullable String warning) {}

    private final Names names;
    private final Cursor cursor;
    private int operators;
    private @Nullable String problem;
    private @Nullable String warning;

    private ExpressionParser(Names names, String text, int from) {
        this.names = names;
        this.cursor = new Cursor(text, from);
    }

    /** {@return the expression of {@code text} at {@code from}} */
    public static Parsed parse(Names names, String text, int from) {
        ExpressionParser parser = new ExpressionParser(names, text, from);
        Expression e = parser.expression(0, 0);
        return new Parsed(
                parser.problem == null ? e : new Expression.Constant(0),
                parser.cursor.at(),
                parser.problem,
                parser.warning);
    }

    private Expression fail(String message) {
        if (problem == null) {
            problem = message;
        }
        return new Expression.Constant(0);
    }

    private Expression expression(int rank, int depth) {
        if (depth > DEEPEST) {
            return fail("this expression is nested more than " + DEEPEST + " deep; split it with .set");
        }
        Expression left = operand(depth);
        while (problem == null) {
            int before = cursor.at();
            Operator operator = binary();
            if (operator == null || operator.rank() <= rank) {
                cursor.moveTo(before);
                return left;
            }
            // Numbers are folded at once; only what needs symbols grows. Kernels write constants of thousands of
            // operators.
            if (!(left instanceof Expression.Constant) && ++operators > LIMIT) {
                return fail("this expression has more than " + LIMIT + " operators; split it with .set");
            }
            char next = cursor.peek();
            Expression right;
            if (next == 0 || next == ',' || next == ')') {
                warning = "an operand is missing; 0 is taken for it";
                right = new Expression.Constant(0);
            } else {
                right = expression(operator.rank(), depth + 1);
            }
            left = fold(operator, left, right);
        }
        return left;
    }

    private Expression fold(Operator operator, Expression left, Expression right) {
        if (problem != null) {
            return left;
        }
        if (right instanceof Expression.Constant r) {
            if (r.value() == 0 && (operator == Operator.DIVIDE || operator == Operator.MODULUS)) {
                warning = "division by zero; 1 is taken for the divisor";
                right = new Expression.Constant(1);
                r = new Expression.Constant(1);
            }
            if (left instanceof Expression.Constant l) {
                return new Expression.Constant(operator.apply(l.value(), r.value()));
            }
        }
        return new Expression.Binary(operator, left, right);
    }

    private @Nullable Operator binary() {
        char c = cursor.peek();
        char next = cursor.ahead(1);
        String two = "" + c + next;
        Operator operator = switch (two) {
            case "<<" -> Operator.SHIFT_LEFT;
            case ">>" -> Operator.SHIFT_RIGHT;
            case "<=" -> Operator.LE;
            case ">=" -> Operator.GE;
            case "<>", "!=" -> Operator.NE;
            case "==" -> Operator.EQ;
            case "!!" -> Operator.XOR;
            case "&&" -> Operator.AND_LOGICAL;
            case "||" -> Operator.OR_LOGICAL;
            default -> null;
        };
        if (operator != null) {
            cursor.moveTo(cursor.at() + 2);
            return operator;
        }
        operator = switch (c) {
            case '+' -> Operator.ADD;
            case '-' -> Operator.SUBTRACT;
            case '*' -> Operator.MULTIPLY;
            case '/' -> Operator.DIVIDE;
            case '%' -> Operator.MODULUS;
            case '|' -> Operator.OR;
            case '&' -> Operator.AND;
            case '^' -> Operator.XOR;
            case '!' -> Operator.OR_NOT;
            case '<' -> Operator.LT;
            case '>' -> Operator.GT;
            default -> null;
        };
        if (operator != null) {
            cursor.moveTo(cursor.at() + 1);
        }
        return operator;
    }

    private Expression operand(int depth) {
        char c = cursor.peek();
        if (c == 0) {
            return fail("expected an expression");
        }
        if (c >= '0' && c <= '9') {
            return number();
        }
        if (c == '(' || c == '[') {
            cursor.moveTo(cursor.at() + 1);
            Expression inner = expression(0, depth + 1);
            char close = c == '(' ? ')' : ']';
            if (problem == null && !cursor.take(close)) {
                return fail("expected '" + close + "' to close the '" + c + "'");
            }
            return inner;
        }
        Operator unary = switch (c) {
            case '-' -> Operator.NEGATE;
            case '~' -> Operator.COMPLEMENT;
            case '!' -> Operator.NOT;
            default -> null;
        };
        if (unary != null || c == '+') {
            cursor.moveTo(cursor.at() + 1);
            if (depth > DEEPEST) {
                return fail("this expression is nested more than " + DEEPEST + " deep; split it with .set");
            }
            Expression operand = operand(depth + 1);
            if (unary == null || problem != null) {
                return operand;
            }
            if (operand instanceof Expression.Big big && unary == Operator.NEGATE) {
                return new Expression.Big(big.value().negate());
            }
            return operand instanceof Expression.Constant k
                    ? new Expression.Constant(unary.apply(k.value()))
                    : new Expression.Unary(unary, operand);
        }
        if (c == '.' && !Cursor.isNamePart(cursor.ahead(1))) {
            cursor.moveTo(cursor.at() + 1);
            return names.here();
        }
        String name = cursor.name();
        if (name == null || name.isEmpty()) {
            return fail("expected a number, a symbol or '(' where '" + c + "' stands");
        }
        return names.symbol(name);
    }

    private Expression number() {
        String text = cursor.text();
        int from = cursor.at();
        char second = cursor.ahead(1);
        if (text.charAt(from) == '0' && (second == 'x' || second == 'X') && digit(cursor.ahead(2)) < 16) {
            return digits(from + 2, 16);
        }
        if (text.charAt(from) == '0' && (second == 'b' || second == 'B') && digit(cursor.ahead(2)) < 2) {
            return digits(from + 2, 2);
        }
        int end = from;
        while (end < text.length() && digit(text.charAt(end)) < 10) {
            end++;
        }
        char suffix = end < text.length() ? text.charAt(end) : 0;
        boolean alone = end + 1 >= text.length() || !Cursor.isNamePart(text.charAt(end + 1));
        if ((suffix == 'b' || suffix == 'f') && alone && end - from <= 9) {
            long number = Long.parseLong(text.substring(from, end));
            cursor.moveTo(end + 1);
            Expression label = names.local(number, suffix == 'f');
            return label != null ? label : fail("there is no label " + number + ": before this line");
        }
        return digits(from, text.charAt(from) == '0' ? 8 : 10);
    }

    /** Reads digits and passes over C's suffixes U, L and LL, which headers shared with C leave behind. */
    private Expression digits(int from, int base) {
        String text = cursor.text();
        int end = from;
        while (end < text.length() && digit(text.charAt(end)) < base) {
            end++;
        }
        int after = end;
        if ((cursorAt(after) | 0x20) == 'u') {
            after++;
        }
        while ((cursorAt(after) | 0x20) == 'l') {
            after++;
        }
        cursor.moveTo(after);
        if (end - from > 400) {
            return fail("this number has more than 400 digits");
        }
        BigInteger value = new BigInteger(text.substring(from, end), base);
        return value.bitLength() <= 64 ? new Expression.Constant(value.longValue()) : new Expression.Big(value);
    }

    private int cursorAt(int index) {
        return index < cursor.text().length() ? cursor.text().charAt(index) : 0;
    }

    private static int digit(char c) {
        int d = c < 0x80 ? Character.digit(c, 16) : -1;
        return d < 0 ? 99 : d;
    }
}
