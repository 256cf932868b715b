package relolens.server.manual;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A field of a system register.
 *
 * @param name as the architecture calls it
 * @param high highest bit, with {@code low} inclusive
 * @param text what it is
 * @param values what values mean
 * @param rule how a value is put in words: size, attr, cache, share, or ""
 */
record RegisterField(String name, int high, int low, String text, Map<Long, String> values, String rule) {
    private static final String[] CACHE = {
        "Non-cacheable", "Write-Back, write-allocate", "Write-Through", "Write-Back, no write-allocate"
    };
    private static final String[] SHARE = {"Non-shareable", "reserved", "Outer Shareable", "Inner Shareable"};

    /** Reads {@code NAME bits text: value meaning; …}. */
    static RegisterField read(String line) {
        String[] words = line.split(" ", 3);
        String[] bits = words[1].split(":");
        int high = Integer.parseInt(bits[0]);
        int low = Integer.parseInt(bits[bits.length - 1]);
        String rest = words[2];
        int percent = rest.indexOf('%');
        String rule = percent < 0 ? "" : rest.substring(percent + 1).strip();
        rest = percent < 0 ? rest : rest.substring(0, percent).strip();
        Map<Long, String> values = new LinkedHashMap<>();
        int colon = rest.indexOf(": ");
        if (colon > 0) {
            for (String value : rest.substring(colon + 2).split("; ")) {
                int space = value.indexOf(' ');
                values.put(Long.decode(value.substring(0, space)), value.substring(space + 1));
            }
            rest = rest.substring(0, colon);
        }
        return new RegisterField(words[0], high, low, rest, values, rule);
    }

    /** {@return the field's bits of a register's {@code value}} */
    long of(long value) {
        int width = high - low + 1;
        long mask = width == 64 ? -1 : (1L << width) - 1;
        return value >>> low & mask;
    }

    /** {@return whether all bits of the field are in {@code mask}} */
    boolean isIn(long mask) {
        return of(mask) == of(-1L);
    }

    /** {@return whether a field of zeros says something} */
    boolean tellsZero() {
        return values.containsKey(0L) && (high > low || name.length() == 1);
    }

    private String bits() {
        return high == low ? String.valueOf(low) : high + ":" + low;
    }

    /** {@return what {@code bits} of the field mean, "" if that is not known} */
    String meaning(long bits) {
        return switch (rule) {
            case "size" -> "2^" + (64 - bits) + " bytes";
            case "cache" -> CACHE[(int) bits & 3];
            case "share" -> SHARE[(int) bits & 3];
            case "attr" -> attribute((int) bits);
            default -> values.getOrDefault(bits, "");
        };
    }

    /** {@return what an attribute byte of MAIR says (Arm ARM D19.2.97)} */
    static String attribute(int a) {
        if (a >>> 4 == 0) {
            return (a & 3) != 0 || a > 12
                    ? "reserved"
                    : new String[] {"Device-nGnRnE", "Device-nGnRE", "Device-nGRE", "Device-GRE"}[a >>> 2];
        }
        if (a == 0xf0) {
            return "Normal, tagged Write-Back";
        }
        String outer = cacheability(a >>> 4);
        String inner = cacheability(a & 15);
        return outer.equals(inner) ? "Normal " + outer : "Normal, outer " + outer + ", inner " + inner;
    }

    private static String cacheability(int n) {
        if (n == 4) {
            return "Non-cacheable";
        }
        String allocate = (n & 3) == 3 ? "" : (n & 3) == 2 ? ", read-allocate" : (n & 3) == 1 ? ", write-allocate" : "";
        return ((n & 4) == 0 ? "Write-Through" : "Write-Back") + ((n & 8) == 0 ? " transient" : "") + allocate;
    }

    /** {@return the field and its bits as a Markdown list item} */
    String item(long bits) {
        String shown = high == low || bits < 10
                ? Long.toString(bits)
                : "0x" + Long.toHexString(bits).toLowerCase(Locale.ROOT);
        String meaning = meaning(bits);
        return "- **" + name + "** [" + bits() + "] = " + shown + ", " + text
                + (meaning.isEmpty() ? "" : ": " + meaning);
    }

    /** {@return the field as a Markdown list item} */
    String item() {
        String known = values.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
        return "- **" + name + "** [" + bits() + "] " + text + (known.isEmpty() ? "" : ": " + known);
    }
}
