package relolens.analyzer.asm;

import org.jspecify.annotations.Nullable;

/** Loads and stores that are CONSTRAINED UNPREDICTABLE for the registers they name (Arm ARM, appendix K1.2). */
final class Unpredictable {
    private static final int ZERO_OR_SP = 31;

    private Unpredictable() {}

    /** {@return what is wrong with {@code word}, or null} */
    static @Nullable String why(int word) {
        int t = word & 31;
        int n = word >> 5 & 31;
        int t2 = word >> 10 & 31;
        boolean general = (word >> 26 & 1) == 0;
        boolean load = (word >> 22 & 1) == 1;
        boolean pair = (word & 0x3a00_0000) == 0x2800_0000;
        boolean pairBack = pair && (word & 0x0080_0000) != 0;
        boolean back = (word & 0x3b20_0400) == 0x3800_0400;
        if (pair && load && t == t2) {
            return "both registers of the pair are one, so what it holds afterwards is unpredictable";
        }
        if (general && n != ZERO_OR_SP && (back && t == n || pairBack && (t == n || t2 == n))) {
            return "the base register is transferred and written back, so its value afterwards is unpredictable";
        }
        return (word & 0x3f80_0000) == 0x0800_0000 ? exclusive(word, load, t, t2, n) : null;
    }

    private static @Nullable String exclusive(int word, boolean load, int t, int t2, int n) {
        int status = word >> 16 & 31;
        boolean pair = (word & 0x0020_0000) != 0;
        if (pair && load && t == t2) {
            return "both registers of the pair are one, so what it holds afterwards is unpredictable";
        }
        if (!load && (status == t || pair && status == t2)) {
            return "the status register is the one stored, so what is stored is unpredictable";
        }
        return !load && status == n && n != ZERO_OR_SP
                ? "the status register is the base register, so what happens is unpredictable"
                : null;
    }
}
