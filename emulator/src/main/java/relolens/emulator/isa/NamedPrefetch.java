package relolens.emulator.isa;

import java.util.List;
import relolens.emulator.isa.Encoding.Field;

/** The operation of an SVE prefetch, {@code pldl1keep} to {@code pstl3strm}, or its number. */
final class NamedPrefetch extends Operand {
    private static final List<String> NAMES = List.of(
            "pldl1keep",
            "pldl1strm",
            "pldl2keep",
            "pldl2strm",
            "pldl3keep",
            "pldl3strm",
            "",
            "",
            "pstl1keep",
            "pstl1strm",
            "pstl2keep",
            "pstl2strm",
            "pstl3keep",
            "pstl3strm",
            "",
            "");

    private final Field prfop;

    NamedPrefetch(BitPattern bits) {
        prfop = bits.require("prfop");
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        int n = prfop.of(word);
        if (NAMES.get(n).isEmpty()) {
            out.append('#').append(n);
        } else {
            out.append(NAMES.get(n));
        }
    }

    @Override
    boolean read(OperandText in) {
        String name = in.peekName();
        int n = name.isEmpty() ? -1 : NAMES.indexOf(name);
        if (n >= 0) {
            in.at += name.length();
            in.put(prfop, n);
            return true;
        }
        in.skipSpace();
        int from = in.at;
        OperandReader.Value value = in.immediate("a prefetch operation (pldl1keep to pstl3strm)");
        if (value == null) {
            return false;
        }
        Long v = value.constant();
        if (v == null || v < 0 || v > 15) {
            String wanted = "expected a prefetch operation (pldl1keep to pstl3strm) or its number, 0 to 15";
            return in.fail(OperandText.VALUE, wanted, from, in.at);
        }
        in.put(prfop, (int) (long) v);
        return true;
    }
}
