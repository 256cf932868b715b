package relolens.emulator.execute;

import static relolens.emulator.execute.LaneLoops.narrowing;
import static relolens.emulator.execute.LaneLoops.neighbours;
import static relolens.emulator.execute.LaneLoops.wide;
import static relolens.emulator.execute.LaneLoops.widening;

/** Operations whose result has elements twice or half as wide as the sources' (Arm ARM C4.1.96, three different). */
final class VectorLong {
    private VectorLong() {}

    static void bind(Bindings b) {
        for (boolean signed : new boolean[] {true, false}) {
            String s = signed ? "S" : "U";
            widening(b, signed, (c, d, n, m, w) -> n + m, s + "ADDL");
            widening(b, signed, (c, d, n, m, w) -> n - m, s + "SUBL");
            wide(b, signed, (c, d, n, m, w) -> n + m, s + "ADDW");
            wide(b, signed, (c, d, n, m, w) -> n - m, s + "SUBW");
            widening(b, signed, (c, d, n, m, w) -> Math.abs(n - m), s + "ABDL");
            widening(b, signed, (c, d, n, m, w) -> d + Math.abs(n - m), s + "ABAL");
            widening(b, signed, (c, d, n, m, w) -> d - n * m, s + "MLSL_vector", s + "MLSL_element");
            widening(b, signed, (c, d, n, m, w) -> d + n * m, s + "MLAL_element");
            widening(b, signed, (c, d, n, m, w) -> n * m, s + "MULL_element");
            neighbours(b, signed, (c, d, n, m, w) -> n + m, s + "ADDLP");
            neighbours(b, signed, (c, d, n, m, w) -> d + n + m, s + "ADALP");
            b.bind(s + "ADDLV", op -> sum(op, signed));
        }
        for (String place : new String[] {"_vector", "_scalar", "_element", "_scalar_element"}) {
            widening(b, true, (c, d, n, m, w) -> Saturation.doubleLong(c, n, m, w), "SQDMULL" + place);
            widening(b, true, VectorLong::doubleAdd, "SQDMLAL" + place);
            widening(b, true, VectorLong::doubleSubtract, "SQDMLSL" + place);
        }
        b.bind("SHLL", op -> {
            int width = LaneLoops.width(op);
            int from = LaneLoops.half(op, width);
            return VectorMove.vector((c, o) -> {
                Lanes n = Lanes.of(c, o.n, width);
                Lanes result = new Lanes(2 * width);
                for (int i = 0; i < 64 / width; i++) {
                    result.set(i, n.get(from + i) << width);
                }
                result.whole(c, o);
            });
        });
        narrow(b);
    }

    private static void narrow(Bindings b) {
        narrowing(b, false, (c, d, n, m, w) -> n + m >>> w, "ADDHN");
        narrowing(b, false, (c, d, n, m, w) -> n - m >>> w, "SUBHN");
        narrowing(b, false, (c, d, n, m, w) -> n + m + (1L << w - 1) >>> w, "RADDHN");
        narrowing(b, false, (c, d, n, m, w) -> n - m + (1L << w - 1) >>> w, "RSUBHN");
        narrowing(b, false, (c, d, n, m, w) -> n, "XTN");
        narrowing(b, true, (c, d, n, m, w) -> Saturation.signed(c, n, w), "SQXTN", "SQXTN_scalar");
        narrowing(b, true, (c, d, n, m, w) -> Saturation.unsigned(c, n, w), "SQXTUN", "SQXTUN_scalar");
        narrowing(b, false, (c, d, n, m, w) -> Saturation.unsignedOfUnsigned(c, n, w), "UQXTN", "UQXTN_scalar");
    }

    private static long doubleAdd(Core c, long d, long n, long m, int width) {
        return Saturation.add(c, d, Saturation.doubleLong(c, n, m, width), width);
    }

    private static long doubleSubtract(Core c, long d, long n, long m, int width) {
        return Saturation.subtract(c, d, Saturation.doubleLong(c, n, m, width), width);
    }

    private static Executor sum(Operation op, boolean signed) {
        int width = LaneLoops.width(op);
        int count = LaneLoops.count(op, width);
        return VectorMove.vector((c, o) -> {
            Lanes n = Lanes.of(c, o.n, width);
            long sum = 0;
            for (int i = 0; i < count; i++) {
                sum += signed ? n.signed(i) : n.get(i);
            }
            VectorMove.scalar(c, o, sum & Operands.ones(2 * width));
        });
    }
}
