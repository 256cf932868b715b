package relolens.emulator.isa;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/** How many elements count (Arm ARM, DecodePredCount): {@code vl8}, {@code all}; perhaps {@code all, mul #2}. */
final class PredicatePattern extends Operand {
    private static final int ALL = 31;
    private static final List<String> NAMES = Arrays.asList(
            "pow2", "vl1", "vl2", "vl3", "vl4", "vl5", "vl6", "vl7", "vl8", "vl16", "vl32", "vl64", "vl128", "vl256",
            "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "mul4", "mul3", "all");

    private final Field pattern;
    /** The multiplier less 1, or null where there is none. */
    private final @Nullable Field multiplier;

    PredicatePattern(BitPattern bits, boolean multiplied) {
        pattern = bits.require("pattern");
        multiplier = multiplied ? bits.require("imm4") : null;
    }

    private int multiplier(int word) {
        return multiplier == null ? 1 : multiplier.of(word) + 1;
    }

    @Override
    boolean isDefault(int word) {
        return pattern.of(word) == ALL && multiplier(word) == 1;
    }

    @Override
    int omitted(int word) {
        return word & ~BitPattern.mask(pattern) | ALL << pattern.lsb();
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        int n = pattern.of(word);
        if (NAMES.get(n).isEmpty()) {
            out.append('#').append(n);
        } else {
            out.append(NAMES.get(n));
        }
        if (multiplier(word) > 1) {
            out.append(", mul #").append(multiplier(word));
        }
    }

    @Override
    boolean read(OperandText in) {
        String name = in.peekName();
        int n = name.isEmpty() ? -1 : NAMES.indexOf(name);
        if (n >= 0) {
            in.at += name.length();
        } else {
            in.skipSpace();
            int from = in.at;
            OperandReader.Value value = name.isEmpty() || Character.isDigit(name.charAt(0))
                    ? in.immediate("a pattern (pow2, vl1 to vl256, mul4, mul3, all)")
                    : null;
            if (value == null) {
                return in.expected("a pattern (pow2, vl1 to vl256, mul4, mul3, all)");
            }
            Long v = value.constant();
            if (v == null || v < 0 || v > ALL) {
                return in.fail(OperandText.VALUE, "a pattern's number is 0 to 31", from, in.at);
            }
            n = (int) (long) v;
        }
        in.put(pattern, n);
        return multiplier == null || !in.accept(',') || multiplier(in, multiplier);
    }

    private static boolean multiplier(OperandText in, Field field) {
        if (!in.peekName().equals("mul")) {
            return in.expected("mul");
        }
        in.at += 3;
        in.skipSpace();
        int from = in.at;
        Long v = in.constant("a multiplier");
        if (v == null) {
            return false;
        }
        if (v < 1 || v > 16) {
            return in.fail(OperandText.VALUE, "multiplier " + v + " is out of range 1..16", from, in.at);
        }
        in.put(field, (int) (v - 1));
        return true;
    }
}
