package relolens.emulator.timing;

/**
 * One number of a data file and where it comes from.
 *
 * @param key dotted place in the file, for example {@code classes.LOAD.latency}
 * @param value the number, in the unit that the key's last word tells (cycles where it tells none)
 * @param mark how much it is worth
 * @param source the document, the measurement, or the reason for an estimate
 */
public record Figure(String key, double value, Mark mark, String source) {
    /** What a number stands on. */
    public enum Mark {
        /** Stands in a document that was read. */
        PUBLISHED,
        /** Taken from published measurements. */
        MEASURED,
        /** Computed from published or measured numbers. */
        DERIVED,
        /** Chosen so that named end results come out. */
        FIT,
        /** Nobody published it. */
        ESTIMATE
    }

    /** {@return the number without a needless fraction} */
    public String text() {
        return text(value);
    }

    static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
