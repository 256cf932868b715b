package relolens.analyzer.dataflow;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the outcome of a comparison tells of the ranges of both sides. Two addresses reckoned from the same thing compare as
 * their distances: no object goes over the end of the address space.
 */
final class Order {
    private static final int EQ = 0;
    private static final int NE = 1;
    private static final int HS = 2;
    private static final int LO = 3;
    private static final int MI = 4;
    private static final int PL = 5;
    private static final int HI = 8;
    private static final int LS = 9;
    private static final int GE = 10;
    private static final int LT = 11;
    private static final int GT = 12;
    private static final int LE = 13;

    private Order() {}

    /** {@return the facts where {@code condition} holds after a comparison, or null if it cannot} */
    static @Nullable State learned(State before, FlagFact fact, int condition) {
        Span a = fact.value().span();
        Span b = fact.other().span();
        if (fact.test() || !comparable(fact, condition)) {
            return before;
        }
        Span left = null;
        Span right = null;
        switch (condition) {
            case EQ -> {
                left = both(a, b);
                right = both(b, a);
            }
            case NE -> {
                left = other(a, b);
                right = other(b, a);
            }
            case HS, GE, PL -> {
                left = a.atLeast(b.low());
                right = b.atMost(a.high());
            }
            case LO, LT, MI -> {
                left = a.atMost(before(b.high()));
                right = b.atLeast(after(a.low()));
            }
            case HI, GT -> {
                left = a.atLeast(after(b.low()));
                right = b.atMost(before(a.high()));
            }
            case LS, LE -> {
                left = a.atMost(b.high());
                right = b.atLeast(a.low());
            }
            default -> {
                return before;
            }
        }
        if (left == null || right == null) {
            return null;
        }
        if (left.equals(a) && right.equals(b)) {
            return before;
        }
        State s = before.copy();
        narrow(s, fact.register(), left.plus(fact.ahead()));
        narrow(s, fact.second(), right);
        return s;
    }

    private static void narrow(State s, int register, Span span) {
        if (register >= 0) {
            s.set(register, s.register(register).within(span));
        }
    }

    /** {@return what is left of a number that is zero, or is not; null if nothing is} */
    static @Nullable Value zero(Value v, boolean zero) {
        if (v.base() != null || v.provenance() != Provenance.NUMBER) {
            return v;
        }
        Span nought = Span.of(0);
        Span left = zero ? both(v.span(), nought) : other(v.span(), nought);
        return left == null ? null : v.within(left);
    }

    private static boolean comparable(FlagFact fact, int condition) {
        Value a = fact.value();
        Value b = fact.other();
        if (!Objects.equals(a.base(), b.base())) {
            return false;
        }
        if (a.base() != null) {
            return true;
        }
        boolean unsigned = condition == HS || condition == LO || condition == HI || condition == LS;
        boolean numbers = a.provenance() == Provenance.NUMBER && b.provenance() == Provenance.NUMBER;
        return numbers && (!unsigned || a.span().low() >= 0 && b.span().low() >= 0);
    }

    private static @Nullable Span both(Span a, Span b) {
        Span up = a.atLeast(b.low());
        return up == null ? null : up.atMost(b.high());
    }

    private static @Nullable Span other(Span a, Span b) {
        if (!b.exact()) {
            return a;
        }
        return a.high() == b.low() ? a.atMost(b.low() - 1) : a.low() == b.low() ? a.atLeast(b.low() + 1) : a;
    }

    private static long before(long end) {
        return end == Span.NONE_ABOVE ? end : end - 1;
    }

    private static long after(long end) {
        return end == Span.NONE_BELOW ? end : end + 1;
    }
}
