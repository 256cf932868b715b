package relolens.server.terminal;

/** Exit codes; where several apply, the highest of those up to 4 but 2 over 3. */
public final class Exit {
    /** Nothing to report. */
    public static final int CLEAN = 0;
    /** Findings at or above the threshold. */
    public static final int FINDINGS = 1;
    /** Wrong usage or configuration. */
    public static final int USAGE = 2;
    /** Input that could not be analysed. */
    public static final int INPUT = 3;
    /** Our own fault. */
    public static final int INTERNAL = 4;
    /** 128 + SIGINT, as shells have it. */
    public static final int INTERRUPTED = 130;

    private Exit() {}
}
