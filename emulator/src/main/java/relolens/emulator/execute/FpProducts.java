package relolens.emulator.execute;

import relolens.emulator.fp.FloatFormat;
import relolens.emulator.fp.FpEnvironment;

/** Products of narrow numbers summed into wider ones, and complex arithmetic (FMLAL, BFDOT, FCMLA and their kin). */
final class FpProducts {
    private FpProducts() {}

    static void bind(Bindings b) {
        for (String place : new String[] {"_vector", "_element"}) {
            b.bind("FMLAL" + place, op -> halves(op, 0, false));
            b.bind("FMLAL2" + place, op -> halves(op, 1, false));
            b.bind("FMLSL" + place, op -> halves(op, 0, true));
            b.bind("FMLSL2" + place, op -> halves(op, 1, true));
            b.bind("BFMLALB" + place, op -> alternate(op, 0));
            b.bind("BFMLALT" + place, op -> alternate(op, 1));
            b.bind("BFDOT" + place, FpProducts::dot);
            b.bind("FCMLA" + place, op -> complexMultiply(op, FpUnit.format(op)));
            b.bind("FCMLA" + place + "_half", op -> complexMultiply(op, FloatFormat.HALF));
        }
        b.bind("BFMMLA", op -> matrix());
        b.bind("FCADD_vector", FpProducts::complexAdd);
        b.bind("FCADD_vector_half", FpProducts::complexAdd);
    }

    /** FMLAL: the lower or upper half of the source elements, two (Q clear) or four of them. */
    private static Executor halves(Operation op, int part, boolean negate) {
        int count = FpLoops.count(op, 32);
        int index = LaneLoops.index(op, 16);
        return VectorMove.vector((c, o) -> {
            FpUnit u = new FpUnit(c, FloatFormat.SINGLE);
            Lanes d = Lanes.of(c, o.t, 32);
            Lanes n = Lanes.of(c, o.n, 16);
            Lanes m = Lanes.of(c, o.m, 16);
            Lanes result = new Lanes(32);
            for (int i = 0; i < count; i++) {
                int at = part * count + i;
                long first = negate ? n.get(at) ^ FloatFormat.HALF.signBit() : n.get(at);
                long last = m.get(index < 0 ? at : index);
                result.set(i, u.arithmetic.multiplyAdd(FloatFormat.HALF, d.get(i), first, last));
            }
            result.whole(c, o);
            u.finish(c);
        });
    }

    /** BFMLALB and BFMLALT: the even or odd elements. */
    private static Executor alternate(Operation op, int part) {
        int index = LaneLoops.index(op, 16);
        return VectorMove.vector((c, o) -> {
            FpUnit u = new FpUnit(c, FloatFormat.SINGLE);
            Lanes d = Lanes.of(c, o.t, 32);
            Lanes n = Lanes.of(c, o.n, 16);
            Lanes m = Lanes.of(c, o.m, 16);
            Lanes result = new Lanes(32);
            for (int i = 0; i < 4; i++) {
                long last = m.get(index < 0 ? 2 * i + part : index) << 16;
                result.set(i, u.arithmetic.multiplyAdd(d.get(i), n.get(2 * i + part) << 16, last));
            }
            result.whole(c, o);
            u.finish(c);
        });
    }

    /** Adds two products of bfloat16 numbers; each step rounds to odd (BFDotAdd). */
    private static long addPair(FpUnit u, long sum, Lanes n, int from, Lanes m, int with) {
        long first = u.arithmetic.multiply(n.get(from) << 16, m.get(with) << 16);
        long second = u.arithmetic.multiply(n.get(from + 1) << 16, m.get(with + 1) << 16);
        return u.arithmetic.add(sum, u.arithmetic.add(first, second));
    }

