package relolens.emulator.isa;

import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/** An immediate in one field: unsigned or signed, perhaps scaled, printed in decimal or hexadecimal. */
class Immediate extends Operand {
    /** How objdump prints it. */
    enum Radix {
        DECIMAL,
        HEX
    }

    protected final Field field;
    private final Radix radix;
    private boolean signed;
    private IntUnaryOperator shift = w -> 0;
    private Fixup.@Nullable Kind fixup;
    private IntUnaryOperator accessBytes = w -> 0;

    Immediate(Field field, Radix radix) {
        this.field = field;
        this.radix = radix;
    }

    /** @param log2 from the word to the number of low zero bits not encoded */
    Immediate scaled(IntUnaryOperator log2) {
        shift = log2;
        return this;
    }

    Immediate signed() {
        signed = true;
        return this;
    }

    /** Lets the value be known as late as the end: the instruction is then encoded again. */
    Immediate late() {
        return late(Fixup.Kind.REENCODE, w -> 0);
    }

    /** @param kind the fixup a late value becomes; {@code bytes} from the word to the access size */
    Immediate late(Fixup.Kind kind, IntUnaryOperator bytes) {
        fixup = kind;
        accessBytes = bytes;
        return this;
    }

    long value(int word) {
        long v = signed ? field.signedOf(word) : field.of(word);
        return v << shift.applyAsInt(word);
    }

    @Override
    boolean isDefault(int word) {
        return field.of(word) == 0;
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        out.append('#');
        if (radix == Radix.HEX) {
            out.append("0x").append(Long.toHexString(value(word)));
        } else {
            out.append(value(word));
        }
    }

    @Override
    boolean read(OperandText in) {
        return read(in, "");
    }

    /** Reads the value; {@code modifier} is the relocation operator already read. */
    protected boolean read(OperandText in, String modifier) {
        in.skipSpace();
        int from = in.at;
        OperandReader.Value value = in.expression("an immediate");
        if (value == null) {
            return false;
        }
        Long constant = value.constant();
        Fixup.Kind kind = fixup;
        if (kind != null && (constant == null || !modifier.isEmpty())) {
            in.fixups.add(new Fixup(kind, modifier, value.expression(), accessBytes.applyAsInt(in.word)));
            return true;
        }
        return constant == null ? in.unknown() : encode(in, constant, from);
    }

    private boolean encode(OperandText in, long value, int from) {
        int low = shift.applyAsInt(in.word);
        String wrong = check(value, field.width(), signed, low);
        if (wrong != null) {
            return in.fail(OperandText.VALUE, wrong, from, in.at);
        }
        in.put(field, (int) (value >> low));
        return true;
    }

    /** {@return why {@code value} does not fit a field of {@code width} bits after a right shift, or null} */
    static @Nullable String check(long value, int width, boolean signed, int low) {
        long max = (1L << (signed ? width - 1 : width)) - 1;
        long min = signed ? -max - 1 : 0;
        long top = max << low;
        long bottom = min << low;
        if (value < bottom || value > top) {
            String step = low == 0 ? "" : " (multiples of " + (1 << low) + ")";
            return "value " + value + " is out of range " + bottom + ".." + top + step;
        }
        if ((value & ((1L << low) - 1)) != 0) {
            return "value " + value + " is not a multiple of " + (1 << low);
        }
        return null;
    }
}
