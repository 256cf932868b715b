package relolens.emulator.isa;

import relolens.emulator.isa.Encoding.Field;

/**
 * One element of each 128 bits of a scalable register, {@code z0.s[1]}; or, of DUP, one of its first 512 bits, where
 * {@code imm2:tsz} holds size (lowest bit set) and index (what is above it).
 */
final class ScalableLane extends Operand {
    private final Field field;
    /** Index fields, most significant first; of DUP imm2 and tsz. */
    private final FieldPair index;

    private final boolean broadcast;
    private final int log2;

    /** @param spec {@code Zm.S[i]}, {@code Zm.H[ih:il]} or {@code Zn.tsz[]} */
    ScalableLane(BitPattern bits, String spec) {
        field = bits.require(spec.substring(0, 2));
        broadcast = spec.endsWith("[]");
        int open = spec.indexOf('[');
        index = FieldPair.of(bits, broadcast ? "imm2:tsz" : spec.substring(open + 1, spec.length() - 1));
        log2 = broadcast ? -1 : "bhsdq".indexOf(Character.toLowerCase(spec.charAt(3)));
        naming(field.name(), Names.VECTOR, field);
    }

    /** {@return log2 of the element's bytes; 5 where reserved} */
    private int size(int word) {
        return broadcast ? Integer.numberOfTrailingZeros(index.of(word) & 31 | 32) : log2;
    }

    /** {@return the letter of the element size that imm2:tsz of {@code word} names} */
    static char letter(BitPattern bits, int word) {
        return "bhsdq".charAt(Integer.numberOfTrailingZeros(bits.require("tsz").of(word) | 16));
    }

    @Override
    boolean valid(int word) {
        return size(word) < 5;
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        int size = size(word);
        int n = broadcast ? index.of(word) >> size + 1 : index.of(word);
        out.append('z').append(field.of(word)).append('.').append("bhsdq".charAt(size));
        out.append('[').append(n).append(']');
    }

    @Override
    boolean read(OperandText in) {
        Register r = in.peekRegister();
        String suffix = in.suffix();
        int size = suffix.length() == 1 ? "bhsdq".indexOf(suffix.charAt(0)) : -1;
        boolean fits = size >= 0 && size == (broadcast ? size(in.word) : log2);
        if (r == null || r.bank() != 'z' || !fits) {
            return in.expected("an element of a scalable register (z0.s[1])");
        }
        if (r.number() >> field.width() != 0) {
            String most = "an indexed register is one of z0 to z" + ((1 << field.width()) - 1) + " here";
            return in.fail(OperandText.VALUE, most, in.at, in.nameEnd(in.at));
        }
        in.put(field, r.number());
        in.at = in.nameEnd(in.at);
        if (!in.accept('[')) {
            return in.expected("'['");
        }
        in.skipSpace();
        int from = in.at;
        OperandReader.Value value = in.immediate("an element number");
        if (value == null) {
            return false;
        }
        Long n = value.constant();
        int max = broadcast ? (64 >> size) - 1 : (1 << index.width()) - 1;
        if (n == null) {
            return in.unknown();
        } else if (n < 0 || n > max) {
            return in.fail(OperandText.VALUE, "element " + n + " is out of range 0.." + max, from, in.at);
        } else {
            index.put(in, broadcast ? (int) (n * 2 + 1) << size : (int) (long) n);
        }
        return in.accept(']') || in.expected("']'");
    }
}
