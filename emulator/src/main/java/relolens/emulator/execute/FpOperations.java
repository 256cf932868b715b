package relolens.emulator.execute;

import static relolens.emulator.execute.FpLoops.each;
import static relolens.emulator.execute.FpLoops.pairs;

/** Sums, products, roots, extremes, comparisons of numbers, scalar and vector (Arm ARM C7.2). */
final class FpOperations {
    private FpOperations() {}

    static void bind(Bindings b) {
        each(b, (u, d, n, m) -> u.arithmetic.add(n, m), "FADD", "FADD_vector");
        each(b, (u, d, n, m) -> u.arithmetic.subtract(n, m), "FSUB", "FSUB_vector");
        each(b, (u, d, n, m) -> u.arithmetic.divide(n, m), "FDIV", "FDIV_vector");
        each(b, (u, d, n, m) -> u.arithmetic.squareRoot(n), "FSQRT", "FSQRT_vector");
        each(b, (u, d, n, m) -> u.absolute(u.arithmetic.subtract(n, m)), "FABD_vector", "FABD_scalar");
        each(b, (u, d, n, m) -> u.absolute(n), "FABS", "FABS_vector");
        each(b, (u, d, n, m) -> u.negate(n), "FNEG", "FNEG_vector");
        products(b);
        steps(b);
        extremes(b);
        comparisons(b);
    }

    private static void products(Bindings b) {
        each(
                b,
                (u, d, n, m) -> u.arithmetic.multiply(n, m),
                "FMUL",
                "FMUL_vector",
                "FMUL_element",
                "FMUL_scalar_element");
        each(b, (u, d, n, m) -> u.negate(u.arithmetic.multiply(n, m)), "FNMUL");
        for (String place : new String[] {"_vector", "_scalar", "_element", "_scalar_element"}) {
            each(b, (u, d, n, m) -> u.arithmetic.multiplyExtended(n, m), "FMULX" + place);
        }
        for (String place : new String[] {"_vector", "_element", "_scalar_element"}) {
            each(b, (u, d, n, m) -> u.arithmetic.multiplyAdd(d, n, m), "FMLA" + place);
            each(b, (u, d, n, m) -> u.arithmetic.multiplyAdd(d, u.negate(n), m), "FMLS" + place);
        }
        fused(b, "FMADD", false, false);
        fused(b, "FMSUB", true, false);
        fused(b, "FNMADD", true, true);
        fused(b, "FNMSUB", false, true);
    }

    private static void fused(Bindings b, String id, boolean negateProduct, boolean negateAddend) {
        for (String half : new String[] {"", "_half"}) {
            b.bind(id + half, op -> {
                var format = FpUnit.format(op);
                long mask = Operands.ones(format.bits());
                return VectorMove.vector((c, o) -> {
                    FpUnit u = new FpUnit(c, format);
                    long a = c.v[2 * o.a] & mask;
                    long n = c.v[2 * o.n] & mask;
                    long m = c.v[2 * o.m] & mask;
                    long addend = negateAddend ? u.negate(a) : a;
                    long value = u.arithmetic.multiplyAdd(addend, negateProduct ? u.negate(n) : n, m);
                    VectorMove.scalar(c, o, value);
                    u.finish(c);
                });
            });
        }
    }

    private static void steps(Bindings b) {
        for (String place : new String[] {"_vector", "_scalar"}) {
            each(b, (u, d, n, m) -> u.arithmetic.step(u.negate(n), m, false), "FRECPS" + place);
            each(b, (u, d, n, m) -> u.arithmetic.step(u.negate(n), m, true), "FRSQRTS" + place);
            each(b, (u, d, n, m) -> u.estimate.reciprocal(n), "FRECPE" + place);
            each(b, (u, d, n, m) -> u.estimate.reciprocalRoot(n), "FRSQRTE" + place);
        }
        each(b, (u, d, n, m) -> u.estimate.invertedExponent(n), "FRECPX_scalar");
        pairs(b, (u, d, n, m) -> u.arithmetic.add(n, m), "FADDP");
    }

