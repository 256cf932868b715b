package relolens.emulator.fp;

/** The table look-ups of reciprocal estimates, as formulas (Arm ARM, RecipEstimate and RecipSqrtEstimate). */
public final class Estimate {
    private Estimate() {}

    /**
     * {@return an estimate of 2^17 / n, 256 to 511}
     *
     * @param n 256 to 511, standing for 0.5 to 1
     */
    public static int reciprocal(int n) {
        return ((1 << 19) / (2 * n + 1) + 1) / 2;
    }

    /**
     * {@return an estimate of the reciprocal root, 256 to 511}
     *
     * @param n 128 to 511, standing for 0.25 to 1
     */
    public static int reciprocalRoot(int n) {
        int a = n < 256 ? 2 * n + 1 : ((n >> 1 << 1) + 1) * 2;
        int b = 512;
        while (a * (b + 1) * (b + 1) < 1 << 28) {
            b++;
        }
        return (b + 1) / 2;
    }
}
