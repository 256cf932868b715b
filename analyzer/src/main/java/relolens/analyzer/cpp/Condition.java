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
        ConditionValue value = comma();
        if (current != Token.END) {
            throw new BadCondition(
                    current.is(")")
                            ? "missing '(' in expression"
                            : "missing binary operator before \"" + current.text + "\"");
        }
        return value.bits();
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

    private ConditionValue comma() throws BadCondition {
        ConditionValue value = ternary();
        while (accept(",")) {
            value = ternary();
        }
        return value;
    }

    private ConditionValue ternary() throws BadCondition {
        if (++nesting > MAX_NESTING) {
            throw new BadCondition("expression nested deeper than " + MAX_NESTING);
        }
        ConditionValue condition = binary(1);
        if (accept("?")) {
            boolean truth = condition.bits() != 0;
            ignored += truth ? 0 : 1;
            ConditionValue yes = comma();
            ignored -= truth ? 0 : 1;
            if (!accept(":")) {
                throw new BadCondition("'?' without following ':'");
            }
            ignored += truth ? 1 : 0;
            ConditionValue no = ternary();
            ignored -= truth ? 1 : 0;
            condition = new ConditionValue(truth ? yes.bits() : no.bits(), yes.unsigned() || no.unsigned());
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

    private ConditionValue binary(int least) throws BadCondition {
        ConditionValue left = unary();
        while (true) {
            int precedence = precedence(current);
            if (precedence < least) {
                return left;
            }
            String operator = current.text;
            advance();
            boolean decided = operator.equals("||") && left.bits() != 0 || operator.equals("&&") && left.bits() == 0;
            ignored += decided ? 1 : 0;
            ConditionValue right = binary(precedence + 1);
            ignored -= decided ? 1 : 0;
            left = left.apply(operator, right, ignored > 0);
        }
    }

    private ConditionValue unary() throws BadCondition {
        int depth = nesting;
        if (++nesting > MAX_NESTING) {
            throw new BadCondition("expression nested deeper than " + MAX_NESTING);
        }
        ConditionValue value = operand();
        nesting = depth;
        return value;
    }

    private ConditionValue operand() throws BadCondition {
        Token token = current;
        switch (token.kind) {
            case NUMBER:
                advance();
                return ConditionValue.number(token.text);
            case CHARACTER:
                advance();
                return new ConditionValue(CharacterConstant.value(token.text), false);
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
                ConditionValue inner = comma();
                if (!accept(")")) {
                    throw new BadCondition("missing ')' in expression");
                }
                return inner;
            case "!":
                return ConditionValue.of(unary().bits() == 0);
            case "~":
                ConditionValue flipped = unary();
                return new ConditionValue(~flipped.bits(), flipped.unsigned());
            case "-":
                ConditionValue negated = unary();
                return new ConditionValue(-negated.bits(), negated.unsigned());
            case "+":
                return unary();
            default:
                throw new BadCondition("token \"" + token.text + "\" is not valid here in a preprocessor expression");
        }
    }

    /** {@code #PREDICATE} or {@code #PREDICATE(ANSWER)}: what {@code #assert} said. */
    private ConditionValue assertion() throws BadCondition {
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
        return ConditionValue.of(macros.isAsserted(predicate, answer.toString()));
    }

    private ConditionValue name(Token token) throws BadCondition {
        if (token.text.equals("defined")) {
            return defined();
        }
        if (token.text.equals("__has_include") || token.text.equals("__has_include_next")) {
            return hasInclude(token.text.endsWith("next"));
        }
        advance();
        return new ConditionValue(0, false);
    }

    private ConditionValue defined() throws BadCondition {
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
        return ConditionValue.of(is);
    }

    private ConditionValue hasInclude(boolean next) throws BadCondition {
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
        return ConditionValue.of(ignored == 0 && headers.exists(name.toString(), angled, next));
    }
}
