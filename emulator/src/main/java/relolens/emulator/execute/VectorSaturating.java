package relolens.emulator.execute;

import static relolens.emulator.execute.LaneLoops.same;

import relolens.emulator.fp.Estimate;

/** Halving, saturating, rounding and absolute arithmetic, element by element, and what else has equal shapes. */
final class VectorSaturating {
    private VectorSaturating() {}

    static void bind(Bindings b) {
        same(b, true, (c, d, n, m, w) -> n + m >> 1, "SHADD_vector");
        same(b, false, (c, d, n, m, w) -> n + m >> 1, "UHADD_vector");
        same(b, true, (c, d, n, m, w) -> n + m + 1 >> 1, "SRHADD_vector");
        same(b, false, (c, d, n, m, w) -> n + m + 1 >> 1, "URHADD_vector");
        same(b, true, (c, d, n, m, w) -> n - m >> 1, "SHSUB_vector");
        same(b, false, (c, d, n, m, w) -> n - m >> 1, "UHSUB_vector");
        same(b, true, (c, d, n, m, w) -> Math.abs(n - m), "SABD_vector");
        same(b, false, (c, d, n, m, w) -> Math.abs(n - m), "UABD_vector");
        same(b, true, (c, d, n, m, w) -> d + Math.abs(n - m), "SABA_vector");
        same(b, false, (c, d, n, m, w) -> d + Math.abs(n - m), "UABA_vector");
        same(b, true, (c, d, n, m, w) -> Saturation.add(c, n, m, w), "SQADD_vector", "SQADD_scalar");
        same(b, false, (c, d, n, m, w) -> Saturation.addUnsigned(c, n, m, w), "UQADD_vector", "UQADD_scalar");
        same(b, true, (c, d, n, m, w) -> Saturation.subtract(c, n, m, w), "SQSUB_vector", "SQSUB_scalar");
        same(b, false, (c, d, n, m, w) -> Saturation.subtractUnsigned(c, n, m), "UQSUB_vector", "UQSUB_scalar");
        same(b, false, (c, d, n, m, w) -> Saturation.addUnsignedToSigned(c, d, n, w), "SUQADD_vector", "SUQADD_scalar");
        same(b, false, (c, d, n, m, w) -> Saturation.addSignedToUnsigned(c, d, n, w), "USQADD_vector", "USQADD_scalar");
        same(b, true, (c, d, n, m, w) -> n < 0 ? negate(c, n, w) : n, "SQABS_vector", "SQABS_scalar");
        same(b, true, (c, d, n, m, w) -> negate(c, n, w), "SQNEG_vector", "SQNEG_scalar");
        shifts(b);
        products(b);
        bits(b);
        scalars(b);
    }

    private static long negate(Core c, long n, int width) {
        return n == Saturation.min(width) ? Saturation.instead(c, Saturation.max(width)) : -n;
    }

    private static void shifts(Bindings b) {
        same(
                b,
                true,
                (c, d, n, m, w) -> Saturation.shift(c, n, (byte) m, w, true, false),
                "SRSHL_vector",
                "SRSHL_scalar");
        same(
                b,
                true,
                (c, d, n, m, w) -> Saturation.shift(c, n, (byte) m, w, false, true),
                "SQSHL_vector",
                "SQSHL_scalar");
        same(
                b,
                true,
                (c, d, n, m, w) -> Saturation.shift(c, n, (byte) m, w, true, true),
                "SQRSHL_vector",
                "SQRSHL_scalar");
        same(b, true, (c, d, n, m, w) -> Saturation.shift(c, n, (byte) m, w, false, false), "SSHL_scalar");
        LaneLoops.Lane rounding = (c, d, n, m, w) -> Saturation.shiftUnsigned(c, n, (byte) m, w, true, false);
        LaneLoops.Lane saturating = (c, d, n, m, w) -> Saturation.shiftUnsigned(c, n, (byte) m, w, false, true);
        LaneLoops.Lane both = (c, d, n, m, w) -> Saturation.shiftUnsigned(c, n, (byte) m, w, true, true);
        same(b, false, rounding, "URSHL_vector", "URSHL_scalar");
        same(b, false, saturating, "UQSHL_vector", "UQSHL_scalar");
        same(b, false, both, "UQRSHL_vector", "UQRSHL_scalar");
        same(b, false, (c, d, n, m, w) -> Saturation.shiftUnsigned(c, n, (byte) m, w, false, false), "USHL_scalar");
    }

