package relolens.analyzer.dataflow;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a value that a loop steps may go: up to what it was compared with before the branch back, or anywhere. A limit that
 * nothing holds the value to would make the analysis claim rounds that need not happen.
 */
final class Widening {
    private final State arriving;
    private final int tested;

    /**
     * @param arriving facts on the way back to the loop's head
     * @param tested register that the branch back compares with zero, or -1
     */
    Widening(State arriving, int tested) {
        this.arriving = arriving;
        this.tested = tested;
    }

    /** {@return {@code grown}, the ends it has outgrown {@code old} at moved on}; {@code register} holds it */
    Value widened(Value old, Value grown, int register) {
        Span a = old.span();
        Span b = grown.span();
        if (!Objects.equals(old.base(), grown.base()) || a.equals(b)) {
            return grown;
        }
        Long limit = limit(register, grown.base());
        long high = b.high() <= a.high() ? b.high() : limit == null ? Span.NONE_ABOVE : above(b, limit);
        long low = b.low() >= a.low() ? b.low() : limit == null ? Span.NONE_BELOW : below(b, limit);
        return grown.with(new Span(low, high, b.step(), b.ends()));
    }

    private @Nullable Long limit(int register, @Nullable Base base) {
        if (register == tested) {
            return base == null ? 0L : null;
        }
        FlagFact fact = arriving.flags;
        if (fact == null || fact.test()) {
            return null;
        }
        boolean first = fact.register() == register;
        Value other = first ? fact.other() : fact.second() == register ? fact.value() : Value.UNKNOWN;
        boolean known = Objects.equals(base, other.base()) && other.span().exact();
        return known ? (Long) (other.span().low() + (first ? fact.ahead() : 0)) : null;
    }

    /** The last value before a limit if that will do, or the first that is not before it, or none. */
    private static long above(Span grown, long limit) {
        long last = grown.last(limit - 1);
        long behind = grown.next(limit);
        return last >= grown.high() ? last : behind >= grown.high() ? behind : Span.NONE_ABOVE;
    }

    private static long below(Span grown, long limit) {
        // Values go down from where they are, so steps are counted from the present end.
        long step = Math.max(1, grown.step());
        long last = grown.low() - Math.floorDiv(grown.low() - limit - 1, step) * step;
        long behind = last - step;
        boolean before = last > limit && last <= grown.low();
        return before ? last : behind <= grown.low() ? behind : Span.NONE_BELOW;
    }
}
