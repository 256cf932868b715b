package relolens.analyzer.dataflow;

import org.jspecify.annotations.Nullable;

/** Arithmetic on what is known: bits, bases, address spaces. */
final class ValueMath {
    /** Bits that no distance within one image has. */
    private static final long FAR = -1L << 40;

    /** CTR_EL0.CWG, of which no line is larger, is 2 KiB at most. */
    private static final long LARGEST_LINE = 2048;

    private ValueMath() {}

    static Value add(Value a, Value b) {
        if (b.isConstant() && b.base() == null) {
            return a.isConstant() && a.base() == null
                    ? Value.constant(a.bits().value() + b.bits().value())
                    : a.plus(b.bits().value());
        }
        if (a.isConstant() && a.base() == null) {
            return b.plus(a.bits().value());
        }
        boolean second = leads(b, a);
        Value pointer = second ? b : a;
        Value other = second ? a : b;
        Provenance p = offset(pointer, other, Provenance.OFFSET_ADDED);
        KnownBits bits = a.bits().add(b.bits());
        Span span = pointer.span().plus(distance(other));
        return pointer.base() == null && pointer.provenance() == Provenance.NUMBER
                ? Value.number(bits, span)
                : pointer.moved(bits, span, p);
    }

    /** How far adding a value moves another one. */
    private static Span distance(Value v) {
        return v.base() instanceof Base.LineSize && v.exact() && v.delta() == 0
                ? Span.between(1, LARGEST_LINE)
                : v.base() == null && v.provenance() == Provenance.NUMBER ? v.span() : Span.ALL;
    }

    static Value subtract(Value a, Value b) {
        if (b.isConstant() && b.base() == null) {
            return a.isConstant() && a.base() == null
                    ? Value.constant(a.bits().value() - b.bits().value())
                    : a.plus(-b.bits().value());
        }
        KnownBits bits = a.bits().subtract(b.bits());
        if (a.base() != null && a.base().equals(b.base())) {
            return a.exact() && b.exact()
                    ? Value.constant(a.delta() - b.delta())
                    : Value.number(bits, a.span().plus(b.span().negated()));
        }
        if (b.provenance().isAddress()) {
            return Value.number(bits);
        }
        Span span = a.span().plus(distance(b).negated());
        return a.base() == null && a.provenance() == Provenance.NUMBER
                ? Value.number(bits, span)
                : a.moved(bits, span, offset(a, b, Provenance.OFFSET_SUBTRACTED));
    }

    /** The address space of a pointer after a distance is applied in the direction in which {@code meant} converts. */
    private static Provenance offset(Value pointer, Value distance, Provenance meant) {
        Provenance p = pointer.provenance();
        if (!distance.provenance().isOffset() || !p.isAddress()) {
            return shifted(p, distance);
        }
        return distance.provenance() == meant ? p.converted() : p.reverted();
    }

    /** An address and a distance: a large one may be the offset between address spaces. */
    private static Provenance shifted(Provenance p, Value distance) {
        boolean near = distance.bits().zeros() < 0 && (distance.bits().zeros() & FAR) == FAR;
        boolean translatable = p == Provenance.PHYSICAL || p == Provenance.VIRTUAL || p == Provenance.LINK;
        return translatable && !near ? Provenance.UNKNOWN : p;
    }

    /** Whether {@code b} rather than {@code a} is the pointer of a sum. */
    private static boolean leads(Value b, Value a) {
        if (b.provenance().isAddress() != a.provenance().isAddress()) {
            return b.provenance().isAddress();
        }
        boolean numberA = a.provenance() == Provenance.NUMBER;
        if (numberA != (b.provenance() == Provenance.NUMBER)) {
            return numberA;
        }
        if (a.provenance().isOffset() != b.provenance().isOffset()) {
            return a.provenance().isOffset();
        }
        if ((b.role() != null) != (a.role() != null)) {
            return b.role() != null;
        }
        return a.base() == null;
    }

    static Value and(Value a, Value b) {
        KnownBits bits = a.bits().and(b.bits());
        if (a.base() instanceof Base.LineMask || a.base() == null && b.base() != null) {
            return kept(b, a, bits);
        }
        return kept(a, b, bits);
    }

