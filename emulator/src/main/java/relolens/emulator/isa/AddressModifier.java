package relolens.emulator.isa;

import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/**
 * What is done to the index in an SVE address: {@code lsl #3}, {@code uxtw #2}, {@code sxtw}. The amount is fixed or, in
 * ADR, in field {@code msz}; whether an extension is signed may be told by field {@code xs}.
 */
final class AddressModifier extends Operand {
    private final String name;
    /** uxtw or sxtw by this field, or null. */
    private final @Nullable Field signed;

    private final @Nullable Field msz;
    private final int amount;

    /** @param spec {@code lsl3}, {@code xtw0}, {@code lsl-msz}, {@code sxtw-msz} */
    AddressModifier(BitPattern bits, String spec) {
        boolean told = spec.endsWith("-msz");
        name = told ? spec.substring(0, spec.length() - 4) : spec.substring(0, spec.length() - 1);
        msz = told ? bits.require("msz") : null;
        amount = told ? 0 : spec.charAt(spec.length() - 1) - '0';
        signed = name.equals("xtw") ? bits.require("xs") : null;
    }

    private int amount(int word) {
        return msz == null ? amount : msz.of(word);
    }

    @Override
    boolean isDefault(int word) {
        return name.equals("lsl") && amount(word) == 0;
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        out.append(signed == null ? name : signed.of(word) == 1 ? "sxtw" : "uxtw");
        if (amount(word) != 0) {
            out.append(" #").append(amount(word));
        }
    }

    @Override
    boolean read(OperandText in) {
        String written = in.peekName();
        boolean fits = signed == null ? written.equals(name) : written.equals("uxtw") || written.equals("sxtw");
        if (!fits) {
            return in.expected(signed == null ? name : "uxtw or sxtw");
        }
        in.at += written.length();
        if (signed != null) {
            in.put(signed, written.equals("sxtw") ? 1 : 0);
        }
        if (in.peek() == ']' && !name.equals("lsl")) {
            return amount == 0 || in.expected("#" + amount);
        }
        in.skipSpace();
        int from = in.at;
        Long n = in.constant(msz == null ? "#" + amount : "#0 to #3");
        if (n == null) {
            return false;
        }
        if (msz == null ? n != amount : n < 0 || n > 3) {
            String wanted = msz == null ? "must be " + amount : "is out of range 0..3";
            return in.fail(OperandText.VALUE, "shift amount " + n + " " + wanted, from, in.at);
        }
        if (msz != null) {
            in.put(msz, (int) (long) n);
        }
        return true;
    }

    /** {@code mul vl}: the offset before it counts vector registers. May be left out after an offset of 0. */
    static final class VectorLengths extends Operand {
        @Override
        boolean isDefault(int word) {
            return true;
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            out.append(", mul vl");
        }

        @Override
        boolean read(OperandText in) {
            return read(in, in.lastNumber == 0);
        }

        /** @param optional whether nothing at all will do */
        static boolean read(OperandText in, boolean optional) {
            if (!in.accept(',')) {
                return optional || in.expected("', mul vl'");
            }
            for (String wanted : new String[] {"mul", "vl"}) {
                if (!in.peekName().equals(wanted)) {
                    return in.expected("'mul vl'");
                }
                in.at += wanted.length();
            }
            return true;
        }
    }
}
