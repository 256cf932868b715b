package relolens.emulator.isa;

import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;
import relolens.emulator.names.SystemNames;
import relolens.emulator.names.SystemNames.Operation;
import relolens.emulator.names.SystemNames.PstateField;

/** Operands of the system instructions that are names. */
final class SystemOperands {
    private SystemOperands() {}

    static Operand named(String name, Row row) {
        BitPattern bits = row.bits;
        switch (name) {
            case "sysreg-r", "sysreg-w":
                return new SystemRegister(name.endsWith("w"));
            case "CRn", "CRm":
                return new ControlRegister(bits.require(name));
            case "at-Xt", "dc-Xt", "ic-Xt", "tlbi-Xt":
                return new MaintenanceOperation(name.substring(0, name.length() - 3));
            case "pstate":
                return new Pstate(bits);
            case "pstateimm":
                return new PstateImmediate(bits);
            case "rctx":
                return new Word("rctx");
            case "csync", "sm", "za":
                return new Word(name);
            case "hint":
                return new NumberedOption(new Field("hint", 5, 7), "hint", -1);
            case "bti":
                return new BranchTarget(bits);
            case "clrex":
                return new NumberedOption(bits.require("CRm"), "clrex", 15);
            case "barrier-isb":
                return new NumberedOption(bits.require("CRm"), "isb", 15);
            case "barrier":
                return new NumberedOption(bits.require("CRm"), "barrier", -1);
            case "barrier-nxs":
                return new NumberedOption(bits.require("imm2"), "barriernxs", -1);
            default:
                return new NumberedOption(bits.require("Rt"), "prefetch", -1);
        }
    }

    /** {@return whether the target has {@code feature}; if not, says what would turn it on} */
    private static boolean isOn(OperandText in, String name, String feature) {
        int to = in.at + name.length() - name.lastIndexOf(' ') - 1;
        return in.target.has(feature) || in.fail(OperandText.VALUE, name + " " + in.target.refusal(feature), in.at, to);
    }

    /** The R profile has no EL3. */
    private static boolean isThere(OperandText in, String name) {
        return !name.endsWith("_el3")
                || in.target.hasEl3()
                || in.fail(OperandText.VALUE, "there is no EL3 on " + in.target.name(), in.at, in.at + name.length());
    }

    private static final class SystemRegister extends Operand {
        private final boolean written;

        SystemRegister(boolean written) {
            this.written = written;
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            out.append(SystemNames.registerName(SystemNames.encodingOf(word), written));
        }

        @Override
        boolean read(OperandText in) {
            String name = in.peekName();
            int code = SystemNames.register(name);
            if (code < 0) {
                return in.expected("a system register (its name, or s<op0>_<op1>_c<n>_c<m>_<op2>)");
            }
            if (!isOn(in, name, SystemNames.registerFeature(name)) || !isThere(in, name)) {
                return false;
            }
            in.at += name.length();
            in.word = in.word & ~(0xffff << 5) | code << 5;
            // GNU as takes s1_… and s0_… too: op0 below 2 makes the word a SYS or MSR (immediate).
            in.rowLeft = code >> 14 < 2;
            return true;
        }
    }

    private static final class ControlRegister extends Operand {
        private final Field field;

        ControlRegister(Field field) {
            this.field = field;
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            out.append('C').append(field.of(word));
        }

        @Override
        boolean read(OperandText in) {
            String name = in.peekName();
            int n = -1;
            if (name.length() >= 2 && name.length() <= 3 && name.charAt(0) == 'c') {
                n = name.charAt(1) - '0';
                n = name.length() == 3 ? n * 10 + name.charAt(2) - '0' : n;
            }
            if (n < 0 || n > 15) {
                return in.expected("C0 to C15");
            }
            in.at += name.length();
            in.put(field, n);
            return true;
        }
    }

    /** The operation of DC, IC, AT or TLBI, with the register where it takes one. */
    private static final class MaintenanceOperation extends Operand {
        private static final int REGISTER = 31;
        private final String group;

        MaintenanceOperation(String group) {
            this.group = group;
            naming("Rt", Names.GENERAL, null);
        }

        private @Nullable Operation operation(int word) {
            Operation o = SystemNames.operation(SystemNames.encodingOf(word));
            return o != null && o.group().equals(group) ? o : null;
        }

        @Override
        boolean valid(int word) {
            return operation(word) != null;
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            Operation o = operation(word);
            if (o != null) {
                out.append(o.name());
                if (o.takesRegister()) {
                    out.append(", ").append(Register.name(true, false, word & REGISTER));
                }
            }
        }

        @Override
        boolean read(OperandText in) {
            String name = in.peekName();
            Operation o = SystemNames.operation(group, name);
            if (o == null) {
                return in.expected("an operation of " + group);
            }
            if (!isOn(in, group + " " + name, o.feature())) {
                return false;
            }
            in.at += name.length();
            in.word = in.word & ~(0xffff << 5 | REGISTER) | o.encoding() << 5 | REGISTER;
            if (!o.takesRegister()) {
                return in.atEnd()
                        || in.fail(
                                OperandText.VALUE, group + " " + name + " takes no register", in.at, in.text.length());
            }
            if (!in.accept(',')) {
                return in.expected("',' and a 64-bit register");
            }
            Register r = in.peekRegister();
            if (r == null || r.bank() != 'x' || r.stackPointer()) {
                return in.expected("a 64-bit register (x0 to x30, xzr)");
            }
            in.at = in.nameEnd(in.at);
            in.word = in.word & ~REGISTER | r.number();
            return true;
        }

