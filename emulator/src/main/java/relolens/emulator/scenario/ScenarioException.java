package relolens.emulator.scenario;

/** A scenario cannot be set up as asked; the message tells the user what to change. */
public final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one sentence a user can act on */
    public ScenarioException(String message) {
        super(message);
    }
}
