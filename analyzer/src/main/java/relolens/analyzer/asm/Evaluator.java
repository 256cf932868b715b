package relolens.analyzer.asm;

import org.jspecify.annotations.Nullable;
import relolens.analyzer.syntax.Expression;
import relolens.analyzer.syntax.Expression.Operator;

/** Works expressions out: while text is read as far as GNU as could at that point, after layout in full. */
final class Evaluator {
    private static final int DEEPEST = 1500;
    /** Symbols and operators one value may need: what stands for twice itself again and again grows without bound. */
    private static final int MOST_STEPS = 20_000;

    private boolean laidOut;
    private boolean through;
    private int steps;

    /** From now on every distance inside a section is known. */
    void layoutDone() {
        laidOut = true;
    }

    /** {@return the number {@code e} comes to, or null if that is not known (yet)} */
    @Nullable
    Long constant(Expression e) {
        Linear linear = evaluate(e);
        return linear.known() ? linear.constant() : null;
    }

    Linear evaluate(Expression e) {
        return evaluate(e, 0);
    }

    /** {@return the value of {@code e}, global variables replaced by what they stand for} */
    Linear evaluateThrough(Expression e) {
        return through(e, 0);
    }

    private Linear through(Expression e, int depth) {
        boolean before = through;
        through = true;
        Linear result = evaluate(e, depth);
        through = before;
        return result;
    }

    private Linear evaluate(Expression e, int depth) {
        steps = depth == 0 ? 0 : steps + 1;
        if (steps > MOST_STEPS) {
            return Linear.bad("the symbols in it stand for each other too often");
        }
        if (depth > DEEPEST) {
            return Linear.bad("the value depends on itself, or on too long a chain of symbols");
        }
        if (e instanceof Expression.Constant k) {
            return Linear.of(k.value());
        }
        if (e instanceof Expression.Reference r && r.target() instanceof Symbol s) {
            return symbol(s, depth);
        }
        if (e instanceof Expression.Unary u) {
            Linear operand = evaluate(u.operand(), depth + 1);
            if (operand.known()) {
                return Linear.of(u.operator().apply(operand.constant()));
            }
            return u.operator() == Operator.NEGATE
                    ? add(Linear.of(0), operand, true)
                    : notConstant(operand, u.operator());
        }
        if (e instanceof Expression.Binary b) {
            return binary(b, evaluate(b.left(), depth + 1), evaluate(b.right(), depth + 1));
        }
        return Linear.bad("a number of more than 64 bits cannot stand here");
    }

    private Linear symbol(Symbol s, int depth) {
        if (s.value == null) {
            return new Linear(0, s, null, null);
        }
        if (s.beingEvaluated) {
            return Linear.bad("the value depends on itself");
        }
        s.beingEvaluated = true;
        Linear value = evaluate(s.value, depth + 1);
        s.beingEvaluated = false;
        boolean keepsName = !through
                && s.external()
                && value.problem() == null
                && !value.known()
                && (value.plus() == null || value.plus().defined() || value.minus() != null);
        return keepsName ? new Linear(0, s, null, null) : value;
    }

    private Linear binary(Expression.Binary b, Linear left, Linear right) {
        Operator operator = b.operator();
        if (left.problem() != null) {
            return left;
        }
        if (right.problem() != null) {
            return right;
        }
        if (operator == Operator.ADD || operator == Operator.SUBTRACT) {
            return add(left, right, operator == Operator.SUBTRACT);
        }
        if (left.known() && right.known()) {
            if (right.constant() == 0 && (operator == Operator.DIVIDE || operator == Operator.MODULUS)) {
                return Linear.bad("division by zero");
            }
            return Linear.of(operator.apply(left.constant(), right.constant()));
        }
        if (operator.rank() == Operator.EQ.rank()) {
            Linear distance = add(left, right, true);
            if (distance.known()) {
                return Linear.of(operator.apply(distance.constant(), 0));
            }
            if (laidOut && (operator == Operator.EQ || operator == Operator.NE)) {
                return Linear.of(operator == Operator.NE ? -1 : 0);
            }
        }
        return notConstant(left.known() ? right : left, operator);
    }

    private static Linear notConstant(Linear operand, Operator operator) {
        Symbol s = operand.plus() != null ? operand.plus() : operand.minus();
        String name = s == null || s.name().equals(".") ? "this place" : "'" + s.name() + "'";
        return operand.problem() != null
                ? operand
                : Linear.bad("the operator "
                        + operator.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                        + " needs plain numbers, but " + name + " is an address or undefined");
    }

    private Linear add(Linear a, Linear b, boolean subtract) {
        if (a.problem() != null || b.problem() != null) {
            return a.problem() != null ? a : b;
        }
        long constant = subtract ? a.constant() - b.constant() : a.constant() + b.constant();
        @Nullable Symbol[] plus = {a.plus(), subtract ? b.minus() : b.plus()};
        @Nullable Symbol[] minus = {a.minus(), subtract ? b.plus() : b.minus()};
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                Symbol p = plus[i];
                Symbol m = minus[j];
                Long distance = p == null || m == null ? null : distance(p, m);
                if (distance != null) {
                    constant += distance;
                    plus[i] = null;
                    minus[j] = null;
                }
            }
        }
        if (plus[0] != null && plus[1] != null || minus[0] != null && minus[1] != null) {
            return Linear.bad("addresses can be subtracted from each other, not added");
        }
        return new Linear(constant, plus[0] != null ? plus[0] : plus[1], minus[0] != null ? minus[0] : minus[1], null);
    }

    private @Nullable Long distance(Symbol p, Symbol m) {
        if (p.equals(m)) {
            return 0L;
        }
        Place a = p.place;
        Place b = m.place;
        long extra = 0;
        if (a == null && p.value != null) {
            Linear l = through(p.value, DEEPEST - 100);
            a = l.plus() == null || l.minus() != null ? null : l.plus().place;
            extra += l.constant();
        }
        if (b == null && m.value != null) {
            Linear l = through(m.value, DEEPEST - 100);
            b = l.plus() == null || l.minus() != null ? null : l.plus().place;
            extra -= l.constant();
        }
        if (a == null || b == null) {
            return null;
        }
        Fragment f = a.fragment();
        Fragment g = b.fragment();
        if (laidOut) {
            return a.section().equals(b.section()) ? (Long) (a.address() - b.address() + extra) : null;
        }
        return f.anchor == g.anchor ? (Long) (f.anchorOffset + a.offset() - g.anchorOffset - b.offset() + extra) : null;
    }
}
