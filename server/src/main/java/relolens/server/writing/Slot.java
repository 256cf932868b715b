package relolens.server.writing;

import java.util.Locale;

/**
 * What can stand at one place of an instruction's operands.
 *
 * @param kind what it is
 * @param inside place inside its bracket, -1 for one outside
 * @param text how it is shown
 */
record Slot(Kind kind, int inside, String text) {
    /** What a place takes. */
    enum Kind {
        X,
        W,
        /** X or W. */
        GENERAL,
        VECTOR,
        SCALAR,
        SCALABLE,
        PREDICATE,
        MATRIX,
        IMMEDIATE,
        LABEL,
        POOL,
        CONDITION,
        SHIFT,
        EXTEND,
        READABLE,
        WRITABLE,
        PSTATE,
        DC,
        IC,
        AT,
        TLBI,
        BARRIER,
        PREFETCH,
        WORD
    }

    /** {@return whether number 31 is SP here, not the zero register} */
    boolean stackPointer() {
        return text.contains("|SP");
    }

    /** {@return the slot of an operand as the instruction table names it} */
    static Slot of(String operand, int inside) {
        String name = operand.startsWith("=") && operand.length() > 1 && Character.isUpperCase(operand.charAt(1))
                ? operand.substring(1)
                : operand;
        Kind kind = kind(name);
        return new Slot(kind, inside, shown(name, kind));
    }

    private static Kind kind(String name) {
        if (name.startsWith("ZA") || name.startsWith("za") || name.startsWith("{ZA")) {
            return Kind.MATRIX;
        }
        boolean register =
                name.length() > 1 && Character.isUpperCase(name.charAt(0)) && Character.isLowerCase(name.charAt(1));
        if (register) {
            return switch (name.charAt(0)) {
                case 'X' -> Kind.X;
                case 'W' -> Kind.W;
                case 'R' -> Kind.GENERAL;
                case 'V' -> Kind.VECTOR;
                case 'Z' -> Kind.SCALABLE;
                case 'P' -> Kind.PREDICATE;
                default -> name.equals("Bit-Rt") ? Kind.GENERAL : Kind.SCALAR;
            };
        }
        return switch (name) {
            case "cond", "!cond" -> Kind.CONDITION;
            case "label26", "label19", "label14", "adr", "adrp" -> Kind.LABEL;
            case "=expr" -> Kind.POOL;
            case "shift" -> Kind.SHIFT;
            case "extend" -> Kind.EXTEND;
            case "sysreg-r" -> Kind.READABLE;
            case "sysreg-w" -> Kind.WRITABLE;
            case "pstate" -> Kind.PSTATE;
            case "dc" -> Kind.DC;
            case "ic" -> Kind.IC;
            case "at" -> Kind.AT;
            case "tlbi" -> Kind.TLBI;
            case "barrier", "barrier-nxs", "barrier-isb" -> Kind.BARRIER;
            case "prfop", "prfop4" -> Kind.PREFETCH;
            case "rctx", "csync", "sm", "bti", "pattern", "pattern*", "mulvl", "CRn", "CRm" -> Kind.WORD;
            default -> Kind.IMMEDIATE;
        };
    }

    private static String shown(String name, Kind kind) {
        return switch (kind) {
            case LABEL -> "label";
            case POOL -> "=value";
            case READABLE, WRITABLE -> "system register";
            case DC, IC, AT, TLBI -> "operation";
            case BARRIER -> "option";
            case PREFETCH -> "prfop";
            case CONDITION -> "cond";
            case SHIFT -> "shift #n";
            case EXTEND -> "extend #n";
            case PSTATE -> "PSTATE field";
            case IMMEDIATE -> immediate(name);
            case WORD -> name.equals("pattern*") ? "pattern" : name;
            default -> register(name);
        };
    }

    private static String register(String name) {
        int end = name.length();
        for (char stop : new char[] {'-', '*', ':'}) {
            int at = name.indexOf(stop, 1);
            end = at > 0 && at < end ? at : end;
        }
        String base = name.equals("Bit-Rt") ? "Rt" : name.substring(0, end).replace("=", "");
        int dot = base.indexOf('.');
        boolean sizes = dot > 0 && base.length() > dot + 1 && Character.isLowerCase(base.charAt(dot + 1));
        return sizes ? base.substring(0, dot) + ".T" : base;
    }

    private static String immediate(String name) {
        return switch (name) {
            case "aimm", "aimm-" -> "#imm12";
            case "limm", "~limm", "movlimm" -> "#bitmask";
            case "half", "imm16", "imm16d", "movz", "movn" -> "#imm16";
            case "hw", "lsl0", "lsl1", "lsl2", "lsl3", "lsl4", "lsl8" -> "lsl #n";
            case "uoff" -> "#offset";
            case "soff" -> "#simm9";
            case "poff" -> "#simm7";
            case "bit" -> "#bit";
            case "zero" -> "#0";
            case "nzcv" -> "#nzcv";
            case "hint" -> "#imm7";
            default -> name.toLowerCase(Locale.ROOT).startsWith("imm") && name.matches("imm\\d+") ? "#" + name : "#imm";
        };
    }
}
