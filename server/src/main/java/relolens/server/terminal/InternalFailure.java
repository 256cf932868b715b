package relolens.server.terminal;

/** Carries a failure of our own out of a worker thread. */
public final class InternalFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param cause what failed */
    InternalFailure(Throwable cause) {
        super(cause);
    }
}
