package relolens.emulator.isa;

import relolens.emulator.isa.Encoding.Field;

/**
 * One lane of each register of a list, of LD1 to LD4 and ST1 to ST4 (single structure): {@code {v0.s, v1.s}[3]}. opc tells
 * the element, what it leaves of Q:S:size is the index.
 */
final class VectorLaneList extends Operand {
    private final Field first;
    private final Field q;
    private final Field s;
    private final Field size;
    private final Field opc;
    private final int count;

    VectorLaneList(BitPattern bits, String name, int count) {
        first = bits.require("R" + name.charAt(1));
        q = bits.require("Q");
        s = bits.require("S");
        size = bits.require("size");
        opc = bits.require("opc");
        this.count = count;
        naming("Vt", Names.VECTOR, first);
    }

    private int log2(int word) {
        return log2(opc.of(word), size.of(word));
    }

    /** {@return log2 of the element's bytes for fields opc and size} */
    static int log2(int opc, int size) {
        return opc < 2 ? opc : 2 + (size & 1);
    }

    @Override
    boolean valid(int word) {
        int n = size.of(word);
        return switch (opc.of(word)) {
            case 0 -> true;
            case 1 -> (n & 1) == 0;
            case 2 -> n == 0 || n == 1 && s.of(word) == 0;
            default -> false;
        };
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        int e = log2(word);
        VectorList.print(first.of(word), count, "." + "bhsd".charAt(e), out);
        int all = q.of(word) << 3 | s.of(word) << 2 | size.of(word);
        out.append('[').append(all >> e).append(']');
    }

    @Override
    boolean read(OperandText in) {
        int[] element = {-1};
        int number = VectorList.read(in, count, true, shape -> {
            int e = shape.length() == 1 ? "bhsd".indexOf(shape.charAt(0)) : -1;
            boolean same = element[0] < 0 || element[0] == e;
            element[0] = e;
            return e >= 0 && same;
        });
        if (number < 0) {
            return false;
        }
        in.put(first, number);
        return in.accept('[') ? index(in, element[0]) : in.expected("'['");
    }

    private boolean index(OperandText in, int e) {
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
        int max = (16 >> e) - 1;
        if (n < 0 || n > max) {
            return in.fail(OperandText.VALUE, "element " + n + " is out of range 0.." + max, from, in.at);
        }
        int all = (int) (long) n << e;
        in.put(q, all >> 3);
        in.put(s, all >> 2 & 1);
        in.put(size, all & 3 | (e == 3 ? 1 : 0));
        in.put(opc, Math.min(e, 2));
        return in.accept(']') || in.expected("']'");
    }

    @Override
    int count() {
        return count;
    }
}
