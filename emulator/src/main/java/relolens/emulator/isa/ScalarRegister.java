package relolens.emulator.isa;

import java.util.ArrayList;
import java.util.List;
import relolens.emulator.isa.Encoding.Field;

/** A scalar FP register: {@code <Dn>} of fixed size, or {@code <Ft>} whose size other fields tell. */
final class ScalarRegister extends Operand {
    private static final String BANKS = "bhsdq";

    private final Field field;
    private final ElementSize size;

    ScalarRegister(String key, Field field, ElementSize size) {
        this.field = field;
        this.size = size;
        naming(key, Names.VECTOR, field);
    }

    @Override
    boolean valid(int word) {
        return size.log2(word) >= 0;
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        out.append(BANKS.charAt(size.log2(word))).append(field.of(word));
    }

    @Override
    boolean read(OperandText in) {
        Register r = in.peekRegister();
        int log2 = r == null ? -1 : BANKS.indexOf(r.bank());
        if (r == null || log2 < 0) {
            return in.expected(expectation(in));
        }
        if (!size.settle(in, log2)) {
            return in.misfit(expectation(in));
        }
        in.at = in.nameEnd(in.at);
        in.put(field, r.number());
        return true;
    }

    private String expectation(OperandText in) {
        int word = in.word;
        int settled = in.settled;
        List<String> open = new ArrayList<>();
        for (int e = 0; e < BANKS.length(); e++) {
            if (size.settle(in, e)) {
                open.add(BANKS.charAt(e) + "0 to " + BANKS.charAt(e) + "31");
            }
            in.word = word;
            in.settled = settled;
        }
        return "a register " + String.join(" or ", open);
    }
}