    private static void extremes(Bindings b) {
        extreme(b, "FMAX", (u, d, n, m) -> u.comparison.extreme(n, m, false));
        extreme(b, "FMIN", (u, d, n, m) -> u.comparison.extreme(n, m, true));
        extreme(b, "FMAXNM", (u, d, n, m) -> u.comparison.extremeNumber(n, m, false));
        extreme(b, "FMINNM", (u, d, n, m) -> u.comparison.extremeNumber(n, m, true));
    }

    private static void extreme(Bindings b, String id, FpLoops.Lane f) {
        each(b, f, id, id + "_vector");
        pairs(b, f, id + "P");
        b.bind(id + "V", op -> FpLoops.reduce(op, 4, f));
        b.bind(id + "V_half", op -> FpLoops.reduce(op, 4 << op.bits(30, 1), f));
    }

    private static void comparisons(Bindings b) {
        for (String place : new String[] {"_vector", "_scalar"}) {
            each(b, (u, d, n, m) -> truth(u.comparison.equal(n, m)), "FCMEQ" + place);
            each(b, (u, d, n, m) -> truth(u.comparison.atLeast(n, m)), "FCMGE" + place);
            each(b, (u, d, n, m) -> truth(u.comparison.greater(n, m)), "FCMGT" + place);
            each(b, (u, d, n, m) -> truth(u.comparison.atLeast(u.absolute(n), u.absolute(m))), "FACGE" + place);
            each(b, (u, d, n, m) -> truth(u.comparison.greater(u.absolute(n), u.absolute(m))), "FACGT" + place);
            each(b, (u, d, n, m) -> truth(u.comparison.equal(n, 0)), "FCMEQ" + place + "_zero");
            each(b, (u, d, n, m) -> truth(u.comparison.atLeast(n, 0)), "FCMGE" + place + "_zero");
            each(b, (u, d, n, m) -> truth(u.comparison.greater(n, 0)), "FCMGT" + place + "_zero");
            each(b, (u, d, n, m) -> truth(u.comparison.atLeast(0, n)), "FCMLE" + place + "_zero");
            each(b, (u, d, n, m) -> truth(u.comparison.greater(0, n)), "FCMLT" + place + "_zero");
        }
        for (String signal : new String[] {"", "E"}) {
            for (String half : new String[] {"", "_half"}) {
                b.bind("FCMP" + signal + half, op -> compare(op, !signal.isEmpty(), false, -1));
                b.bind("FCMP" + signal + "_zero" + half, op -> compare(op, !signal.isEmpty(), true, -1));
                b.bind("FCCMP" + signal + half, op -> compare(op, !signal.isEmpty(), false, op.bits(12, 4)));
            }
        }
        for (String half : new String[] {"", "_half"}) {
            b.bind("FCSEL" + half, op -> {
                long mask = Operands.ones(FpUnit.format(op).bits());
                int condition = op.bits(12, 4);
                return VectorMove.vector((c, o) -> {
                    int from = Condition.holds(condition, c.cpu.nzcv) ? o.n : o.m;
                    VectorMove.scalar(c, o, c.v[2 * from] & mask);
                });
            });
        }
    }

    private static long truth(boolean is) {
        return is ? -1 : 0;
    }

    /** @param condition under which the comparison is made, or -1 for always; else the flags are given */
    private static Executor compare(Operation op, boolean signal, boolean zero, int condition) {
        var format = FpUnit.format(op);
        long mask = Operands.ones(format.bits());
        return VectorMove.vector((c, o) -> {
            if (condition >= 0 && !Condition.holds(condition, c.cpu.nzcv)) {
                c.cpu.nzcv = o.bits(0, 4) << 28;
                return;
            }
            FpUnit u = new FpUnit(c, format);
            long m = zero ? 0 : c.v[2 * o.m] & mask;
            c.cpu.nzcv = u.comparison.flags(c.v[2 * o.n] & mask, m, signal) << 28;
            u.finish(c);
        });
    }
}
