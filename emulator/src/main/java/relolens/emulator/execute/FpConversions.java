package relolens.emulator.execute;

import static relolens.emulator.execute.FpLoops.each;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relolens.emulator.fp.FloatFormat;
import relolens.emulator.fp.Rounding;

/** Numbers to integers, integral numbers, fixed point, other formats, and back (Arm ARM C7.2). */
final class FpConversions {
    private FpConversions() {}

    static void bind(Bindings b) {
        rounded(b, 'N', Rounding.NEAREST_EVEN);
        rounded(b, 'A', Rounding.NEAREST_AWAY);
        rounded(b, 'P', Rounding.UP);
        rounded(b, 'M', Rounding.DOWN);
        rounded(b, 'Z', Rounding.ZERO);
        each(b, (u, d, n, m) -> u.convert.toIntegral(n, null, true), "FRINTX", "FRINTX_vector");
        each(b, (u, d, n, m) -> u.convert.toIntegral(n, null, false), "FRINTI", "FRINTI_vector");
        for (int bits = 32; bits <= 64; bits += 32) {
            limited(b, "FRINT" + bits + "X", bits, null);
            limited(b, "FRINT" + bits + "Z", bits, Rounding.ZERO);
        }
        for (boolean signed : new boolean[] {true, false}) {
            fromInteger(b, signed ? "SCVTF" : "UCVTF", signed);
        }
        b.bind(
                "FJCVTZS",
                op -> VectorMove.vector((c, o) -> {
                    FpUnit u = new FpUnit(c, FloatFormat.DOUBLE);
                    long result = u.convert.toJavaScript(c.v[2 * o.n]);
                    c.x[o.d] = result & Operands.LOW32;
                    c.cpu.nzcv = result >>> 32 != 0 ? 0 : 1 << 30;
                    u.finish(c);
                }));
        formats(b);
    }

    private static void rounded(Bindings b, char letter, Rounding rounding) {
        each(
                b,
                (u, d, n, m) -> u.convert.toIntegral(n, rounding, false),
                "FRINT" + letter,
                "FRINT" + letter + "_vector");
        for (boolean signed : new boolean[] {true, false}) {
            String id = "FCVT" + letter + (signed ? "S" : "U");
            each(
                    b,
                    (u, d, n, m) -> u.convert.toInteger(n, u.format.bits(), signed, 0, rounding),
                    id + "_vector",
                    id + "_scalar");
            for (String half : new String[] {"", "_half"}) {
                b.bind(id + half, op -> toGeneral(op, signed, 0, rounding));
                if (letter == 'Z') {
                    b.bind(id + "_fixed" + half, op -> toGeneral(op, signed, 64 - op.bits(10, 6), rounding));
                    for (String place : new String[] {"_vector", "_scalar"}) {
                        b.bind(id + place + "_fixed" + half, op -> {
                            FloatFormat format = shifted(op);
                            int fraction = 2 * format.bits() - op.bits(16, 7);
                            return FpLoops.each(
                                    op,
                                    format,
                                    (u, d, n, m) -> u.convert.toInteger(n, format.bits(), signed, fraction, rounding));
                        });
                    }
                }
            }
        }
    }

    /** {@return the format that immh tells} */
    private static FloatFormat shifted(Operation op) {
        int immh = op.bits(19, 4);
        return immh >= 8 ? FloatFormat.DOUBLE : immh >= 4 ? FloatFormat.SINGLE : FloatFormat.HALF;
    }

    private static Executor toGeneral(Operation op, boolean signed, int fraction, Rounding rounding) {
        FloatFormat format = FpUnit.format(op);
        int bits = op.wide() ? 64 : 32;
        long mask = Operands.ones(format.bits());
        return VectorMove.vector((c, o) -> {
            FpUnit u = new FpUnit(c, format);
            long value = u.convert.toInteger(c.v[2 * o.n] & mask, bits, signed, fraction, rounding);
            c.x[o.d] = value & Operands.ones(bits);
            u.finish(c);
        });
    }

    private static void fromInteger(Bindings b, String id, boolean signed) {
        each(
                b,
                (u, d, n, m) -> u.convert.fromInteger(signed ? Lanes.signed(n, u.format.bits()) : n, signed, 0),
                id + "_vector",
                id + "_scalar");
        for (String half : new String[] {"", "_half"}) {
            b.bind(id + half, op -> fromGeneral(op, signed, 0));
            b.bind(id + "_fixed" + half, op -> fromGeneral(op, signed, 64 - op.bits(10, 6)));
            for (String place : new String[] {"_vector", "_scalar"}) {
                b.bind(id + place + "_fixed" + half, op -> {
                    FloatFormat format = shifted(op);
                    int fraction = 2 * format.bits() - op.bits(16, 7);
                    return FpLoops.each(
                            op,
                            format,
                            (u, d, n, m) -> u.convert.fromInteger(
                                    signed ? Lanes.signed(n, format.bits()) : n, signed, fraction));
                });
            }
        }
    }

