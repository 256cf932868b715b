package relolens.emulator.isa;

import java.util.List;
import java.util.Locale;

/** Condition codes (Arm ARM C1.2.4) and their names. */
public final class Conditions {
    private static final List<List<String>> NAMES = List.of(
            List.of("eq", "none"),
            List.of("ne", "any"),
            List.of("cs", "hs", "nlast"),
            List.of("cc", "lo", "ul", "last"),
            List.of("mi", "first"),
            List.of("pl", "nfrst"),
            List.of("vs"),
            List.of("vc"),
            List.of("hi", "pmore"),
            List.of("ls", "plast"),
            List.of("ge", "tcont"),
            List.of("lt", "tstop"),
            List.of("gt"),
            List.of("le"),
            List.of("al"),
            List.of("nv"));

    private Conditions() {}

    /** {@return objdump's name of condition {@code n}, 0 to 15} */
    public static String name(int n) {
        return NAMES.get(n).get(0);
    }

    /** {@return number of the condition called {@code name} (any case, synonyms included), or -1} */
    public static int number(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        for (int n = 0; n < 16; n++) {
            if (NAMES.get(n).contains(wanted)) {
                return n;
            }
        }
        return -1;
    }

    static List<String> names(int n) {
        return NAMES.get(n);
    }
}
