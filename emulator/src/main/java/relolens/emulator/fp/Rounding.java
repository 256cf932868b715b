package relolens.emulator.fp;

/** Where a number that is not representable goes. The first four are FPCR.RMode 0 to 3. */
public enum Rounding {
    NEAREST_EVEN,
    UP,
    DOWN,
    ZERO,
    /** To the nearest, ties away from zero. */
    NEAREST_AWAY,
    /** To whichever neighbour is odd: keeps what a second rounding needs. */
    ODD,
    /** As {@link #ODD}, but what is too large becomes an infinity (bfloat16 dot products). */
    ODD_OR_INFINITY;

    /** {@return whether the magnitude grows} */
    boolean grows(boolean negative, boolean odd, int against, boolean exact) {
        if (exact) {
            return false;
        }
        return switch (this) {
            case NEAREST_EVEN -> against > 0 || against == 0 && odd;
            case NEAREST_AWAY -> against >= 0;
            case UP -> !negative;
            case DOWN -> negative;
            case ZERO -> false;
            case ODD, ODD_OR_INFINITY -> !odd;
        };
    }

    /** {@return whether what is too large becomes an infinity rather than the largest number} */
    boolean overflows(boolean negative) {
        return switch (this) {
            case NEAREST_EVEN, NEAREST_AWAY, ODD_OR_INFINITY -> true;
            case UP -> !negative;
            case DOWN -> negative;
            case ZERO, ODD -> false;
        };
    }
}
