package relolens.server.writing;

import java.util.ArrayList;
import java.util.List;
import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.Isa;

/**
 * One way to write an instruction's operands, read off its row of the instruction table.
 *
 * @param row the row
 * @param operands in order, split where a comma stands outside brackets
 */
record Form(Encoding row, List<Operand> operands) {
    /**
     * @param text how it is shown, brackets included
     * @param optional whether it may be left out
     * @param slots what can stand in it, one for each place
     */
    record Operand(String text, boolean optional, List<Slot> slots) {}

    /** {@return the forms of {@code mnemonic} (lower case) that differ when shown} */
    static List<Form> of(String mnemonic) {
        List<Form> forms = new ArrayList<>();
        for (Encoding row : Isa.a64().byMnemonic(mnemonic)) {
            Form form = of(row);
            if (forms.stream().noneMatch(f -> f.operandText().equals(form.operandText()))) {
                forms.add(form);
            }
        }
        return forms;
    }

    static Form of(Encoding row) {
        return new Reader(row).read();
    }

    /** {@return the operands as they are shown} */
    String operandText() {
        StringBuilder out = new StringBuilder();
        for (Operand o : operands) {
            String text = out.length() == 0 ? o.text() : ", " + o.text();
            out.append(o.optional() ? "{" + text + "}" : text);
        }
        return out.toString();
    }

    /** {@return what can stand in operand {@code n}, at {@code inside} of its bracket (-1: outside one)} */
    List<Slot> slots(int n, int inside) {
        if (n >= operands.size()) {
            return List.of();
        }
        return operands.get(n).slots().stream()
                .filter(s -> s.inside() == inside)
                .toList();
    }

    /** Cuts a row's syntax column into operands. */
    private static final class Reader {
        private final Encoding row;
        private final List<Operand> operands = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private List<Slot> slots = new ArrayList<>();
        private boolean optional;
        private int inside = -1;

        Reader(Encoding row) {
            this.row = row;
        }

        Form read() {
            String s = row.syntax();
            int i = s.indexOf(' ') + 1;
            if (i == 0) {
                return new Form(row, List.of());
            }
            boolean group = false;
            while (i < s.length()) {
                char c = s.charAt(i);
                if (c == '<') {
                    int end = s.indexOf('>', i);
                    placeholder(s.substring(i + 1, end));
                    i = end;
                } else if (s.startsWith("{, <", i) || s.startsWith("{<", i)) {
                    group = true;
                    if (s.charAt(i + 1) == '<' && inside < 0) {
                        optional = true;
                    }
                } else if (c == '}' && group) {
                    group = false;
                } else if (c == ',' && inside < 0) {
                    finish();
                    optional = group;
                } else {
                    plain(c);
                }
                i++;
            }
            finish();
            return new Form(row, List.copyOf(operands));
        }

        private void plain(char c) {
            if (c == ' ' && text.length() == 0) {
                return;
            }
            if (c == '[') {
                inside = 0;
            } else if (c == ']') {
                inside = -1;
            } else if (c == ',') {
                inside++;
            }
            text.append(c);
        }

        private void placeholder(String name) {
            switch (name) {
                case "dc-Xt", "ic-Xt", "at-Xt", "tlbi-Xt" -> {
                    add(name.substring(0, name.length() - 3));
                    further("Xt", true);
                }
                case "ashifted", "lshifted" -> add("shift");
                case "Rm-ext" -> {
                    add("Rm");
                    further("extend", true);
                }
                case "Rm-off" -> {
                    add("Xm");
                    text.append("{, extend #n}");
                    slots.add(Slot.of("extend", inside + 1));
                }
                case "aimm", "aimm-" -> {
                    add(name);
                    further("shift", true);
                }
                default -> add(name);
            }
        }

        private void further(String name, boolean mayBeLeftOut) {
            finish();
            optional = mayBeLeftOut;
            add(name);
        }

        private void add(String name) {
            Slot slot = Slot.of(name, inside);
            slots.add(slot);
            text.append(slot.text());
        }

        private void finish() {
            if (text.length() > 0 || !slots.isEmpty()) {
                operands.add(new Operand(text.toString(), optional, List.copyOf(slots)));
            }
            text.setLength(0);
            slots = new ArrayList<>();
            optional = false;
        }
    }
}