    private static void products(Bindings b) {
        String[] places = {"_vector", "_scalar", "_element", "_scalar_element"};
        for (String place : places) {
            same(b, true, (c, d, n, m, w) -> Saturation.doubleHigh(c, n, m, w, false), "SQDMULH" + place);
            same(b, true, (c, d, n, m, w) -> Saturation.doubleHigh(c, n, m, w, true), "SQRDMULH" + place);
            same(b, true, (c, d, n, m, w) -> Saturation.accumulateHigh(c, d, n * m, w), "SQRDMLAH" + place);
            same(b, true, (c, d, n, m, w) -> Saturation.accumulateHigh(c, d, -(n * m), w), "SQRDMLSH" + place);
        }
        same(b, false, (c, d, n, m, w) -> n * m, "MUL_element");
        same(b, false, (c, d, n, m, w) -> d + n * m, "MLA_element");
        same(b, false, (c, d, n, m, w) -> d - n * m, "MLS_element");
    }

    private static void bits(Bindings b) {
        same(b, false, (c, d, n, m, w) -> Long.numberOfLeadingZeros(n) - (64 - w), "CLZ_vector");
        same(b, true, (c, d, n, m, w) -> Long.numberOfLeadingZeros(n ^ n >> 63) - (64 - w) - 1, "CLS_vector");
        b.bind("RBIT_vector", op -> LaneLoops.same(op, 8, false, (c, d, n, m, w) -> Long.reverse(n) >>> 56));
        b.bind("URECPE", op -> LaneLoops.same(op, 32, false, (c, d, n, m, w) -> reciprocal((int) n)));
        b.bind("URSQRTE", op -> LaneLoops.same(op, 32, false, (c, d, n, m, w) -> reciprocalRoot((int) n)));
    }

    /** UnsignedRecipEstimate: nothing below one half has a reciprocal in range. */
    private static long reciprocal(int n) {
        return n >= 0 ? -1 : (long) Estimate.reciprocal(n >>> 23) << 23;
    }

    private static long reciprocalRoot(int n) {
        return n >>> 30 == 0 ? -1 : (long) Estimate.reciprocalRoot(n >>> 23) << 23;
    }

    /** Doublewords alone. */
    private static void scalars(Bindings b) {
        same(b, false, (c, d, n, m, w) -> n + m, "ADD_scalar");
        same(b, false, (c, d, n, m, w) -> n - m, "SUB_scalar");
        same(b, true, (c, d, n, m, w) -> truth(n > m), "CMGT_scalar");
        same(b, true, (c, d, n, m, w) -> truth(n >= m), "CMGE_scalar");
        same(b, false, (c, d, n, m, w) -> truth(Long.compareUnsigned(n, m) > 0), "CMHI_scalar");
        same(b, false, (c, d, n, m, w) -> truth(Long.compareUnsigned(n, m) >= 0), "CMHS_scalar");
        same(b, false, (c, d, n, m, w) -> truth(n == m), "CMEQ_scalar");
        same(b, false, (c, d, n, m, w) -> truth((n & m) != 0), "CMTST_scalar");
        same(b, true, (c, d, n, m, w) -> truth(n > 0), "CMGT_scalar_zero");
        same(b, true, (c, d, n, m, w) -> truth(n >= 0), "CMGE_scalar_zero");
        same(b, true, (c, d, n, m, w) -> truth(n == 0), "CMEQ_scalar_zero");
        same(b, true, (c, d, n, m, w) -> truth(n <= 0), "CMLE_scalar_zero");
        same(b, true, (c, d, n, m, w) -> truth(n < 0), "CMLT_scalar_zero");
        same(b, true, (c, d, n, m, w) -> Math.abs(n), "ABS_scalar");
        same(b, true, (c, d, n, m, w) -> -n, "NEG_scalar");
        b.bind(
                "ADDP_scalar",
                op -> VectorMove.vector((c, o) -> VectorMove.scalar(c, o, c.v[2 * o.n] + c.v[2 * o.n + 1])));
    }

    private static long truth(boolean is) {
        return is ? -1 : 0;
    }
}
