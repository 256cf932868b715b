package relolens.emulator.names;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names of the system instruction space: system registers, operations of DC, IC, AT and TLBI, PSTATE fields, barrier and
 * prefetch options, as GNU binutils 2.40 knows them. Encodings are op0:op1:CRn:CRm:op2 packed as 2:3:4:4:3 bits.
 */
public final class SystemNames {
    /**
     * An operation of SYS.
     *
     * @param group dc, ic, at or tlbi
     * @param name lower case
     * @param encoding packed, op0 = 1
     * @param takesRegister whether it has an Xt operand
     * @param feature what a {@link Target} must have, "" for nothing
     */
    public record Operation(String group, String name, int encoding, boolean takesRegister, String feature) {}

    /**
     * A PSTATE field that MSR (immediate) can write.
     *
     * @param name lower case
     * @param op1 with {@code op2} the encoding
     * @param maximum largest immediate
     * @param upper what CRm holds above the immediate, -1 if that does not matter
     * @param feature what a {@link Target} must have, "" for nothing
     */
    public record PstateField(String name, int op1, int op2, int maximum, int upper, String feature) {
        boolean is(int anyOp1, int anyOp2, int crm) {
            return op1 == anyOp1 && op2 == anyOp2 && (upper < 0 || (crm & ~maximum) == upper);
        }
    }

    private static final class Loaded {
        static final SystemNames NAMES = new SystemNames();
    }

    private static final int OP1_TO_OP2 = (1 << 14) - 1;

    private final Map<String, Integer> registers = new HashMap<>(2200);
    private final Map<Integer, String> readNames = new HashMap<>(2200);
    private final Map<String, String> features = new HashMap<>(700);
    private final Map<Integer, String> writeNames = new HashMap<>(8);
    private final Map<String, Operation> operations = new HashMap<>(300);
    /** By op1:CRn:CRm:op2: the decoder asks here and must not allocate. */
    private final @Nullable Operation[] operationsByCode = new Operation[1 << 14];

    private final PstateField[] fields;
    private final Map<String, List<String>> options = new HashMap<>();

    private SystemNames() {
        for (String[] c : lines("system_registers.txt")) {
            int code = pack(number(c[1]), number(c[2]), number(c[3]), number(c[4]), number(c[5]));
            register(c, code);
        }
        List<PstateField> found = new ArrayList<>();
        for (String[] c : lines("system_operations.txt")) {
            switch (c[0]) {
                case "pstate" -> {
                    String upper = marked(c, '@', "-1");
                    found.add(new PstateField(
                            c[1], number(c[2]), number(c[3]), number(c[4]), number(upper), marked(c, '+', "")));
                }
                case "barrier", "barriernxs", "prefetch" -> option(c[0], c[1], number(c[2]));
                default -> {
                    int code = pack(1, number(c[2]), number(c[3]), number(c[4]), number(c[5]));
                    Operation o = new Operation(c[0], c[1], code, !List.of(c).contains("-"), marked(c, '+', ""));
                    operations.put(c[0] + " " + c[1], o);
                    operationsByCode[code & OP1_TO_OP2] = o;
                }
            }
        }
        fields = found.toArray(new PstateField[0]);
    }

    /** {@return the word of {@code c} that begins with {@code mark}, without it} */
    private static String marked(String[] c, char mark, String fallback) {
        for (String word : c) {
            if (word.charAt(0) == mark && word.length() > 1) {
                return word.substring(1);
            }
        }
        return fallback;
    }

    private void register(String[] c, int code) {
        String feature = marked(c, '+', "");
        readNames.put(code, c[0]);
        name(c[0], code, feature);
        for (int i = 6; i < c.length; i++) {
            char mark = c[i].charAt(0);
            if (mark != '+') {
                int plus = c[i].indexOf('+');
                String other = c[i].substring(1, plus < 0 ? c[i].length() : plus);
                name(other, code, plus < 0 ? feature : c[i].substring(plus + 1));
                if (mark == '>') {
                    writeNames.put(code, other);
                }
            }
        }
    }

    private void name(String name, int code, String feature) {
        registers.put(name, code);
        if (!feature.isEmpty()) {
            features.put(name, feature);
        }
    }

    private static SystemNames names() {
        return Loaded.NAMES;
    }

    private void option(String group, String name, int n) {
        List<String> list = options.computeIfAbsent(group, k -> new ArrayList<>());
        while (list.size() <= n) {
            list.add("");
        }
        list.set(n, name);
    }

    /** {@return op0:op1:CRn:CRm:op2 packed as 2:3:4:4:3 bits} */
    public static int pack(int op0, int op1, int crn, int crm, int op2) {
        return op0 << 14 | op1 << 11 | crn << 7 | crm << 3 | op2;
    }

