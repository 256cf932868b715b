package relolens.emulator.isa;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/** A list of consecutive vector registers of LD1 to LD4 and ST1 to ST4: {@code {v0.16b-v3.16b}}. */
final class VectorList extends Operand {
    private final String key;
    private final Field field;
    /** Null where all are 16b (TBL). */
    private final @Nullable Field size;

    private final Field q;
    private final int count;
    /** Whether the 1d arrangement exists (LD1 and ST1 only). */
    private final boolean single;

    VectorList(BitPattern bits, String name, int count) {
        key = name.substring(0, 2);
        field = bits.require("R" + name.charAt(1));
        size = name.contains("16B") ? null : bits.require("size");
        q = bits.require("Q");
        this.count = count;
        single = name.contains(".T*");
    }

    private int element(int word) {
        return size == null ? 0 : size.of(word);
    }

    private int full(int word) {
        return size == null ? 1 : q.of(word);
    }

    @Override
    boolean valid(int word) {
        return single || element(word) != 3 || full(word) == 1;
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        String shape = "." + VectorRegister.arrangement(element(word), full(word));
        int first = field.of(word);
        int last = first + count - 1 & 31;
        out.append('{');
        if (count > 2 && last > first) {
            out.append('v')
                    .append(first)
                    .append(shape)
                    .append("-v")
                    .append(last)
                    .append(shape);
        } else {
            for (int i = 0; i < count; i++) {
                out.append(i == 0 ? "v" : ", v").append(first + i & 31).append(shape);
            }
        }
        out.append('}');
    }

    @Override
    boolean read(OperandText in) {
        int start = in.at;
        if (!in.accept('{')) {
            return in.expected("a register list ({v0.16b, v1.16b})");
        }
        int first = register(in);
        int last = first;
        int n = 1;
        if (first < 0) {
            return false;
        }
        if (in.accept('-')) {
            last = register(in);
            n = last < 0 ? -1 : (last - first & 31) + 1;
        } else {
            while (n > 0 && in.accept(',')) {
                int next = register(in);
                if (next >= 0 && next != (last + 1 & 31)) {
                    return in.fail(OperandText.SYNTAX, "registers of a list must follow one another", start, in.at);
                }
                last = next;
                n = next < 0 ? -1 : n + 1;
            }
        }
        if (n < 0) {
            return false;
        }
        if (!in.accept('}')) {
            return in.expected("'}'");
        }
        if (n != count) {
            return in.fail(OperandText.SYNTAX, "expected a list of " + count + " registers", start, in.at);
        }
        in.put(field, first);
        return true;
    }

    private int register(OperandText in) {
        Register r = in.peekRegister();
        String name = in.text.substring(in.at, in.nameEnd(in.at)).toLowerCase(Locale.ROOT);
        int dot = name.indexOf('.');
        if (r == null || r.bank() != 'v' || dot < 0 || !settle(in, name.substring(dot + 1))) {
            in.expected("a vector register with arrangement (v0.16b)");
            return -1;
        }
        in.at = in.nameEnd(in.at);
        return r.number();
    }

    private boolean settle(OperandText in, String shape) {
        for (int s = 0; s < 4; s++) {
            for (int full = 0; full < 2; full++) {
                if (VectorRegister.arrangement(s, full).equals(shape)) {
                    if (in.shapeKnown || size == null) {
                        return element(in.word) == s && full(in.word) == full;
                    }
                    in.put(size, s);
                    in.put(q, full);
                    in.shapeKnown = true;
                    return valid(in.word);
                }
            }
        }
        return false;
    }

    @Override
    String key() {
        return key;
    }

    @Override
    Names names() {
        return Names.VECTOR;
    }

    @Override
    int number(int word) {
        return field.of(word);
    }

    @Override
    int count() {
        return count;
    }

    /** The post-index immediate, which must be the number of bytes of the list. */
    static final class Size extends Operand {
        private final Row row;
        private final Field q;

        Size(Row row) {
            this.row = row;
            q = row.bits.require("Q");
        }

        int bytes(int word) {
            Operand list = row.syntax().find("Vt");
            Access access = Access.of(row);
            int whole = (list == null ? 1 : list.count()) * (8 << q.of(word));
            return access.wholeList ? whole : access.elements * access.elementBytes(word);
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            out.append('#').append(bytes(word));
        }

        @Override
        boolean read(OperandText in) {
            in.skipSpace();
            int from = in.at;
            OperandReader.@Nullable Value value = in.expression("an immediate or a 64-bit register");
            if (value == null) {
                return false;
            }
            Long v = value.constant();
            if (v == null) {
                in.fixups.add(new Fixup(Fixup.Kind.REENCODE, "", value.expression(), 0));
                return true;
            }
            return v == bytes(in.word)
                    || in.fail(OperandText.VALUE, "the post-index must be #" + bytes(in.word), from, in.at);
        }
    }
}
