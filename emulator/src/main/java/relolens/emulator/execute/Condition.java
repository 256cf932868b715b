package relolens.emulator.execute;

/** Condition codes over NZCV (Arm ARM, "Condition code suffixes"). */
final class Condition {
    /** Bit f of entry c: condition c holds with NZCV = f. */
    private static final int[] HOLDS = new int[16];

    static {
        for (int condition = 0; condition < 16; condition++) {
            for (int flags = 0; flags < 16; flags++) {
                if (evaluate(condition, flags)) {
                    HOLDS[condition] |= 1 << flags;
                }
            }
        }
    }

    private Condition() {}

    private static boolean evaluate(int condition, int flags) {
        boolean n = (flags & 8) != 0;
        boolean z = (flags & 4) != 0;
        boolean c = (flags & 2) != 0;
        boolean v = (flags & 1) != 0;
        boolean base;
        switch (condition >>> 1) {
            case 0:
                base = z;
                break;
            case 1:
                base = c;
                break;
            case 2:
                base = n;
                break;
            case 3:
                base = v;
                break;
            case 4:
                base = c && !z;
                break;
            case 5:
                base = n == v;
                break;
            case 6:
                base = n == v && !z;
                break;
            default:
                // AL and NV both hold always.
                return true;
        }
        return (condition & 1) != 0 ? !base : base;
    }

    /** @param nzcv flags in bits 31 to 28 */
    static boolean holds(int condition, int nzcv) {
        return (HOLDS[condition] >>> (nzcv >>> 28) & 1) != 0;
    }
}