        @Override
        int number(int word) {
            Operation o = operation(word);
            return o != null && o.takesRegister() ? word & REGISTER : REGISTER;
        }
    }

    private static final class Pstate extends Operand {
        private final Field op1;
        private final Field op2;
        private final Field crm;

        Pstate(BitPattern bits) {
            crm = bits.require("CRm");
            op1 = bits.require("op1");
            op2 = bits.require("op2");
        }

        @Override
        boolean valid(int word) {
            return SystemNames.pstate(op1.of(word), op2.of(word), crm.of(word)) != null;
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            PstateField f = SystemNames.pstate(op1.of(word), op2.of(word), crm.of(word));
            out.append(f == null ? "" : f.name());
        }

        @Override
        boolean read(OperandText in) {
            String name = in.peekName();
            PstateField f = SystemNames.pstate(name);
            if (f == null) {
                return in.expected("a PSTATE field or a system register");
            }
            if (!isOn(in, name, f.feature())) {
                return false;
            }
            in.at += name.length();
            in.put(op1, f.op1());
            in.put(op2, f.op2());
            in.put(crm, Math.max(0, f.upper()));
            return true;
        }
    }

    private static final class PstateImmediate extends Operand {
        private final Field op1;
        private final Field op2;
        private final Field crm;

        PstateImmediate(BitPattern bits) {
            op1 = bits.require("op1");
            op2 = bits.require("op2");
            crm = bits.require("CRm");
        }

        private int maximum(int word) {
            PstateField f = SystemNames.pstate(op1.of(word), op2.of(word), crm.of(word));
            return f == null ? 15 : f.maximum();
        }

        @Override
        boolean valid(int word) {
            PstateField f = SystemNames.pstate(op1.of(word), op2.of(word), crm.of(word));
            return f == null || f.upper() >= 0 || crm.of(word) <= f.maximum();
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            out.append("#0x").append(Integer.toHexString(crm.of(word) & maximum(word)));
        }

        @Override
        boolean read(OperandText in) {
            in.skipSpace();
            int from = in.at;
            Long v = in.constant("an immediate or a 64-bit register");
            if (v == null) {
                return false;
            }
            if (v < 0 || v > maximum(in.word)) {
                String range = "0.." + maximum(in.word);
                return in.fail(OperandText.VALUE, "value " + v + " is out of range " + range, from, in.at);
            }
            in.put(crm, crm.of(in.word) | (int) (long) v);
            return true;
        }
    }

    /** A fixed word. */
    private static final class Word extends Operand {
        private final String text;

        Word(String text) {
            this.text = text;
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            out.append(text);
        }

        @Override
        boolean read(OperandText in) {
            if (!in.peekName().equals(text)) {
                return in.expected(text);
            }
            in.at += text.length();
            return true;
        }
    }

    /** The target kinds of BTI. */
    private static final class BranchTarget extends Operand {
        private static final List<String> NAMES = List.of("", "c", "j", "jc");
        private final Field type;

        BranchTarget(BitPattern bits) {
            type = bits.require("btype");
        }

        @Override
        boolean isDefault(int word) {
            return type.of(word) == 0;
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            out.append(NAMES.get(type.of(word)));
        }

        @Override
        boolean read(OperandText in) {
            String name = in.peekName();
            int n = NAMES.indexOf(name);
            if (n <= 0) {
                return in.expected("c, j or jc");
            }
            in.at += name.length();
            in.put(type, n);
            return true;
        }
    }

    /** A small number that may have a name: barrier option, prefetch operation, hint. */
    private static final class NumberedOption extends Operand {
        private final Field field;
        private final String group;
        private final int defaultNumber;

        NumberedOption(Field field, String group, int defaultNumber) {
            this.field = field;
            this.group = group;
            this.defaultNumber = defaultNumber;
        }

        @Override
        boolean isDefault(int word) {
            return field.of(word) == defaultNumber;
        }

        @Override
        int omitted(int word) {
            return word & ~BitPattern.mask(field) | defaultNumber << field.lsb();
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            int n = field.of(word);
            String name = SystemNames.name(group, n);
            boolean padded = group.equals("barrier") || group.equals("prefetch");
            if (!name.isEmpty()) {
                out.append(name);
            } else {
                out.append(padded && n < 16 ? "#0x0" : "#0x").append(Integer.toHexString(n));
            }
        }

        @Override
        boolean read(OperandText in) {
            String name = in.peekName();
            int n = group.equals("isb") && name.equals("sy") ? 15 : SystemNames.number(group, name);
            if (n >= 0) {
                in.at += name.length();
                in.put(field, n);
                return true;
            }
            in.skipSpace();
            int from = in.at;
            OperandReader.Value value = in.expression("an option or a number");
            if (value == null) {
                return false;
            }
            Long v = value.constant();
            if (v == null) {
                if (in.text.charAt(from) != '#') {
                    in.at = from;
                    return in.expected("an option or a number");
                }
                return in.unknown();
            }
            int scale = group.equals("barriernxs") ? 4 : 1;
            int max = ((1 << field.width()) - 1) * scale + (scale == 4 ? 16 : 0);
            int min = scale == 4 ? 16 : 0;
            if (v < min || v > max || v % scale != 0) {
                return in.fail(OperandText.VALUE, "value " + v + " is out of range " + min + ".." + max, from, in.at);
            }
            in.put(field, (int) ((v - min) / scale));
            return true;
        }
    }
}
