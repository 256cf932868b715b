package relolens.analyzer.dataflow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a register.
 *
 * @param bits known bits; low zero bits are the alignment
 * @param base what the value is reckoned from, or null for a plain number or nothing known
 * @param span distance from the base in bytes; of a plain number, itself
 * @param origin known bits of the base
 * @param touched for a system register's value: bits changed since it was read
 * @param provenance the address space
 * @param role what the memory behind holds, or null
 * @param defined false for a register nobody has set: it takes the other path's value where paths meet
 */
public record Value(
        KnownBits bits,
        @Nullable Base base,
        Span span,
        KnownBits origin,
        long touched,
        Provenance provenance,
        @Nullable Role role,
        boolean defined) {
    /** Nothing known. */
    public static final Value UNKNOWN = nothing(true);

    /** A register nobody has set. */
    public static final Value UNDEFINED = nothing(false);

    /** Smallest data cache line of nearly all cores, in bytes: what the analysis takes where nothing else is said. */
    static final int LINE = 64;

    private static Value nothing(boolean defined) {
        return new Value(KnownBits.UNKNOWN, null, Span.ALL, KnownBits.UNKNOWN, 0, Provenance.UNKNOWN, null, defined);
    }

    /** {@return the number {@code value}} */
    public static Value constant(long value) {
        return number(KnownBits.of(value));
    }

    /** {@return something named that is no address anybody may use} */
    static Value lost(Base base) {
        return of(base, KnownBits.UNKNOWN, Provenance.UNKNOWN, null);
    }

    /** {@return a number of which some bits are known} */
    public static Value number(KnownBits bits) {
        return number(bits, Span.of(bits));
    }

    /** {@return a number of which some bits and the range are known} */
    static Value number(KnownBits bits, Span span) {
        Span told = bits.isConstant() ? Span.of(bits) : span;
        return new Value(bits, null, told, KnownBits.UNKNOWN, 0, Provenance.NUMBER, null, true);
    }

    /** {@return exactly {@code base}} */
    public static Value of(Base base, KnownBits bits, Provenance provenance, @Nullable Role role) {
        return new Value(bits, base, Span.of(0), bits, 0, provenance, role, true);
    }

    /** {@return whether it is one known distance from its base} */
    public boolean exact() {
        return base != null && span.exact();
    }

    /** {@return distance from the base in bytes, 0 if it is not {@link #exact}} */
    public long delta() {
        return exact() ? span.low() : 0;
    }

    /** {@return whether it is one known number} */
    public boolean isConstant() {
        return bits.isConstant();
    }

    boolean isZero() {
        return bits.isConstant() && bits.value() == 0;
    }

    /** {@return bytes it is a multiple of, as far as known: 1 to 2^62; for sub-word knowledge see {@link #bits}} */
    public long alignment() {
        return 1L << Math.min(62, Long.numberOfTrailingZeros(~bits.zeros()));
    }

    Value with(KnownBits newBits) {
        KnownBits from = exact() ? newBits.subtract(KnownBits.of(span.low())) : origin;
        Span told = base == null && newBits.isConstant() ? Span.of(newBits) : span;
        return new Value(newBits, base, told, from, touched, provenance, role, defined);
    }

    Value with(Span newSpan) {
        return new Value(bits, base, newSpan, origin, touched, provenance, role, defined);
    }

    /** {@return the same value, now known to be of a smaller range} */
    Value within(Span range) {
        return base == null && range.exact() ? constant(range.low()) : with(range);
    }

    /** {@return the same thing a known number of bytes further} */
    public Value further(long bytes) {
        return plus(bytes);
    }

    /** {@return the same thing a known number of bytes further} */
    Value plus(long bytes) {
        return new Value(
                bits.add(KnownBits.of(bytes)), base, span.plus(bytes), origin, touched, provenance, role, defined);
    }

    /** {@return a value still reckoned from the same thing, at another distance} */
    Value moved(KnownBits newBits, Span newSpan, Provenance newProvenance) {
        return new Value(newBits, base, newSpan, origin, touched, newProvenance, role, defined);
    }

    /** {@return a value whose {@code mask} bits were changed to those of {@code newBits}} */
    Value masked(KnownBits newBits, long mask) {
        return masked(newBits, mask, mask == 0 ? span : Span.ALL);
    }

    Value masked(KnownBits newBits, long mask, Span newSpan) {
        Span told = base == null ? Span.of(newBits) : newSpan;
        return new Value(newBits, base, told, origin, touched | mask, provenance, role, defined);
    }

    /** {@return this number, and what it was made of} */
    Value reckoned(Base from) {
        return new Value(bits, from, Span.of(0), bits, 0, provenance, role, true);
    }

    Value named(Base newBase) {
        return reckoned(newBase);
    }

    Value withRole(@Nullable Role newRole, Provenance newProvenance) {
        return new Value(bits, base, span, origin, touched, newProvenance, newRole, defined);
    }

    /** {@return the system register this was read from with no shift in between, or null} */
    public Base.@Nullable SystemRegister system() {
        return base instanceof Base.SystemRegister s ? s : null;
    }

    /** {@return the bytes that an access of {@code bytes} bytes here provably reaches on some path} */
    List<Bytes.Piece> pieces(int site, int bytes) {
        if (base == null || !span.ends() || span.low() == Span.NONE_BELOW && span.high() == Span.NONE_ABOVE) {
            return List.of();
        }
        long low = span.low();
        long high = span.high();
        if (span.bounded() && span.step() <= Math.max(bytes, LINE)) {
            return List.of(new Bytes.Piece(low, high + bytes, site));
        }
        List<Bytes.Piece> ends = new ArrayList<>(2);
        if (low != Span.NONE_BELOW) {
            ends.add(new Bytes.Piece(low, low + bytes, site));
        }
        if (high != Span.NONE_ABOVE) {
            ends.add(new Bytes.Piece(high, high + bytes, site));
        }
        return ends;
    }

    /**
     * {@return first and last byte plus one of the cache lines that maintenance here may reach, by their distance from the base}
     *
     * @param line size of a line in bytes, a power of two
     */
    long[] lines(int line) {
        boolean known = origin.knownLowBits() >= Long.numberOfTrailingZeros(line);
        long low = span.low();
        long high = span.high();
        long before = known ? (origin.ones() + low) & (line - 1) : line - 1;
        long behind = known ? line - ((origin.ones() + high) & (line - 1)) : line;
        return new long[] {low == Span.NONE_BELOW ? low : low - before, high == Span.NONE_ABOVE ? high : high + behind};
    }

    /**
     * Joins where paths meet.
     *
     * @param name the name to give a value that is different things on different paths
     * @param widen whether to give up bits that loops step
     * @param counts whether different numbers stay numbers of a range, as those that a loop steps
     */
    Value join(Value o, Base name, boolean widen, boolean counts) {
        if (equals(o)) {
            return this;
        }
        if (!o.defined) {
            return this;
        }
        if (!defined) {
            return o;
        }
        KnownBits joined = bits.join(o.bits);
        if (widen && !joined.equals(bits)) {
            joined = joined.widen();
        }
        Provenance p = provenance.join(o.provenance);
        boolean numberHere = provenance == Provenance.NUMBER;
        boolean numberThere = o.provenance == Provenance.NUMBER;
        Role r = numberHere ? o.role : numberThere || role == o.role ? role : null;
        if (counts && base == null && o.base == null && numberHere && numberThere) {
            return number(joined, span.join(o.span));
        }
        if (base != null && base.equals(o.base)) {
            boolean own = base.equals(name);
            return new Value(
                    joined,
                    base,
                    own ? Span.of(0) : span.join(o.span),
                    own ? joined : origin.join(o.origin),
                    touched | o.touched,
                    p,
                    r,
                    true);
        }
        Base control = Sctlr.either(base, o.base);
        if (control != null) {
            return new Value(joined, control, span.join(o.span), KnownBits.UNKNOWN, touched | o.touched, p, r, true);
        }
        return new Value(joined, name, Span.of(0), joined, 0, p, r, true);
    }
}