    /** {@return the packed encoding of the system register operand of an MRS, MSR, SYS or SYSL word} */
    public static int encodingOf(int word) {
        return word >>> 5 & 0xffff;
    }

    /** {@return the encoding of the register called {@code name} (any case, {@code s3_0_c1_c0_0} form too), or -1} */
    public static int register(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Integer known = names().registers.get(lower);
        return known != null ? known : generic(lower);
    }

    /** {@return the name objdump prints for a register, {@code s3_0_c1_c0_0} where it has none} */
    public static String registerName(int encoding, boolean written) {
        String name = written ? names().writeNames.get(encoding) : null;
        name = name == null ? names().readNames.get(encoding) : name;
        return name != null ? name : genericName(encoding);
    }

    /** {@return what a {@link Target} must have for the register name {@code name} (lower case), "" for nothing} */
    public static String registerFeature(String name) {
        return names().features.getOrDefault(name, "");
    }

    /** {@return the {@code s3_0_c1_c0_0} form of an encoding} */
    public static String genericName(int encoding) {
        return "s" + (encoding >> 14 & 3) + "_" + (encoding >> 11 & 7) + "_c" + (encoding >> 7 & 15) + "_c"
                + (encoding >> 3 & 15) + "_" + (encoding & 7);
    }

    /** {@return all register names, for completion} */
    public static List<String> registers() {
        return names().registers.keySet().stream().sorted().toList();
    }

    /** {@return the operation {@code name} of {@code group} (dc, ic, at, tlbi), any case, or null} */
    public static @Nullable Operation operation(String group, String name) {
        return names().operations.get(group + " " + name.toLowerCase(Locale.ROOT));
    }

    /** {@return the operation with a packed encoding, or null} */
    public static @Nullable Operation operation(int encoding) {
        return encoding >> 14 == 1 ? names().operationsByCode[encoding & OP1_TO_OP2] : null;
    }

    /** {@return all operations of {@code group}, for completion} */
    public static List<Operation> operations(String group) {
        return names().operations.values().stream()
                .filter(o -> o.group().equals(group))
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
    }

    /** {@return the PSTATE field called {@code name}, any case, or null} */
    public static @Nullable PstateField pstate(String name) {
        for (PstateField f : names().fields) {
            if (f.name().equalsIgnoreCase(name)) {
                return f;
            }
        }
        return null;
    }

    /** {@return the PSTATE field that an MSR (immediate) writes, or null} */
    public static @Nullable PstateField pstate(int op1, int op2, int crm) {
        for (PstateField f : names().fields) {
            if (f.is(op1, op2, crm)) {
                return f;
            }
        }
        return null;
    }

    /** {@return the DMB or DSB option CRm stands for, "" if it has no name} */
    public static String barrier(int crm) {
        return name("barrier", crm);
    }

    /** {@return the prefetch operation number {@code rt} stands for, "" if it has no name} */
    public static String prefetch(int rt) {
        return name("prefetch", rt);
    }

    /**
     * {@return what option {@code n} of an instruction is called, "" if it has no name}
     *
     * @param group first word of its line in {@code system.txt}, for example {@code barrier}
     * @param n at least 0
     */
    public static String name(String group, int n) {
        List<String> list = names().options.getOrDefault(group, List.of());
        return n < list.size() ? list.get(n) : "";
    }

    /** {@return the number of the option that {@code group} calls {@code name}, -1 if it has none} */
    public static int number(String group, String name) {
        return name.isEmpty()
                ? -1
                : names().options.getOrDefault(group, List.of()).indexOf(name);
    }

    /** Reads {@code s<op0>_<op1>_c<n>_c<m>_<op2>}. @return -1 if it is none */
    private static int generic(String name) {
        int[] limits = {3, 7, 15, 15, 7};
        int[] parts = new int[5];
        int at = 0;
        for (int i = 0; i < 5; i++) {
            String lead = i == 0 ? "s" : i == 2 || i == 3 ? "_c" : "_";
            if (!name.startsWith(lead, at)) {
                return -1;
            }
            at += lead.length();
            int start = at;
            while (at < name.length() && at < start + 2 && name.charAt(at) >= '0' && name.charAt(at) <= '9') {
                parts[i] = parts[i] * 10 + name.charAt(at++) - '0';
            }
            if (at == start || parts[i] > limits[i]) {
                return -1;
            }
        }
        return at == name.length() ? pack(parts[0], parts[1], parts[2], parts[3], parts[4]) : -1;
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }

    private static List<String[]> lines(String file) {
        List<String[]> lines = new ArrayList<>(1100);
        for (String line : Resource.lines(file)) {
            lines.add(line.split(" "));
        }
        return lines;
    }
}
