package relolens.analyzer.cpp;

import relolens.analyzer.cpp.Token.Kind;

/** Works out {@code #if} expressions in intmax arithmetic (C11 6.10.1). */
final class Condition {
    private static final int MAX_NESTING = 250;

    /** What is wrong with an expression; caught at the directive. */
    static final class BadCondition extends Exception {
        private static final long serialVersionUID = 1;

        BadCondition(String message) {
            super(message, null, false, false);
        }
    }

    /** Answers {@code __has_include}. */
    @FunctionalInterface
    interface HeaderQuestion {
        /** {@return whether the header exists} */
        boolean exists(String name, boolean angled, boolean next);
    }

    private record Value(long bits, boolean unsigned) {
        static Value of(boolean truth) {
            return new Value(truth ? 1 : 0, false);
        }
    }

    private final Expander expander;
    private final MacroTable macros;
    private final Readings readings;
    private final HeaderQuestion headers;
    private Token current = Token.END;
    private int nesting;

    /** Above 0 while the operand's value does not count. */
    private int ignored;

    Condition(Expander expander, MacroTable macros, Readings readings, HeaderQuestion headers) {
        this.expander = expander;
        this.macros = macros;
        this.readings = readings;
        this.headers = headers;
    }

    /** {@return the value of the expression the expander reads now} */
    long evaluate() throws BadCondition {
        advance();
        if (current == Token.END) {
            throw new BadCondition("expression expected");
        }
        Value value = comma();
        if (current != Token.END) {
            throw new BadCondition(
                    current.is(")")
                            ? "missing '(' in expression"
                            : "missing binary operator before \"" + current.text + "\"");
        }
        return value.bits;
    }

    private void advance() {
        do {
            current = expander.next();
        } while (current.kind == Kind.PADDING);
    }

    private void advanceUnexpanded() {
        do {
            current = expander.nextUnexpanded();
        } while (current.kind == Kind.PADDING);
    }

    private boolean accept(String operator) {
        if (current.is(operator)) {
            advance();
            return true;
        }
        return false;
    }

    private Value comma() throws BadCondition {
        Value value = ternary();
        while (accept(",")) {
            value = ternary();
        }
        return value;
    }

    private Value ternary() throws BadCondition {
        if (++nesting > MAX_NESTING) {
            throw new BadCondition("expression nested deeper than " + MAX_NESTING);
        }
        Value condition = binary(1);
        if (accept("?")) {
            boolean truth = condition.bits != 0;
            ignored += truth ? 0 : 1;
            Value yes = comma();
            ignored -= truth ? 0 : 1;
            if (!accept(":")) {
                throw new BadCondition("'?' without following ':'");
            }
            ignored += truth ? 1 : 0;
            Value no = ternary();
            ignored -= truth ? 1 : 0;
            condition = new Value(truth ? yes.bits : no.bits, yes.unsigned || no.unsigned);
        }
        nesting--;
        return condition;
    }

    private static int precedence(Token token) {
        if (token.kind != Kind.OPERATOR) {
            return 0;
        }
        switch (token.text) {
            case "||":
                return 1;
            case "&&":
                return 2;
            case "|":
                return 3;
            case "^":
                return 4;
            case "&":
                return 5;
            case "==":
            case "!=":
                return 6;
            case "<":
            case ">":
            case "<=":
            case ">=":
                return 7;
            case "<<":
            case ">>":
                return 8;
            case "+":
            case "-":
                return 9;
            case "*":
            case "/":
            case "%":
                return 10;
            default:
                return 0;
        }
    }

    private Value binary(int least) throws BadCondition {
        Value left = unary();
        while (true) {
            int precedence = precedence(current);
            if (precedence < least) {
                return left;
            }
            String operator = current.text;
            advance();
            boolean decided = operator.equals("||") && left.bits != 0 || operator.equals("&&") && left.bits == 0;
            ignored += decided ? 1 : 0;
            Value right = binary(precedence + 1);
            ignored -= decided ? 1 : 0;
            left = apply(operator, left, right);
        }
    }

