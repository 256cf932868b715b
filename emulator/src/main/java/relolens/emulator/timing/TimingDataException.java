package relolens.emulator.timing;

import java.util.List;

/** A timing data file lacks something, or says something it must not; each problem names file, line, column and key. */
public final class TimingDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** A problem at a place. */
    public TimingDataException(Place place, String key, String what) {
        this(List.of(place + ": " + key + ": " + what));
    }

    /** A problem of no single place. */
    public TimingDataException(String message) {
        this(List.of(message));
    }

    /** @param problems each a sentence, at least one, in the order of the file */
    TimingDataException(List<String> problems) {
        super(problems.get(0) + (problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : ""));
        this.problems = List.copyOf(problems);
    }

    /** {@return everything that is wrong, one sentence each; the message is the first and how many there are} */
    public List<String> problems() {
        return problems;
    }
}
