package relolens.emulator.machine;

/** Why a machine stopped running. */
public sealed interface Stop {
    /** The program counter reached a registered exit address. */
    record ReachedExit(long address) implements Stop {}

    /** The instruction limit was used up. */
    record Limit(long instructions) implements Stop {}

    /** Somebody asked it to stop. */
    record Cancelled() implements Stop {}

    /** An HVC or SMC that the host handles. */
    record HostCall(String kind, int immediate, long address) implements Stop {}

    /**
     * A fault the guest has no vector for (or an unpredictable situation named by the machine).
     *
     * @param name field's term, for example "Alignment fault", "Translation fault, level 3"
     * @param address of the instruction
     * @param faultAddress virtual address accessed, or the instruction's own
     * @param detail one sentence: what was attempted and why it is not allowed
     */
    record Fault(String name, long address, long faultAddress, String detail) implements Stop {}

    /** A listener asked for a pause, or a fast stretch is over; the run can go on. */
    record Paused() implements Stop {}
}
