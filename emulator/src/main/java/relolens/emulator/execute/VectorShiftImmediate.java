package relolens.emulator.execute;

import relolens.emulator.execute.LaneLoops.Lane;

/** Shifts by an immediate that round, saturate or narrow, and the scalar ones (Arm ARM C4.1.96, shift by immediate). */
final class VectorShiftImmediate {
    private VectorShiftImmediate() {}

    /** What a shift makes of an element; {@code amount} in bits, to the left or right as the mnemonic says. */
    @FunctionalInterface
    private interface Shift {
        long of(Core c, long d, long n, int amount, int width);
    }

    static void bind(Bindings b) {
        for (String place : new String[] {"_vector", "_scalar"}) {
            right(b, "SRSHR" + place, true, (c, d, n, s, w) -> Saturation.shiftRight(n, s, true));
            right(b, "SRSRA" + place, true, (c, d, n, s, w) -> d + Saturation.shiftRight(n, s, true));
            right(b, "URSHR" + place, false, (c, d, n, s, w) -> Saturation.shiftRightUnsigned(n, s, true));
            right(b, "URSRA" + place, false, (c, d, n, s, w) -> d + Saturation.shiftRightUnsigned(n, s, true));
            left(b, "SQSHL" + place + "_imm", true, (c, d, n, s, w) -> Saturation.shift(c, n, s, w, false, true));
            left(
                    b,
                    "UQSHL" + place + "_imm",
                    false,
                    (c, d, n, s, w) -> Saturation.shiftUnsigned(c, n, s, w, false, true));
            left(
                    b,
                    "SQSHLU" + place + "_imm",
                    true,
                    (c, d, n, s, w) ->
                            n < 0 ? Saturation.instead(c, 0) : Saturation.shiftUnsigned(c, n, s, w, false, true));
        }
        right(b, "SSHR_scalar", true, (c, d, n, s, w) -> Saturation.shiftRight(n, s, false));
        right(b, "SSRA_scalar", true, (c, d, n, s, w) -> d + Saturation.shiftRight(n, s, false));
        right(b, "USHR_scalar", false, (c, d, n, s, w) -> Saturation.shiftRightUnsigned(n, s, false));
        right(b, "USRA_scalar", false, (c, d, n, s, w) -> d + Saturation.shiftRightUnsigned(n, s, false));
        right(
                b,
                "SRI_scalar",
                false,
                (c, d, n, s, w) ->
                        d & ~Saturation.shiftRightUnsigned(-1, s, false) | Saturation.shiftRightUnsigned(n, s, false));
        left(b, "SHL_scalar", false, (c, d, n, s, w) -> n << s);
        left(b, "SLI_scalar", false, (c, d, n, s, w) -> d & (1L << s) - 1 | n << s);
        narrow(b);
    }

    private static void narrow(Bindings b) {
        narrow(b, false, (c, d, n, s, w) -> n >>> s, "SHRN");
        narrow(b, false, (c, d, n, s, w) -> Saturation.shiftRightUnsigned(n, s, true), "RSHRN");
        for (boolean round : new boolean[] {false, true}) {
            String r = round ? "R" : "";
            for (String place : new String[] {"", "_scalar"}) {
                narrow(
                        b,
                        true,
                        (c, d, n, s, w) -> Saturation.signed(c, Saturation.shiftRight(n, s, round), w),
                        "SQ" + r + "SHRN" + place);
                narrow(
                        b,
                        true,
                        (c, d, n, s, w) -> Saturation.unsigned(c, Saturation.shiftRight(n, s, round), w),
                        "SQ" + r + "SHRUN" + place);
                narrow(
                        b,
                        false,
                        (c, d, n, s, w) ->
                                Saturation.unsignedOfUnsigned(c, Saturation.shiftRightUnsigned(n, s, round), w),
                        "UQ" + r + "SHRN" + place);
            }
        }
    }

    /** {@return bits of an element (the narrow one where two sizes take part)} */
    static int width(Operation op) {
        return Integer.highestOneBit(op.bits(19, 4)) * 8;
    }

    private static Lane lane(Shift f, int amount) {
        return (c, d, n, m, w) -> f.of(c, d, n, amount, w);
    }

    private static void right(Bindings b, String id, boolean signed, Shift f) {
        b.bind(id, op -> {
            int width = width(op);
            return LaneLoops.same(op, width, signed, lane(f, 2 * width - op.bits(16, 7)));
        });
    }

    private static void left(Bindings b, String id, boolean signed, Shift f) {
        b.bind(id, op -> {
            int width = width(op);
            return LaneLoops.same(op, width, signed, lane(f, op.bits(16, 7) - width));
        });
    }

    private static void narrow(Bindings b, boolean signed, Shift f, String id) {
        b.bind(id, op -> {
            int width = width(op);
            return LaneLoops.narrowing(op, width, signed, lane(f, 2 * width - op.bits(16, 7)));
        });
    }
}