    private static Executor dot(Operation op) {
        int count = FpLoops.count(op, 32);
        int index = LaneLoops.index(op, 32);
        return VectorMove.vector((c, o) -> {
            FpUnit u = new FpUnit(FpEnvironment.bfloatDot(), FloatFormat.SINGLE);
            Lanes d = Lanes.of(c, o.t, 32);
            Lanes n = Lanes.of(c, o.n, 16);
            Lanes m = Lanes.of(c, o.m, 16);
            Lanes result = new Lanes(32);
            for (int i = 0; i < count; i++) {
                result.set(i, addPair(u, d.get(i), n, 2 * i, m, 2 * (index < 0 ? i : index)));
            }
            result.whole(c, o);
        });
    }

    /** The sources are two rows of four numbers each; element (r, s) is the product of row r and row s. */
    private static Executor matrix() {
        return VectorMove.vector((c, o) -> {
            FpUnit u = new FpUnit(FpEnvironment.bfloatDot(), FloatFormat.SINGLE);
            Lanes d = Lanes.of(c, o.t, 32);
            Lanes n = Lanes.of(c, o.n, 16);
            Lanes m = Lanes.of(c, o.m, 16);
            Lanes result = new Lanes(32);
            for (int i = 0; i < 4; i++) {
                int row = i / 2 * 4;
                int column = i % 2 * 4;
                long sum = addPair(u, d.get(i), n, row, m, column);
                result.set(i, addPair(u, sum, n, row + 2, m, column + 2));
            }
            result.whole(c, o);
        });
    }

    /** FCMLA: real parts are the even elements; the rotation says which parts are multiplied, with which signs. */
    private static Executor complexMultiply(Operation op, FloatFormat format) {
        boolean element = op.bits(24, 1) != 0;
        FloatFormat own = element && format != FloatFormat.HALF ? FloatFormat.SINGLE : format;
        int width = own.bits();
        int count = FpLoops.count(op, width);
        int rotation = element ? op.bits(13, 2) : op.bits(11, 2);
        int pair = element ? own == FloatFormat.HALF ? op.bits(11, 1) << 1 | op.bits(21, 1) : op.bits(11, 1) : -1;
        return VectorMove.vector((c, o) -> {
            FpUnit u = new FpUnit(c, own);
            Lanes d = Lanes.of(c, o.t, width);
            Lanes n = Lanes.of(c, o.n, width);
            Lanes m = Lanes.of(c, o.m, width);
            Lanes result = new Lanes(width);
            for (int i = 0; i < count; i += 2) {
                int at = pair < 0 ? i : 2 * pair;
                boolean turned = (rotation & 1) != 0;
                long first = n.get(turned ? i + 1 : i);
                long real = m.get(turned ? at + 1 : at);
                long imaginary = m.get(turned ? at : at + 1);
                real = rotation == 1 || rotation == 2 ? u.negate(real) : real;
                imaginary = rotation >= 2 ? u.negate(imaginary) : imaginary;
                result.set(i, u.arithmetic.multiplyAdd(d.get(i), first, real));
                result.set(i + 1, u.arithmetic.multiplyAdd(d.get(i + 1), first, imaginary));
            }
            result.whole(c, o);
            u.finish(c);
        });
    }

    private static Executor complexAdd(Operation op) {
        FloatFormat format = FpUnit.format(op);
        int width = format.bits();
        int count = FpLoops.count(op, width);
        boolean back = op.bits(12, 1) != 0;
        return VectorMove.vector((c, o) -> {
            FpUnit u = new FpUnit(c, format);
            Lanes n = Lanes.of(c, o.n, width);
            Lanes m = Lanes.of(c, o.m, width);
            Lanes result = new Lanes(width);
            for (int i = 0; i < count; i += 2) {
                long real = back ? m.get(i + 1) : u.negate(m.get(i + 1));
                long imaginary = back ? u.negate(m.get(i)) : m.get(i);
                result.set(i, u.arithmetic.add(n.get(i), real));
                result.set(i + 1, u.arithmetic.add(n.get(i + 1), imaginary));
            }
            result.whole(c, o);
            u.finish(c);
        });
    }
}
