package relolens.emulator.isa;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/** One element of a vector register: {@code v0.s[1]}. imm5 holds size and index, imm4 the index of a second one. */
final class VectorLane extends Operand {
    private final Field field;
    private final @Nullable Field imm5;
    private final @Nullable Field imm4;
    /** The index alone; the elements are words. */
    private final @Nullable Field imm2;

    VectorLane(BitPattern bits, String key, String shape) {
        field = bits.require("R" + key.charAt(1));
        imm2 = shape.equals("lane2") ? bits.require("imm2") : null;
        imm5 = shape.equals("D1") || imm2 != null ? null : bits.require("imm5");
        imm4 = shape.equals("lane4") ? bits.require("imm4") : null;
        naming(key, Names.VECTOR, field);
    }

    private static int size(Field imm5, int word) {
        return Integer.numberOfTrailingZeros(imm5.of(word) | 16);
    }

    @Override
    boolean valid(int word) {
        return imm5 == null || size(imm5, word) <= 3;
    }

    private int index(int word) {
        if (imm2 != null) {
            return imm2.of(word);
        }
        if (imm5 == null) {
            return 1;
        }
        int size = size(imm5, word);
        return imm4 == null ? imm5.of(word) >> size + 1 : imm4.of(word) >> size;
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        char element = imm2 != null ? 's' : imm5 == null ? 'd' : "bhsd".charAt(size(imm5, word));
        out.append('v').append(field.of(word)).append('.').append(element);
        out.append('[').append(index(word)).append(']');
    }

    @Override
    boolean read(OperandText in) {
        Register r = in.peekRegister();
        String name = in.text.substring(in.at, in.nameEnd(in.at)).toLowerCase(Locale.ROOT);
        int dot = name.indexOf('.');
        int size = dot < 0 ? -1 : element(name.substring(dot + 1));
        boolean fits = r != null && r.bank() == 'v' && size >= 0;
        if (r == null || !fits || imm5 == null && size != (imm2 == null ? 3 : 2) || !sizeFits(in, size)) {
            return in.expected("a vector element (v0.s[1])");
        }
        in.at = in.nameEnd(in.at);
        in.put(field, r.number());
        return index(in, size) && (in.accept(']') || in.expected("']'"));
    }

    /** {@return log2 of the element {@code shape} names, -1 if none; GNU as reads v0.4s[1] as v0.s[1]} */
    static int element(String shape) {
        for (int e = 0; e < 4; e++) {
            boolean plain = shape.length() == 1 && shape.charAt(0) == "bhsd".charAt(e);
            if (plain
                    || shape.equals(VectorRegister.arrangement(e, 0))
                    || shape.equals(VectorRegister.arrangement(e, 1))) {
                return e;
            }
        }
        return -1;
    }

    private boolean sizeFits(OperandText in, int size) {
        return imm5 == null || !in.isSettled(imm5) || size(imm5, in.word) == size;
    }

    private boolean index(OperandText in, int size) {
        if (!in.accept('[')) {
            return in.expected("'['");
        }
        in.skipSpace();
        int from = in.at;
        OperandReader.Value value = in.expression("an element number");
        if (value == null) {
            return false;
        }
        Long n = value.constant();
        if (n == null) {
            return in.unknown();
        }
        int max = (16 >> size) - 1;
        boolean second = imm5 == null && imm2 == null;
        if (n < 0 || n > max || second && n != 1) {
            String range = second ? "must be 1" : "is out of range 0.." + max;
            return in.fail(OperandText.VALUE, "element " + n + " " + range, from, in.at);
        }
        int index = (int) (long) n;
        if (imm2 != null) {
            in.put(imm2, index);
        } else if (imm4 != null) {
            in.put(imm4, index << size);
        } else if (imm5 != null) {
            in.put(imm5, (index << 1 | 1) << size);
            in.settled |= BitPattern.mask(imm5);
        }
        return true;
    }

    /** The general register beside a lane: X with doublewords, else W. */
    static final class General extends Operand {
        private final Field field;
        private final Field imm5;

        General(BitPattern bits, String key) {
            field = bits.require(key);
            imm5 = bits.require("imm5");
            naming(key, Names.GENERAL, field);
        }

        @Override
        boolean valid(int word) {
            return size(imm5, word) <= 3;
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            out.append(Register.name(size(imm5, word) == 3, false, field.of(word)));
        }

        @Override
        boolean read(OperandText in) {
            Register r = in.peekRegister();
            boolean wide = r != null && r.bank() == 'x';
            boolean settled = in.isSettled(imm5);
            if (r == null || !r.general() || r.stackPointer() || settled && wide != (size(imm5, in.word) == 3)) {
                String wanted = "a general register of the element's size";
                return r != null && r.general() ? in.misfit(wanted) : in.expected(wanted);
            }
            in.at = in.nameEnd(in.at);
            in.put(field, r.number());
            if (in.bits.has("Q") && !settled) {
                // UMOV: the destination comes first and settles Q; the element that follows must agree.
                in.put(in.bits.require("Q"), wide ? 1 : 0);
            }
            return true;
        }
    }
}
