package relolens.analyzer.dataflow;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a register.
 *
 * @param bits known bits; low zero bits are the alignment
 * @param base what the value is reckoned from, or null for a plain number or nothing known
 * @param delta distance from the base in bytes, if {@link #exact}
 * @param exact whether value = base + delta exactly
 * @param touched for a system register's value: bits changed since it was read
 * @param provenance the address space
 * @param role what the memory behind holds, or null
 * @param defined false for a register nobody has set: it takes the other path's value where paths meet
 */
public record Value(
        KnownBits bits,
        @Nullable Base base,
        long delta,
        boolean exact,
        long touched,
        Provenance provenance,
        @Nullable Role role,
        boolean defined) {
    /** Nothing known. */
    public static final Value UNKNOWN = new Value(KnownBits.UNKNOWN, null, 0, false, 0, Provenance.UNKNOWN, null, true);

    /** A register nobody has set. */
    public static final Value UNDEFINED =
            new Value(KnownBits.UNKNOWN, null, 0, false, 0, Provenance.UNKNOWN, null, false);

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
        return new Value(bits, null, 0, false, 0, Provenance.NUMBER, null, true);
    }

    /** {@return exactly {@code base}} */
    public static Value of(Base base, KnownBits bits, Provenance provenance, @Nullable Role role) {
        return new Value(bits, base, 0, true, 0, provenance, role, true);
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
        return new Value(newBits, base, delta, exact, touched, provenance, role, defined);
    }

    /** {@return the same thing a known number of bytes further} */
    public Value further(long bytes) {
        return plus(bytes);
    }

    /** {@return the same thing a known number of bytes further} */
    Value plus(long bytes) {
        return new Value(bits.add(KnownBits.of(bytes)), base, delta + bytes, exact, touched, provenance, role, defined);
    }

    /** {@return a value still reckoned from the same thing, by an unknown distance} */
    Value moved(KnownBits newBits, Provenance newProvenance) {
        return new Value(newBits, base, 0, false, touched, newProvenance, role, defined);
    }

    /** {@return a value whose {@code mask} bits were changed to those of {@code newBits}} */
    Value masked(KnownBits newBits, long mask) {
        boolean same = mask == 0 && exact;
        return new Value(newBits, base, same ? delta : 0, same, touched | mask, provenance, role, defined);
    }

    /** {@return this number, and what it was made of} */
    Value reckoned(Base from) {
        return new Value(bits, from, 0, true, 0, provenance, role, true);
    }

    Value named(Base newBase) {
        return new Value(bits, newBase, 0, true, 0, provenance, role, true);
    }

    Value withRole(@Nullable Role newRole, Provenance newProvenance) {
        return new Value(bits, base, delta, exact, touched, newProvenance, newRole, defined);
    }

    /** {@return the system register this was read from with no shift in between, or null} */
    public Base.@Nullable SystemRegister system() {
        return base instanceof Base.SystemRegister s ? s : null;
    }

    /**
     * Joins where paths meet.
     *
     * @param name the name to give a value that is different things on different paths
     * @param widen whether to give up bits that loops step
     */
    Value join(Value o, Base name, boolean widen) {
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
        if (base != null && base.equals(o.base)) {
            boolean own = base.equals(name);
            boolean same = exact && o.exact && delta == o.delta;
            return new Value(joined, base, same && !own ? delta : 0, own || same, touched | o.touched, p, r, true);
        }
        return new Value(joined, name, 0, true, 0, p, r, true);
    }
}
