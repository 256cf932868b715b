package relolens.emulator.isa;

import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/** A scalable vector register ({@code z0.b}), or a scalar named by element size beside one ({@code b0}). */
final class ScalableRegister extends Operand {
    private final Field field;
    /** A second field that must hold the same number, or null. */
    private final @Nullable Field twin;

    private final char bank;
    private final @Nullable ScalableSize size;
    /** Whether an earlier operand has this field, and both must agree. */
    private final boolean tied;

    /** @param spec {@code Zd}, {@code Zd.bhsd}, {@code =Zd.B}, {@code Zn=Zm.D}, {@code Fd.bhsd} (class {@link ScalableSize}) */
    ScalableRegister(BitPattern bits, String spec) {
        tied = spec.charAt(0) == '=';
        String name = tied ? spec.substring(1) : spec;
        int dot = name.indexOf('.');
        String register = dot < 0 ? name : name.substring(0, dot);
        bank = name.charAt(0) == 'F' ? 'f' : 'z';
        String key = (bank == 'f' ? "V" : "Z") + register.charAt(1);
        field = bits.require((bank == 'f' && bits.has("R" + register.charAt(1)) ? "R" : "Z") + register.charAt(1));
        twin = register.length() == 5 ? bits.require(register.substring(3)) : null;
        size = dot < 0 ? null : ScalableSize.of(bits, name.substring(dot + 1));
        naming(key, Names.VECTOR, field);
    }

    @Override
    boolean valid(int word) {
        return (size == null || size.valid(word)) && (twin == null || twin.of(word) == field.of(word));
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        if (bank == 'f') {
            out.append(size == null ? 'd' : size.letter(word)).append(field.of(word));
            return;
        }
        out.append('z').append(field.of(word));
        if (size != null) {
            out.append('.').append(size.letter(word));
        }
    }

    @Override
    boolean read(OperandText in) {
        Register r = in.peekRegister();
        if (r == null || !bankFits(in, r)) {
            return in.expected(description(), r != null && r.bank() == bank);
        }
        int number = r.number();
        if (tied && number != field.of(in.word)) {
            String same = "must be " + (bank == 'z' ? "z" : "v") + field.of(in.word) + " again: source and destination";
            return in.fail(OperandText.VALUE, same + " are one register here", in.at, in.nameEnd(in.at));
        }
        if (number >> field.width() != 0) {
            String most = "z0 to z" + ((1 << field.width()) - 1);
            return in.fail(OperandText.VALUE, "this operand has room for " + most + " only", in.at, in.nameEnd(in.at));
        }
        in.put(field, number);
        if (twin != null) {
            in.put(twin, number);
        }
        in.at = in.nameEnd(in.at);
        return true;
    }

    private boolean bankFits(OperandText in, Register r) {
        if (bank == 'f') {
            return "bhsdq".indexOf(r.bank()) >= 0 && size != null && size.settle(in, String.valueOf(r.bank()));
        }
        String suffix = in.suffix();
        return r.bank() == 'z' && (size == null ? suffix.isEmpty() : size.settle(in, suffix));
    }

    private String description() {
        if (bank == 'f') {
            return "a scalar register of the elements' size";
        }
        return size == null
                ? "a scalable vector register (z0 to z31)"
                : "a scalable vector register with " + size.names();
    }
}
