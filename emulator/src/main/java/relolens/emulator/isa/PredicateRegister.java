package relolens.emulator.isa;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/** A predicate register: {@code p0}, {@code p0.b}, {@code p0/z}, {@code p0/m}. */
final class PredicateRegister extends Operand {
    private final Field field;
    /** Further fields that must hold the same number. */
    private final List<Field> twins;

    private final @Nullable ScalableSize size;
    private final boolean tied;
    /** z, m, M (told by field M) or 0: what becomes of inactive elements. */
    private final char inactive;

    private final @Nullable Field merging;

    /** @param spec {@code Pg}, {@code Pg/z}, {@code Pg/M}, {@code Pd.bhsd}, {@code =Pd.B}, {@code Pn=Pm=Pg.B} */
    PredicateRegister(BitPattern bits, String spec) {
        tied = spec.charAt(0) == '=';
        String name = tied ? spec.substring(1) : spec;
        field = bits.require(name.substring(0, 2));
        int dot = name.indexOf('.');
        int slash = name.indexOf('/');
        List<Field> same = new ArrayList<>(0);
        for (int at = 2; at < name.length() && name.charAt(at) == '='; at += 3) {
            same.add(bits.require(name.substring(at + 1, at + 3)));
        }
        twins = List.copyOf(same);
        size = dot < 0 ? null : ScalableSize.of(bits, name.substring(dot + 1));
        inactive = slash < 0 ? 0 : name.charAt(slash + 1);
        merging = inactive == 'M' ? bits.require("M") : null;
        naming(field.name(), Names.PREDICATE, field);
    }

    @Override
    boolean valid(int word) {
        for (int i = 0; i < twins.size(); i++) {
            if (twins.get(i).of(word) != field.of(word)) {
                return false;
            }
        }
        return size == null || size.valid(word);
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        out.append('p').append(field.of(word));
        if (size != null) {
            out.append('.').append(size.letter(word));
        }
        if (inactive != 0) {
            out.append('/').append(merging == null ? inactive : merging.of(word) == 1 ? 'm' : 'z');
        }
    }

    @Override
    boolean read(OperandText in) {
        Register r = in.peekRegister();
        String suffix = in.suffix();
        if (r == null || r.bank() != 'p' || !(size == null ? suffix.isEmpty() : size.settle(in, suffix))) {
            return in.expected(description(), r != null && r.bank() == 'p');
        }
        int number = r.number();
        int end = in.nameEnd(in.at);
        if (number >> field.width() != 0) {
            return in.fail(OperandText.VALUE, "this operand has room for p0 to p7 only", in.at, end);
        }
        if (tied && number != field.of(in.word)) {
            String again = "must be p" + field.of(in.word) + " again: source and destination are one register here";
            return in.fail(OperandText.VALUE, again, in.at, end);
        }
        in.put(field, number);
        for (Field twin : twins) {
            in.put(twin, number);
        }
        in.at = end;
        return inactive == 0 || inactive(in);
    }

    private boolean inactive(OperandText in) {
        String expected = merging != null ? "'/z' or '/m'" : "'/" + inactive + "'";
        int from = in.at;
        if (!in.accept('/')) {
            return in.expected(expected);
        }
        char written = in.peek() == 0 ? 0 : Character.toLowerCase(in.peek());
        boolean known = merging != null ? written == 'm' || written == 'z' : written == inactive;
        if (!known || in.nameEnd(in.at) != in.at + 1) {
            in.at = from;
            return in.expected(expected);
        }
        if (merging != null) {
            in.put(merging, written == 'm' ? 1 : 0);
        }
        in.at++;
        return true;
    }

    private String description() {
        if (size != null) {
            return "a predicate register with " + size.names();
        }
        return field.width() == 3 ? "a predicate register (p0 to p7)" : "a predicate register (p0 to p15)";
    }
}
