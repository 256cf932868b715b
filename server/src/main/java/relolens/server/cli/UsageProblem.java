package relolens.server.cli;

/** Wrong usage or configuration: one line for the user, exit code 2. */
final class UsageProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageProblem(String message) {
        super(message);
    }
}
