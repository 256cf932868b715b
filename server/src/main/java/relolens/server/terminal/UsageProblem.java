package relolens.server.terminal;

/** Wrong usage or configuration: one line for the user, exit code 2. */
public final class UsageProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message one line that says what to do */
    public UsageProblem(String message) {
        super(message);
    }
}
