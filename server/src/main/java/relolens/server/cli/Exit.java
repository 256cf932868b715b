package relolens.server.cli;

/** Exit codes; where several apply, the highest of those up to 4 but 2 over 3. */
final class Exit {
    static final int CLEAN = 0;
    static final int FINDINGS = 1;
    static final int USAGE = 2;
    static final int INPUT = 3;
    static final int INTERNAL = 4;
    /** 128 + SIGINT, as shells have it. */
    static final int INTERRUPTED = 130;

    private Exit() {}
}
