package relolens.emulator.execute;

/** An HVC or SMC that the host answers. Leaves the interpreter; the program counter is already behind it. */
public final class HostCallSignal extends RuntimeException {
    private final String kind;
    private final int immediate;

    HostCallSignal(String kind, int immediate) {
        super(kind, null, false, false);
        this.kind = kind;
        this.immediate = immediate;
    }

    /** {@return "hvc" or "smc"} */
    public String kind() {
        return kind;
    }

    /** {@return the instruction's immediate} */
    public int immediate() {
        return immediate;
    }
}
