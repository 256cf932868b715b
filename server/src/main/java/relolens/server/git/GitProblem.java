package relolens.server.git;

/** What a user asked of git that cannot be had; the message says what and why. */
public final class GitProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GitProblem(String message) {
        super(message);
    }
}
