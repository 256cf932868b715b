package relolens.emulator.isa;

import relolens.emulator.isa.Encoding.Field;

/** Consecutive scalable vector registers: {@code {z0.b, z1.b}}. A list of one may be written without braces. */
final class ScalableList extends Operand {
    private final Field field;
    private final ScalableSize size;
    private final int count;

    /** @param spec {@code Zt.bhsd*2} */
    ScalableList(BitPattern bits, String spec) {
        field = bits.require(spec.substring(0, 2));
        int star = spec.indexOf('*');
        count = spec.charAt(star + 1) - '0';
        size = ScalableSize.of(bits, spec.substring(3, star));
        naming(field.name(), Names.VECTOR, field);
    }

    @Override
    boolean valid(int word) {
        return size.valid(word);
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        char letter = size.letter(word);
        int first = field.of(word);
        int last = first + count - 1 & 31;
        out.append('{').append('z').append(first).append('.').append(letter);
        if (count > 2 && last > first) {
            out.append("-z").append(last).append('.').append(letter);
        } else {
            for (int i = 1; i < count; i++) {
                out.append(", z").append(first + i & 31).append('.').append(letter);
            }
        }
        out.append('}');
    }

    @Override
    boolean read(OperandText in) {
        in.skipSpace();
        int start = in.at;
        boolean braces = in.accept('{');
        if (!braces && count > 1) {
            return in.expected("a list of " + count + " scalable vector registers in braces");
        }
        int first = register(in);
        if (first < 0) {
            return false;
        }
        int last = first;
        int n = 1;
        if (braces && in.accept('-')) {
            last = register(in);
            n = last - first + 1;
            if (last >= 0 && n < 2) {
                return in.fail(OperandText.SYNTAX, "a range must go upwards", start, in.at);
            }
        } else {
            while (braces && last >= 0 && in.accept(',')) {
                int next = register(in);
                if (next >= 0 && next != (last + 1 & 31)) {
                    return in.fail(OperandText.SYNTAX, "registers of a list must follow one another", start, in.at);
                }
                last = next;
                n++;
            }
        }
        if (last < 0) {
            return false;
        }
        if (braces && !in.accept('}')) {
            return in.expected("'}'");
        }
        if (n != count) {
            String wanted = count == 1 ? "one register" : count + " registers";
            return in.fail(OperandText.SYNTAX, "expected a list of " + wanted, start, in.at);
        }
        in.put(field, first);
        return true;
    }

    /** {@return the number of the register at the cursor, or -1 after a problem} */
    private int register(OperandText in) {
        Register r = in.peekRegister();
        if (r == null || r.bank() != 'z' || !size.settle(in, in.suffix())) {
            in.expected("a scalable vector register with " + size.names());
            return -1;
        }
        in.at = in.nameEnd(in.at);
        return r.number();
    }

    @Override
    int count() {
        return count;
    }
}
