package relolens.emulator.isa;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A register name as written.
 *
 * @param bank w, x, b, h, s, d, q, v, z or p
 * @param number 0 to 31, of p 0 to 15
 * @param stackPointer whether it is SP or WSP (number 31)
 */
record Register(char bank, int number, boolean stackPointer) {
    private static final String BANKS = "wxbhsdqvzp";

    boolean general() {
        return bank == 'w' || bank == 'x';
    }

    /** {@return the register called {@code name}, all lower or all upper case as GNU as wants it, or null} */
    static @Nullable Register named(String name) {
        if (name.length() < 2 || name.length() > 3) {
            return null;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (!lower.equals(name) && !name.toUpperCase(Locale.ROOT).equals(name)) {
            return null;
        }
        switch (lower) {
            case "sp":
                return new Register('x', 31, true);
            case "wsp":
                return new Register('w', 31, true);
            case "xzr":
                return new Register('x', 31, false);
            case "wzr":
                return new Register('w', 31, false);
            case "lr":
                return new Register('x', 30, false);
            case "fp":
                return new Register('x', 29, false);
            case "ip0":
                return new Register('x', 16, false);
            case "ip1":
                return new Register('x', 17, false);
            default:
                return numbered(lower);
        }
    }

    private static @Nullable Register numbered(String name) {
        char bank = name.charAt(0);
        char first = name.charAt(1);
        if (BANKS.indexOf(bank) < 0 || first < '0' || first > '9') {
            return null;
        }
        int number = first - '0';
        if (name.length() == 3) {
            char second = name.charAt(2);
            if (second < '0' || second > '9' || number == 0) {
                return null;
            }
            number = number * 10 + second - '0';
        }
        int last = bank == 'w' || bank == 'x' ? 30 : bank == 'p' ? 15 : 31;
        return number <= last ? new Register(bank, number, false) : null;
    }

    /** {@return the usual name of general register {@code number}} */
    static String name(boolean wide, boolean sp, int number) {
        if (number == 31) {
            return sp ? wide ? "sp" : "wsp" : wide ? "xzr" : "wzr";
        }
        return (wide ? "x" : "w") + number;
    }
}
