package relolens.emulator.memory;

/** The guest touched more RAM than the host allows it to hold. */
public final class MemoryLimitException extends RuntimeException {
    MemoryLimitException(long limit) {
        super("the guest touched more than " + limit + " bytes of RAM", null, false, false);
    }
}
