package relolens.emulator.execute;

/**
 * How Advanced SIMD walks over elements: the same place in all operands, one element of the last operand for all, halves
 * of narrow operands beside whole wide ones. Scalar forms are the same with one element (Arm ARM C4.1.96).
 */
final class LaneLoops {
    private LaneLoops() {}

    /** One element of the result; {@code d} is the destination's old one, {@code width} the result's in bits. */
    @FunctionalInterface
    interface Lane {
        long of(Core c, long d, long n, long m, int width);
    }

    /** {@return whether the word works on one element} */
    static boolean scalar(Operation op) {
        return op.bits(28, 1) != 0 && op.bits(30, 1) != 0;
    }

    /** {@return elements of {@code width} bits a result has} */
    static int count(Operation op, int width) {
        return scalar(op) ? 1 : (op.bits(30, 1) != 0 ? 128 : 64) / width;
    }

    /** {@return the element's width in bits that size tells} */
    static int width(Operation op) {
        return 8 << op.bits(22, 2);
    }

    /** {@return the first element of the upper half of narrow operands where Q asks for that half, else 0} */
    static int half(Operation op, int narrow) {
        return scalar(op) ? 0 : op.bits(30, 1) * (64 / narrow);
    }

    /**
     * Resolves the indexed element of a by-element form: its register to {@code op.m}.
     *
     * @return the element's number, or -1 where the word has none
     */
    static int index(Operation op, int width) {
        if (op.bits(24, 4) != 15 || op.bits(10, 1) != 0) {
            return -1;
        }
        int h = op.bits(11, 1);
        int l = op.bits(21, 1);
        switch (width) {
            case 16:
                op.m = op.bits(16, 4);
                return h << 2 | l << 1 | op.bits(20, 1);
            case 32:
                return h << 1 | l;
            default:
                return h;
        }
    }

    private static long element(Lanes from, int lane, boolean signed) {
        return signed ? from.signed(lane) : from.get(lane);
    }

    /** All operands have the size field's elements, signed or not as they come to {@code f}. */
    static void same(Bindings b, boolean signed, Lane f, String... ids) {
        for (String id : ids) {
            b.bind(id, op -> same(op, width(op), signed, f));
        }
    }

    static Executor same(Operation op, int width, boolean signed, Lane f) {
        int count = count(op, width);
        int index = index(op, width);
        return VectorMove.vector((c, o) -> {
            Lanes d = Lanes.of(c, o.t, width);
            Lanes n = Lanes.of(c, o.n, width);
            Lanes m = Lanes.of(c, o.m, width);
            Lanes result = new Lanes(width);
            for (int i = 0; i < count; i++) {
                long last = element(m, index < 0 ? i : index, signed);
                result.set(i, f.of(c, element(d, i, signed), element(n, i, signed), last, width));
            }
            result.into(c, o);
        });
    }

    /** The result's elements are twice as wide as the sources'. */
    static void widening(Bindings b, boolean signed, Lane f, String... ids) {
        for (String id : ids) {
            b.bind(id, op -> widening(op, width(op), signed, false, f));
        }
    }

    /** As {@link #widening}, but the first source is wide too. */
    static void wide(Bindings b, boolean signed, Lane f, String... ids) {
        for (String id : ids) {
            b.bind(id, op -> widening(op, width(op), signed, true, f));
        }
    }

    private static Executor widening(Operation op, int width, boolean signed, boolean wideFirst, Lane f) {
        int count = scalar(op) ? 1 : 64 / width;
        int from = half(op, width);
        int index = index(op, width);
        return VectorMove.vector((c, o) -> {
            Lanes d = Lanes.of(c, o.t, 2 * width);
            Lanes n = Lanes.of(c, o.n, wideFirst ? 2 * width : width);
            Lanes m = Lanes.of(c, o.m, width);
            Lanes result = new Lanes(2 * width);
            for (int i = 0; i < count; i++) {
                long first = element(n, wideFirst ? i : from + i, signed);
                long last = element(m, index < 0 ? from + i : index, signed);
                result.set(i, f.of(c, element(d, i, signed), first, last, 2 * width));
            }
            result.whole(c, o);
        });
    }

    /** Sources are twice as wide; the result goes to the lower half, clearing the rest, or beside what is there. */
    static void narrowing(Bindings b, boolean signed, Lane f, String... ids) {
        for (String id : ids) {
            b.bind(id, op -> narrowing(op, width(op), signed, f));
        }
    }

    static Executor narrowing(Operation op, int width, boolean signed, Lane f) {
        int count = scalar(op) ? 1 : 64 / width;
        int to = half(op, width);
        return VectorMove.vector((c, o) -> {
            Lanes n = Lanes.of(c, o.n, 2 * width);
            Lanes m = Lanes.of(c, o.m, 2 * width);
            Lanes result = to == 0 ? new Lanes(width) : Lanes.of(c, o.t, width);
            for (int i = 0; i < count; i++) {
                result.set(to + i, f.of(c, 0, element(n, i, signed), element(m, i, signed), width));
            }
            result.whole(c, o);
        });
    }

    /** Each element of the result is made of two neighbours. */
    static void neighbours(Bindings b, boolean signed, Lane f, String... ids) {
        for (String id : ids) {
            b.bind(id, op -> {
                int width = width(op);
                int count = count(op, 2 * width);
                return VectorMove.vector((c, o) -> {
                    Lanes d = Lanes.of(c, o.t, 2 * width);
                    Lanes n = Lanes.of(c, o.n, width);
                    Lanes result = new Lanes(2 * width);
                    for (int i = 0; i < count; i++) {
                        long low = element(n, 2 * i, signed);
                        result.set(i, f.of(c, d.get(i), low, element(n, 2 * i + 1, signed), 2 * width));
                    }
                    result.into(c, o);
                });
            });
        }
    }
}
