package relolens.emulator.isa;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row's syntax column, compiled: literal characters, operands and optional groups. */
final class Syntax {
    /** An optional group; {@code end} is the index of the part after it. */
    private record Group(int end) {}

    private final Row row;
    /** String = literal, {@link Operand}, or {@link Group}. */
    private final List<Object> parts = new ArrayList<>();

    private final Operand[] operands;

    private Syntax(Row row) {
        this.row = row;
        String text = row.encoding.syntax();
        int space = text.indexOf(' ');
        compile(space < 0 ? "" : text.substring(space + 1));
        List<Operand> found = new ArrayList<>();
        for (Object part : parts) {
            if (part instanceof Operand o) {
                found.add(o);
            }
        }
        operands = found.toArray(new Operand[0]);
    }

    static Syntax compile(Row row) {
        return new Syntax(row);
    }

    private void compile(String text) {
        StringBuilder literal = new StringBuilder();
        int group = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean open = c == '{' && text.startsWith("{<", i) | text.startsWith("{, <", i);
            boolean close = c == '}' && group >= 0;
            if (c != '<' && !open && !close) {
                literal.append(c);
                continue;
            }
            if (literal.length() > 0) {
                parts.add(literal.toString());
                literal.setLength(0);
            }
            if (c == '<') {
                int end = text.indexOf('>', i);
                parts.add(Operands.named(text.substring(i + 1, end), row));
                i = end;
            } else if (open) {
                group = parts.size();
                parts.add(new Group(0));
            } else {
                parts.set(group, new Group(parts.size()));
                group = -1;
            }
        }
        if (literal.length() > 0) {
            parts.add(literal.toString());
        }
    }

    Operand[] operands() {
        return operands;
    }

    /** {@return the operand the access column calls {@code key}} @throws IllegalArgumentException if there is none */
    Operand operand(String key) {
        Operand found = find(key);
        if (found == null) {
            throw new IllegalArgumentException(row.encoding.id() + " has no operand " + key);
        }
        return found;
    }

    @Nullable
    Operand find(String key) {
        for (Operand o : operands) {
            if (o.key().equals(key)) {
                return o;
            }
        }
        return null;
    }

    /** {@return whether every operand of {@code word} has a meaning} */
    boolean valid(int word) {
        for (Operand o : operands) {
            if (!o.valid(word)) {
                return false;
            }
        }
        return true;
    }

    /** Appends the operands of {@code word}. */
    void print(int word, long address, StringBuilder out) {
        for (int i = 0; i < parts.size(); i++) {
            Object part = parts.get(i);
            if (part instanceof Operand o) {
                o.print(word, address, out);
            } else if (part instanceof Group g) {
                if (isDefault(i + 1, g.end(), word)) {
                    i = g.end() - 1;
                }
            } else {
                out.append(part);
            }
        }
    }

    private boolean isDefault(int from, int to, int word) {
        for (int i = from; i < to; i++) {
            if (parts.get(i) instanceof Operand o && !o.isDefault(word)) {
                return false;
            }
        }
        return true;
    }

    /** Reads the whole operand field into {@code in}'s word; false leaves a problem there. */
    boolean read(OperandText in) {
        for (int i = 0; i < parts.size(); i++) {
            Object part = parts.get(i);
            if (part instanceof Operand o) {
                if (!o.read(in)) {
                    return false;
                }
            } else if (part instanceof Group g) {
                if (!begins(i + 1, in)) {
                    for (int k = i + 1; k < g.end(); k++) {
                        if (parts.get(k) instanceof Operand o) {
                            in.word = o.omitted(in.word);
                        }
                    }
                    i = g.end() - 1;
                }
            } else if (!literal((String) part, in)) {
                return false;
            }
        }
        if (!in.atEnd()) {
            return in.expected("the end of the instruction");
        }
        return true;
    }

    private boolean begins(int part, OperandText in) {
        if (parts.get(part) instanceof String s) {
            return in.peek() == s.charAt(0);
        }
        return !in.atEnd();
    }

    private static boolean literal(String text, OperandText in) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && !in.accept(c)) {
                return in.expected("'" + c + "'");
            }
        }
        return true;
    }
}
