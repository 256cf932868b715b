package relolens.server.cli;

/** Carries a failure of our own out of a worker thread. */
final class InternalFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    InternalFailure(Throwable cause) {
        super(cause);
    }
}
