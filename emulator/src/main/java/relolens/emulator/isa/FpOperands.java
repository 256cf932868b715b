package relolens.emulator.isa;

import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;
import relolens.emulator.isa.Immediate.Radix;

/** Immediates of FP and complex arithmetic, and shift amounts that are not free. */
final class FpOperands {
    private FpOperands() {}

    static Operand named(String name, BitPattern bits) {
        return switch (name) {
            case "fpzero" -> new Zero();
            case "rot" -> new Rotation(bits.require("rot"));
            case "fbits" -> new FractionBits(bits.require("scale"), bits.require("sf"));
            case "fbits16" -> new FractionBits(bits.require("immb"), null);
            case "shll" -> new WholeShift(bits.require("size"));
            default -> throw new IllegalArgumentException("no such operand: " + name);
        };
    }

    /** The zero of a comparison. */
    private static final class Zero extends Operand {
        @Override
        void print(int word, long address, StringBuilder out) {
            out.append("#0.0");
        }

        @Override
        boolean read(OperandText in) {
            in.accept('#');
            in.skipSpace();
            int from = in.at;
            int end = FloatImmediate.end(in.text, from);
            Double v = end == from ? null : FloatImmediate.number(in.text.substring(from, end), false);
            if (v == null) {
                return in.expected("#0.0");
            }
            in.at = end;
            return Double.doubleToLongBits(v) == 0
                    || in.fail(OperandText.VALUE, "the comparison is with #0.0 only", from, end);
        }
    }

    /** An angle of FCMLA (0 to 270 degrees) or FCADD (90 or 270). */
    private static final class Rotation extends Operand {
        private final Field rot;

        Rotation(Field rot) {
            this.rot = rot;
        }

        private int degrees(int bits) {
            return rot.width() == 2 ? 90 * bits : 90 + 180 * bits;
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            out.append('#').append(degrees(rot.of(word)));
        }

        @Override
        boolean read(OperandText in) {
            in.skipSpace();
            int from = in.at;
            OperandReader.Value value = in.immediate("a rotation in degrees");
            if (value == null) {
                return false;
            }
            Long v = value.constant();
            for (int n = 0; v != null && n < 1 << rot.width(); n++) {
                if (degrees(n) == v) {
                    in.put(rot, n);
                    return true;
                }
            }
            String choice = rot.width() == 2 ? "0, 90, 180 or 270" : "90 or 270";
            return in.fail(OperandText.VALUE, "the rotation must be " + choice, from, in.at);
        }
    }

    /** Bits behind the binary point: all possible ones less the field's value. */
    private static final class FractionBits extends Operand {
        private final Field field;
        private final @Nullable Field sf;

        FractionBits(Field field, @Nullable Field sf) {
            this.field = field;
            this.sf = sf;
        }

        private int all() {
            return 1 << field.width();
        }

        private int most(int word) {
            return sf != null && sf.of(word) == 0 ? 32 : all();
        }

        @Override
        boolean valid(int word) {
            return all() - field.of(word) <= most(word);
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            out.append('#').append(all() - field.of(word));
        }

        @Override
        boolean read(OperandText in) {
            in.skipSpace();
            int from = in.at;
            Long v = in.constant("a number of fraction bits");
            if (v == null) {
                return false;
            }
            int most = most(in.word);
            if (v < 1 || v > most) {
                return in.fail(OperandText.VALUE, v + " fraction bits are out of range 1.." + most, from, in.at);
            }
            in.put(field, (int) (all() - v));
            return true;
        }
    }

    /** SHLL's shift by the size of an element. */
    private static final class WholeShift extends Immediate {
        WholeShift(Field size) {
            super(size, Radix.DECIMAL);
        }

        @Override
        long value(int word) {
            return 8L << field.of(word);
        }

        @Override
        boolean read(OperandText in) {
            in.skipSpace();
            int from = in.at;
            OperandReader.Value value = in.immediate("a shift amount");
            if (value == null) {
                return false;
            }
            Long v = value.constant();
            long only = value(in.word);
            return v != null && v == only
                    || in.fail(OperandText.VALUE, "the shift must be #" + only + ", the element's width", from, in.at);
        }
    }
}
