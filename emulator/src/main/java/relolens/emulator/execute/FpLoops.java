package relolens.emulator.execute;

import relolens.emulator.fp.FloatFormat;

/** How FP instructions walk over elements; the scalar ones have one. */
final class FpLoops {
    private FpLoops() {}

    /** One element of the result from those of destination and sources. */
    @FunctionalInterface
    interface Lane {
        long of(FpUnit u, long d, long n, long m);
    }

    /** Binds rows called {@code ids} and their half-precision twins. */
    static void each(Bindings b, Lane f, String... ids) {
        for (String id : ids) {
            b.bind(id, op -> each(op, FpUnit.format(op), f));
            b.bind(id + "_half", op -> each(op, FpUnit.format(op), f));
        }
    }

    /** {@return whether the word is of scalar floating point, not of Advanced SIMD} */
    static boolean plain(Operation op) {
        return op.bits(28, 1) != 0 && op.bits(30, 1) == 0;
    }

    /** {@return elements of the result} */
    static int count(Operation op, int width) {
        return op.bits(28, 1) != 0 ? 1 : (op.bits(30, 1) != 0 ? 128 : 64) / width;
    }

    static Executor each(Operation op, FloatFormat format, Lane f) {
        int width = format.bits();
        int count = count(op, width);
        int index = plain(op) ? -1 : LaneLoops.index(op, width);
        return VectorMove.vector((c, o) -> {
            FpUnit u = new FpUnit(c, format);
            Lanes d = Lanes.of(c, o.t, width);
            Lanes n = Lanes.of(c, o.n, width);
            Lanes m = Lanes.of(c, o.m, width);
            Lanes result = new Lanes(width);
            for (int i = 0; i < count; i++) {
                result.set(i, f.of(u, d.get(i), n.get(i), m.get(index < 0 ? i : index)));
            }
            result.whole(c, o);
            u.finish(c);
        });
    }

    /** Each element is made of neighbours, of the first source and then of the second; scalar: of the only source. */
    static void pairs(Bindings b, Lane f, String id) {
        for (String half : new String[] {"", "_half"}) {
            b.bind(id + "_vector" + half, op -> {
                FloatFormat format = FpUnit.format(op);
                int count = count(op, format.bits());
                return VectorMove.vector((c, o) -> {
                    FpUnit u = new FpUnit(c, format);
                    Lanes n = Lanes.of(c, o.n, format.bits());
                    Lanes m = Lanes.of(c, o.m, format.bits());
                    Lanes result = new Lanes(format.bits());
                    for (int i = 0; i < count; i++) {
                        Lanes from = i < count / 2 ? n : m;
                        int at = 2 * i % count;
                        result.set(i, f.of(u, 0, from.get(at), from.get(at + 1)));
                    }
                    result.whole(c, o);
                    u.finish(c);
                });
            });
            b.bind(id + "_scalar" + half, op -> reduce(op, 2, f));
        }
    }

    /** One number of the first {@code count} elements, halves first (Reduce). */
    static Executor reduce(Operation op, int count, Lane f) {
        FloatFormat format = FpUnit.format(op);
        return VectorMove.vector((c, o) -> {
            FpUnit u = new FpUnit(c, format);
            long value = reduce(u, Lanes.of(c, o.n, format.bits()), 0, count, f);
            VectorMove.scalar(c, o, value);
            u.finish(c);
        });
    }

    private static long reduce(FpUnit u, Lanes n, int from, int count, Lane f) {
        if (count == 1) {
            return n.get(from);
        }
        int half = count / 2;
        return f.of(u, 0, reduce(u, n, from, half, f), reduce(u, n, from + half, half, f));
    }
}