    private Value apply(String operator, Value a, Value b) throws BadCondition {
        boolean unsigned = a.unsigned || b.unsigned;
        int order = unsigned ? Long.compareUnsigned(a.bits, b.bits) : Long.compare(a.bits, b.bits);
        switch (operator) {
            case "||":
                return Value.of(a.bits != 0 || b.bits != 0);
            case "&&":
                return Value.of(a.bits != 0 && b.bits != 0);
            case "|":
                return new Value(a.bits | b.bits, unsigned);
            case "^":
                return new Value(a.bits ^ b.bits, unsigned);
            case "&":
                return new Value(a.bits & b.bits, unsigned);
            case "==":
                return Value.of(a.bits == b.bits);
            case "!=":
                return Value.of(a.bits != b.bits);
            case "<":
                return Value.of(order < 0);
            case ">":
                return Value.of(order > 0);
            case "<=":
                return Value.of(order <= 0);
            case ">=":
                return Value.of(order >= 0);
            case "<<":
                return shift(a, b, true);
            case ">>":
                return shift(a, b, false);
            case "+":
                return new Value(a.bits + b.bits, unsigned);
            case "-":
                return new Value(a.bits - b.bits, unsigned);
            case "*":
                return new Value(a.bits * b.bits, unsigned);
            default:
                return divide(operator.equals("/"), a, b, unsigned);
        }
    }

    private Value divide(boolean quotient, Value a, Value b, boolean unsigned) throws BadCondition {
        if (b.bits == 0) {
            if (ignored > 0) {
                return new Value(0, unsigned);
            }
            throw new BadCondition("division by zero in #if");
        }
        if (unsigned) {
            long value = quotient ? Long.divideUnsigned(a.bits, b.bits) : Long.remainderUnsigned(a.bits, b.bits);
            return new Value(value, true);
        }
        return new Value(quotient ? a.bits / b.bits : a.bits % b.bits, false);
    }

    private static Value shift(Value a, Value b, boolean left) {
        boolean negative = !b.unsigned && b.bits < 0;
        boolean toLeft = left != negative;
        long by = negative ? -b.bits : b.bits;
        boolean all = by < 0 || by >= 64;
        long bits;
        if (toLeft) {
            bits = all ? 0 : a.bits << by;
        } else if (a.unsigned) {
            bits = all ? 0 : a.bits >>> by;
        } else {
            bits = a.bits >> (all ? 63 : by);
        }
        return new Value(bits, a.unsigned);
    }

    private Value unary() throws BadCondition {
        int depth = nesting;
        if (++nesting > MAX_NESTING) {
            throw new BadCondition("expression nested deeper than " + MAX_NESTING);
        }
        Value value = operand();
        nesting = depth;
        return value;
    }

    private Value operand() throws BadCondition {
        Token token = current;
        switch (token.kind) {
            case NUMBER:
                advance();
                return number(token.text);
            case CHARACTER:
                advance();
                return new Value(CharacterConstant.value(token.text), false);
            case NAME:
                return name(token);
            case OPERATOR:
                break;
            case END:
                throw new BadCondition("#if expression ends too early: operand expected");
            default:
                throw new BadCondition("token \"" + token.text + "\" is not valid in preprocessor expressions");
        }
        if (token.is("#")) {
            advanceUnexpanded();
            return assertion();
        }
        advance();
        switch (token.text) {
            case "(":
                Value inner = comma();
                if (!accept(")")) {
                    throw new BadCondition("missing ')' in expression");
                }
                return inner;
            case "!":
                return Value.of(unary().bits == 0);
            case "~":
                Value flipped = unary();
                return new Value(~flipped.bits, flipped.unsigned);
            case "-":
                Value negated = unary();
                return new Value(-negated.bits, negated.unsigned);
            case "+":
                return unary();
            default:
                throw new BadCondition("token \"" + token.text + "\" is not valid here in a preprocessor expression");
        }
    }

