package relolens.emulator.execute;

import relolens.emulator.cpu.SystemRegister;
import relolens.emulator.fp.FloatFormat;
import relolens.emulator.fp.FpArithmetic;
import relolens.emulator.fp.FpComparison;
import relolens.emulator.fp.FpConvert;
import relolens.emulator.fp.FpEnvironment;
import relolens.emulator.fp.FpEstimate;

/** Arithmetic for one instruction, as FPCR asks for; {@link #finish} adds what it raised to FPSR. */
final class FpUnit {
    final FloatFormat format;
    final FpEnvironment env;
    final FpArithmetic arithmetic;
    final FpComparison comparison;
    final FpConvert convert;
    final FpEstimate estimate;

    FpUnit(Core c, FloatFormat format) {
        this(
                FpEnvironment.of(
                        c.cpu.system().get(SystemRegister.FPCR), c.cpu.system().get(SystemRegister.FPSR)),
                format);
    }

    FpUnit(FpEnvironment env, FloatFormat format) {
        this.format = format;
        this.env = env;
        arithmetic = new FpArithmetic(env, format);
        comparison = new FpComparison(env, format);
        convert = new FpConvert(env, format);
        estimate = new FpEstimate(env, format);
    }

    void finish(Core c) {
        if (env.flags() != 0) {
            SystemRegister fpsr = SystemRegister.FPSR;
            c.cpu.system().set(fpsr, c.cpu.system().get(fpsr) | env.flags());
        }
    }

    /** {@return the format a row's words work in: half precision has rows of its own, else sz tells} */
    static FloatFormat format(Operation op) {
        if (op.encoding.id().endsWith("_half")) {
            return FloatFormat.HALF;
        }
        return op.bits(22, 1) != 0 ? FloatFormat.DOUBLE : FloatFormat.SINGLE;
    }

    long negate(long number) {
        return number ^ format.signBit();
    }

    long absolute(long number) {
        return number & ~format.signBit();
    }
}
