package relolens.analyzer.cpp;

import relolens.analyzer.cpp.Condition.BadCondition;

/**
 * A value in an {@code #if} expression, and what operators make of it (C11 6.10.1: intmax_t and uintmax_t).
 *
 * @param bits of the value, 64
 * @param unsigned whether it is of type uintmax_t
 */
record ConditionValue(long bits, boolean unsigned) {
    /** {@return 1 or 0} */
    static ConditionValue of(boolean truth) {
        return new ConditionValue(truth ? 1 : 0, false);
    }

    /** {@return the value of an integer constant as C writes it} */
    static ConditionValue number(String text) throws BadCondition {
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
        return new ConditionValue(value, unsigned);
    }

    /**
     * {@return {@code this operator b}}
     *
     * @param operator a binary one other than the comma
     * @param ignored whether the result does not count: then nothing is wrong with dividing by 0
     */
    ConditionValue apply(String operator, ConditionValue b, boolean ignored) throws BadCondition {
        ConditionValue a = this;
        boolean unsigned = a.unsigned || b.unsigned;
        int order = unsigned ? Long.compareUnsigned(a.bits, b.bits) : Long.compare(a.bits, b.bits);
        switch (operator) {
            case "||":
                return ConditionValue.of(a.bits != 0 || b.bits != 0);
            case "&&":
                return ConditionValue.of(a.bits != 0 && b.bits != 0);
            case "|":
                return new ConditionValue(a.bits | b.bits, unsigned);
            case "^":
                return new ConditionValue(a.bits ^ b.bits, unsigned);
            case "&":
                return new ConditionValue(a.bits & b.bits, unsigned);
            case "==":
                return ConditionValue.of(a.bits == b.bits);
            case "!=":
                return ConditionValue.of(a.bits != b.bits);
            case "<":
                return ConditionValue.of(order < 0);
            case ">":
                return ConditionValue.of(order > 0);
            case "<=":
                return ConditionValue.of(order <= 0);
            case ">=":
                return ConditionValue.of(order >= 0);
            case "<<":
                return shift(a, b, true);
            case ">>":
                return shift(a, b, false);
            case "+":
                return new ConditionValue(a.bits + b.bits, unsigned);
            case "-":
                return new ConditionValue(a.bits - b.bits, unsigned);
            case "*":
                return new ConditionValue(a.bits * b.bits, unsigned);
            default:
                return divide(operator.equals("/"), a, b, unsigned, ignored);
        }
    }

    private static ConditionValue divide(
            boolean quotient, ConditionValue a, ConditionValue b, boolean unsigned, boolean ignored)
            throws BadCondition {
        if (b.bits == 0) {
            if (ignored) {
                return new ConditionValue(0, unsigned);
            }
            throw new BadCondition("division by zero in #if");
        }
        if (unsigned) {
            long value = quotient ? Long.divideUnsigned(a.bits, b.bits) : Long.remainderUnsigned(a.bits, b.bits);
            return new ConditionValue(value, true);
        }
        return new ConditionValue(quotient ? a.bits / b.bits : a.bits % b.bits, false);
    }

    private static ConditionValue shift(ConditionValue a, ConditionValue b, boolean left) {
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
        return new ConditionValue(bits, a.unsigned);
    }
}
