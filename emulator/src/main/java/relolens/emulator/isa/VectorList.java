package relolens.emulator.isa;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/** A list of consecutive vector registers of LD1 to LD4 and ST1 to ST4: {@code {v0.16b-v3.16b}}. */
final class VectorList extends Operand {
    private static final Set<String> SHAPES = Set.of("4b", "8b", "16b", "2h", "4h", "8h", "2s", "4s", "1d", "2d", "1q");

    private final Field field;
    /** Null where all are 16b (TBL). */
    private final @Nullable Field size;

    private final Field q;
    private final int count;
    /** Whether the 1d arrangement exists (LD1 and ST1 only). */
    private final boolean single;

    VectorList(BitPattern bits, String name, int count) {
        String key = name.substring(0, 2);
        field = bits.require("R" + name.charAt(1));
        size = name.contains("16B") ? null : bits.require("size");
        q = bits.require("Q");
        this.count = count;
        single = name.contains(".T*");
        naming(key, Names.VECTOR, field);
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
        print(field.of(word), count, "." + VectorRegister.arrangement(element(word), full(word)), out);
    }

    /** Appends a list as objdump prints it: a range from three registers on, unless numbers wrap at 31. */
    static void print(int first, int count, String shape, StringBuilder out) {
        int last = first + count - 1 & 31;
        out.append("{v").append(first).append(shape);
        if (count > 2 && last > first) {
            out.append("-v").append(last).append(shape);
        } else {
            for (int i = 1; i < count; i++) {
                out.append(", v").append(first + i & 31).append(shape);
            }
        }
        out.append('}');
    }

    @Override
    boolean read(OperandText in) {
        int first = read(in, count, false, shape -> settle(in, shape));
        if (first >= 0) {
            in.put(field, first);
        }
        return first >= 0;
    }

    /** Reads a list, of {@code lanes} or registers, {@code fits} judging what follows each point. @return the first number, -1 after a problem */
    static int read(OperandText in, int count, boolean lanes, Predicate<String> fits) {
        in.skipSpace();
        int start = in.at;
        if (!in.accept('{')) {
            in.expected("a register list ({v0.16b, v1.16b})");
            return -1;
        }
        int first = register(in, lanes, fits);
        int last = first;
        int n = 1;
        int lastAt = start;
        while (last >= 0 && (in.peek() == '-' || in.peek() == ',')) {
            int from = in.at;
            boolean range = in.accept('-');
            lastAt = from;
            // GNU as does not look at the arrangement of a range's end.
            int next =
                    range || in.accept(',') ? register(in, lanes, range ? shape -> isShape(shape, lanes) : fits) : -1;
            if (next >= 0 && (range ? next <= last : next != (last + 1 & 31))) {
                String wrong = range ? "the range must ascend" : "registers of a list must follow one another";
                in.fail(OperandText.SYNTAX, wrong, from, in.at);
                return -1;
            }
            n += range ? next - last : 1;
            last = next;
        }
        if (last < 0) {
            return -1;
        }
        if (!in.accept('}')) {
            in.expected("'}'");
            return -1;
        }
        if (n != count) {
            in.fail(
                    OperandText.VALUE,
                    "expected a list of " + count + " registers",
                    Math.max(lastAt, start + 1),
                    in.at);
            return -1;
        }
        return first;
    }

    private static boolean isShape(String text, boolean lanes) {
        return SHAPES.contains(text) || lanes && VectorLane.element(text) >= 0;
    }

    private static int register(OperandText in, boolean lanes, Predicate<String> fits) {
        Register r = in.peekRegister();
        String name = in.text.substring(in.at, in.nameEnd(in.at)).toLowerCase(Locale.ROOT);
        int dot = name.indexOf('.');
        if (r == null || r.bank() != 'v' || dot < 0 || !fits.test(name.substring(dot + 1))) {
            String wanted = lanes ? "a register and its element's size (v0.s)" : "a vector register (v0.16b)";
            boolean oneLane = dot >= 0 && name.length() == dot + 2;
            if (r != null && r.bank() == 'v' && dot >= 0 && oneLane == lanes) {
                in.misfit(wanted + " that goes with the others");
            } else {
                in.expected(wanted);
            }
            return -1;
        }
        in.at = in.nameEnd(in.at);
        return r.number();
    }

    private boolean settle(OperandText in, String shape) {
        for (int s = 0; s < 4; s++) {
            for (int full = 0; full < 2; full++) {
                if (VectorRegister.arrangement(s, full).equals(shape)) {
                    if (size == null) {
                        return s == 0 && full == 1;
                    }
                    return in.settle(size, s) && in.settle(q, full) && valid(in.word);
                }
            }
        }
        return false;
    }

    @Override
    int count() {
        return count;
    }

    /** The post-index register, which must not be XZR: that number says the immediate form. */
    static final class PostIndex extends GeneralRegister {
        PostIndex(String name, BitPattern bits) {
            super(name, bits);
        }

        @Override
        boolean valid(int word) {
            return number(word) != 31;
        }

        @Override
        boolean read(OperandText in) {
            Register r = in.peekRegister();
            return r != null && r.number() == 31 ? in.expected("a register x0 to x30") : super.read(in);
        }
    }

    /** The post-index immediate, which must be the number of bytes of the list. */
    static final class Size extends Operand {
        private final Row row;
        private final Field q;

        /** The post-index immediate of {@code row}. */
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
            OperandReader.@Nullable Value value = in.immediate("an immediate or a 64-bit register");
            if (value == null) {
                return false;
            }
            Long v = value.constant();
            if (v == null) {
                return in.unknown();
            }
            return v == bytes(in.word)
                    || in.fail(OperandText.VALUE, "the post-index must be #" + bytes(in.word), from, in.at);
        }
    }
}
