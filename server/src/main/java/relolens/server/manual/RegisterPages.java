package relolens.server.manual;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** System registers and their fields, out of {@code registers.txt}. */
public final class RegisterPages {
    /**
     * A register.
     *
     * @param access rw, ro or wo
     * @param synchronised whether a write is in force for certain only after an ISB
     * @param text what it is, a sentence
     * @param fields from bit 0 up
     */
    record Register(String access, boolean synchronised, String text, List<RegisterField> fields) {}

    private static final class Loaded {
        static final Map<String, Register> REGISTERS = read();
    }

    private RegisterPages() {}

    private static Map<String, Register> read() {
        Map<String, Register> found = new HashMap<>();
        List<RegisterField> fields = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(
                RegisterPages.class.getResourceAsStream("/relolens/server/registers.txt"), "registers.txt")) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : all.split("\n")) {
                if (line.startsWith("  ")) {
                    fields.add(RegisterField.read(line.strip()));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    String[] columns = line.split(" \\| ", 3);
                    fields = new ArrayList<>();
                    Register r =
                            new Register(columns[1].substring(0, 2), columns[1].contains("+sync"), columns[2], fields);
                    for (String name : columns[0].split(" ")) {
                        found.put(name, r);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static @Nullable Register find(String name) {
        return Loaded.REGISTERS.get(name.toLowerCase(Locale.ROOT));
    }

    /** {@return the names of the registers that are described} */
    public static List<String> names() {
        return List.copyOf(new TreeSet<>(Loaded.REGISTERS.keySet()));
    }

    /** {@return what {@code name} is, a sentence, "" if it is not described} */
    public static String summary(String name) {
        Register r = find(name);
        return r == null ? "" : r.text();
    }

    /** {@return the beginning of what {@code name} is, for the margin of a list} */
    public static String title(String name) {
        String text = summary(name);
        int end = text.indexOf(':');
        int stop = text.indexOf('.');
        int cut = end > 0 && end < stop ? end : stop;
        String head = cut > 0 ? text.substring(0, cut) : text;
        return head.length() > 48 ? head.substring(0, 47) + "…" : head;
    }

    /** {@return whether {@code name} may be read, or written if {@code written}; true where we do not know} */
    public static boolean allows(String name, boolean written) {
        Register r = find(name);
        if (r == null) {
            return !(written && name.startsWith("id_"));
        }
        return !r.access().equals(written ? "ro" : "wo");
    }

    /** {@return whether a write to {@code name} needs an ISB before it is relied on} */
    public static boolean synchronised(String name) {
        Register r = find(name);
        return r != null && r.synchronised();
    }

    /** {@return who may access {@code name} by what its name says, for example "EL1 and above"} */
    public static String levels(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith("_el3")
                ? "EL3"
                : lower.endsWith("_el2")
                        ? "EL2 and EL3"
                        : lower.endsWith("_el12")
                                ? "EL2 with HCR_EL2.E2H, where it is EL1's register"
                                : lower.endsWith("_el1")
                                        ? "EL1 and above"
                                        : lower.endsWith("_el0")
                                                ? "EL1 and above, EL0 if EL1 lets it"
                                                : "EL1 and above";
    }

    /**
     * {@return the fields of {@code name} as a Markdown list with what {@code value} makes of each, "" without fields}
     *
     * @param known the bits of {@code value} that are known
     */
    public static String decode(String name, long known, long value) {
        Register r = find(name);
        List<String> items = new ArrayList<>();
        for (RegisterField f : r == null ? List.<RegisterField>of() : r.fields()) {
            long bits = f.of(value);
            if (f.isIn(known) && (bits != 0 || f.tellsZero())) {
                items.add(f.item(bits));
            }
        }
        return String.join("\n", items);
    }

    /** {@return the fields of {@code name} as Markdown list items} */
    public static List<String> fields(String name) {
        Register r = find(name);
        return r == null
                ? List.of()
                : r.fields().stream().map(RegisterField::item).toList();
    }
}
