package relolens.emulator.timing;

/** A timing data file lacks something, or says something it must not; the message names file and key. */
public final class TimingDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A problem of {@code file} at {@code key}. */
    public TimingDataException(String file, String key, String what) {
        super(file + ": " + key + ": " + what);
    }

    /** A problem of no single key. */
    public TimingDataException(String message) {
        super(message);
    }
}