    /** {@code #PREDICATE} or {@code #PREDICATE(ANSWER)}: what {@code #assert} said. */
    private Value assertion() throws BadCondition {
        if (current.kind != Kind.NAME) {
            throw new BadCondition("assertion without predicate: expected a name after '#'");
        }
        String predicate = current.text;
        advanceUnexpanded();
        StringBuilder answer = new StringBuilder();
        if (current.is("(")) {
            advanceUnexpanded();
            while (!current.is(")")) {
                if (current == Token.END) {
                    throw new BadCondition("missing ')' to complete the answer of #" + predicate);
                }
                answer.append(current.spaced() && answer.length() > 0 ? " " : "")
                        .append(current.text);
                advanceUnexpanded();
            }
            advance();
        }
        return Value.of(macros.isAsserted(predicate, answer.toString()));
    }

    private Value name(Token token) throws BadCondition {
        if (token.text.equals("defined")) {
            return defined();
        }
        if (token.text.equals("__has_include") || token.text.equals("__has_include_next")) {
            return hasInclude(token.text.endsWith("next"));
        }
        advance();
        return new Value(0, false);
    }

    private Value defined() throws BadCondition {
        advanceUnexpanded();
        boolean bracketed = current.is("(");
        if (bracketed) {
            advanceUnexpanded();
        }
        if (current.kind != Kind.NAME) {
            throw new BadCondition("operator \"defined\" requires an identifier");
        }
        readings.use(current, macros.get(current.text));
        boolean is = macros.has(current.text);
        if (bracketed) {
            advanceUnexpanded();
            if (!current.is(")")) {
                throw new BadCondition("missing ')' after \"defined\"");
            }
        }
        advance();
        return Value.of(is);
    }

    private Value hasInclude(boolean next) throws BadCondition {
        advanceUnexpanded();
        if (!current.is("(")) {
            throw new BadCondition("missing '(' before \"__has_include\" operand");
        }
        advance();
        boolean angled = !(current.kind == Kind.STRING);
        StringBuilder name = new StringBuilder();
        if (!angled) {
            name.append(current.text, 1, current.text.length() - 1);
        } else if (current.is("<")) {
            for (advanceUnexpanded(); current != Token.END && !current.is(">"); advanceUnexpanded()) {
                name.append(current.spaced() && name.length() > 0 ? " " : "").append(current.text);
            }
        }
        if (current == Token.END || name.length() == 0) {
            throw new BadCondition("operator \"__has_include\" requires a header-name");
        }
        advance();
        if (!accept(")")) {
            throw new BadCondition("missing ')' after \"__has_include\" operand");
        }
        return Value.of(ignored == 0 && headers.exists(name.toString(), angled, next));
    }

    private static Value number(String text) throws BadCondition {
        int end = text.length();
        while (end > 0 && "uUlL".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        String suffix = text.substring(end);
        String digits = text.substring(0, end);
        int radix = 10;
        if (digits.startsWith("0x") || digits.startsWith("0X")) {
            radix = 16;
            digits = digits.substring(2);
        } else if (digits.startsWith("0b") || digits.startsWith("0B")) {
            radix = 2;
            digits = digits.substring(2);
        } else if (digits.startsWith("0") && digits.length() > 1) {
            radix = 8;
            digits = digits.substring(1);
        }
        boolean suffixFits = suffix.matches("[uU]?(l|L|ll|LL)?|(l|L|ll|LL)[uU]");
        if (digits.isEmpty() || !suffixFits) {
            throw new BadCondition("invalid suffix on integer constant \"" + text + "\"");
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), radix);
            if (digit < 0) {
                boolean floating = digits.indexOf('.') >= 0 || radix == 10 && "eE".indexOf(digits.charAt(i)) >= 0;
                throw new BadCondition(
                        (floating ? "floating constant in preprocessor expression: \"" : "invalid integer constant \"")
                                + text
                                + '"');
            }
            value = value * radix + digit;
        }
        boolean unsigned = suffix.indexOf('u') >= 0 || suffix.indexOf('U') >= 0 || value < 0;
        return new Value(value, unsigned);
    }
}
