package relolens.server.post;

/** A service said no, or nothing. */
public final class ApiProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status HTTP status, 0 if there was no answer
     * @param message what was asked and what came back, for the user
     */
    ApiProblem(int status, String message) {
        super(message);
        this.status = status;
    }

    /** {@return whether the request was understood and refused for what it holds: another might be taken} */
    boolean refused() {
        return status == 422;
    }

    /** {@return whether the token may not do this} */
    boolean forbidden() {
        return status == 401 || status == 403 || status == 404;
    }
}