    /** What a mask leaves of a value. */
    private static Value kept(Value v, Value mask, KnownBits bits) {
        if (mask.base() instanceof Base.LineMask) {
            boolean whole = (v.bits().zeros() & LARGEST_LINE - 1) == LARGEST_LINE - 1;
            return v.masked(bits, LARGEST_LINE - 1, whole ? v.span() : v.span().lessUpTo(LARGEST_LINE - 1));
        }
        long gone = ~mask.bits().ones();
        long open = gone & ~v.bits().zeros();
        boolean low = open >= 0 && open < 1L << 32;
        boolean known =
                low && (open & ~v.bits().ones()) == 0 && (open & ~mask.bits().zeros()) == 0;
        return v.masked(
                bits, gone, known ? v.span().plus(-open) : low ? v.span().lessUpTo(open) : Span.ALL);
    }

    static Value or(Value a, Value b) {
        KnownBits bits = a.bits().or(b.bits());
        if (a.isZero() && a.base() == null) {
            return b;
        }
        if (a.base() == null && b.base() != null) {
            return b.masked(bits, ~a.bits().zeros());
        }
        return a.masked(bits, ~b.bits().zeros());
    }

    static Value xor(Value a, Value b) {
        KnownBits bits = a.bits().xor(b.bits());
        if (a.base() == null && b.base() != null) {
            return b.masked(bits, ~a.bits().zeros());
        }
        return a.masked(bits, ~b.bits().zeros());
    }

    static Value not(Value a) {
        boolean belowLine = a.base() instanceof Base.LineSize && a.exact() && a.delta() == -1;
        if (belowLine && a.base() instanceof Base.LineSize line) {
            return Value.number(a.bits().not()).reckoned(new Base.LineMask(line));
        }
        return Value.number(a.bits().not());
    }

    static Value shiftLeft(Value a, int n) {
        return n == 0
                ? a
                : Value.number(
                        a.bits().shiftLeft(n), a.base() == null ? a.span().shiftLeft(n) : Span.ALL);
    }

    static Value shiftRight(Value a, int n) {
        if (n == 0) {
            return a;
        }
        KnownBits bits = a.bits().shiftRight(n);
        Base.SystemRegister s = a.system();
        if (s == null) {
            boolean given = a.base() instanceof Base.Register && a.exact() && a.delta() == 0;
            return a.base() != null && (given || a.provenance().isAddress())
                    ? Value.number(bits).reckoned(new Base.Shifted(a.base(), n))
                    : Value.number(bits, a.base() == null ? a.span().shiftRight(n) : Span.of(bits));
        }
        Value shifted = Value.of(new Base.SystemRegister(s.name(), s.shift() + n), bits, Provenance.UNKNOWN, null);
        return shifted.masked(bits, a.touched() >>> n);
    }

    /** A constant shifted left by an unknown amount keeps its low zeros. */
    static Value shiftLeftBy(Value a, Value amount) {
        if (amount.isConstant()) {
            return shiftLeft(a, (int) (amount.bits().value() & 63));
        }
        Value shifted = Value.number(KnownBits.aligned(a.alignment()));
        Base.SystemRegister field = amount.system();
        boolean line = field != null && field.name().equals("ctr_el0") && a.isConstant();
        return line && field != null
                ? shifted.reckoned(new Base.LineSize(field.shift(), a.bits().value()))
                : shifted;
    }

    /** Bits {@code mask} of {@code into} replaced by those of {@code field}, which is already in place. */
    static Value insert(Value into, Value field, long mask) {
        KnownBits kept = into.bits().forget(mask);
        KnownBits put = field.bits().forget(~mask);
        KnownBits bits = new KnownBits(kept.zeros() | put.zeros(), kept.ones() | put.ones());
        return into.masked(bits, mask);
    }

    /** What a W-register result is: the upper half zero. */
    static Value narrow(Value v) {
        KnownBits bits = v.bits().truncate32();
        if (v.system() != null) {
            return v.masked(bits, v.touched() | 0xffffffff00000000L);
        }
        if (v.base() == null && v.provenance() == Provenance.NUMBER) {
            boolean fits = v.span().low() >= 0 && v.span().high() <= 0xffffffffL;
            return Value.number(bits, fits ? v.span() : Span.of(bits));
        }
        return v.base() == null || bits.equals(v.bits()) ? v.with(bits) : v.moved(bits, Span.ALL, Provenance.UNKNOWN);
    }

    /** Either of two values. */
    static Value either(Value a, Value b, @Nullable Base name) {
        if (a.equals(b)) {
            return a;
        }
        return name == null ? Value.number(a.bits().join(b.bits())) : a.join(b, name, false, false);
    }
}