    private static Executor fromGeneral(Operation op, boolean signed, int fraction) {
        FloatFormat format = FpUnit.format(op);
        int bits = op.wide() ? 64 : 32;
        return VectorMove.vector((c, o) -> {
            FpUnit u = new FpUnit(c, format);
            long n = c.x[o.n] & Operands.ones(bits);
            VectorMove.scalar(c, o, u.convert.fromInteger(signed ? Lanes.signed(n, bits) : n, signed, fraction));
            u.finish(c);
        });
    }

    private static void limited(Bindings b, String id, int bits, @Nullable Rounding rounding) {
        FpLoops.Lane f = (u, d, n, m) -> u.convert.toIntegralOf(n, bits, rounding);
        b.bind(id, op -> FpLoops.each(op, FpUnit.format(op), f));
        b.bind(id + "_vector", op -> FpLoops.each(op, FpUnit.format(op), f));
    }

    private static void formats(Bindings b) {
        for (FloatFormat from : FloatFormat.values()) {
            for (FloatFormat to : FloatFormat.values()) {
                if (from != to && from != FloatFormat.BFLOAT && to != FloatFormat.BFLOAT) {
                    String id = "FCVT_" + from.name().toLowerCase(Locale.ROOT) + "_to_"
                            + to.name().toLowerCase(Locale.ROOT);
                    b.bind(id, op -> scalar(from, to));
                }
            }
        }
        b.bind("BFCVT", op -> scalar(FloatFormat.SINGLE, FloatFormat.BFLOAT));
        b.bind("BFCVTN", op -> narrow(op, FloatFormat.SINGLE, FloatFormat.BFLOAT, null));
        b.bind(
                "FCVTN",
                op -> op.bits(22, 1) != 0
                        ? narrow(op, FloatFormat.DOUBLE, FloatFormat.SINGLE, null)
                        : narrow(op, FloatFormat.SINGLE, FloatFormat.HALF, null));
        b.bind("FCVTXN_vector", op -> narrow(op, FloatFormat.DOUBLE, FloatFormat.SINGLE, Rounding.ODD));
        b.bind(
                "FCVTXN_scalar",
                op -> VectorMove.vector((c, o) -> {
                    FpUnit u = new FpUnit(c, FloatFormat.DOUBLE);
                    VectorMove.scalar(c, o, u.convert.to(FloatFormat.SINGLE, c.v[2 * o.n], Rounding.ODD));
                    u.finish(c);
                }));
        b.bind("FCVTL", op -> {
            boolean wide = op.bits(22, 1) != 0;
            FloatFormat from = wide ? FloatFormat.SINGLE : FloatFormat.HALF;
            FloatFormat to = wide ? FloatFormat.DOUBLE : FloatFormat.SINGLE;
            int first = LaneLoops.half(op, from.bits());
            return VectorMove.vector((c, o) -> {
                FpUnit u = new FpUnit(c, from);
                Lanes n = Lanes.of(c, o.n, from.bits());
                Lanes result = new Lanes(to.bits());
                for (int i = 0; i < 128 / to.bits(); i++) {
                    result.set(i, u.convert.to(to, n.get(first + i), null));
                }
                result.whole(c, o);
                u.finish(c);
            });
        });
    }

    private static Executor scalar(FloatFormat from, FloatFormat to) {
        long mask = Operands.ones(from.bits());
        return VectorMove.vector((c, o) -> {
            FpUnit u = new FpUnit(c, from);
            VectorMove.scalar(c, o, u.convert.to(to, c.v[2 * o.n] & mask, null));
            u.finish(c);
        });
    }

    private static Executor narrow(Operation op, FloatFormat from, FloatFormat to, @Nullable Rounding rounding) {
        int first = LaneLoops.half(op, to.bits());
        return VectorMove.vector((c, o) -> {
            FpUnit u = new FpUnit(c, from);
            Lanes n = Lanes.of(c, o.n, from.bits());
            Lanes result = first == 0 ? new Lanes(to.bits()) : Lanes.of(c, o.t, to.bits());
            for (int i = 0; i < 128 / from.bits(); i++) {
                result.set(first + i, u.convert.to(to, n.get(i), rounding));
            }
            result.whole(c, o);
            u.finish(c);
        });
    }
}
