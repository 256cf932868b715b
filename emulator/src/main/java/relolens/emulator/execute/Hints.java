package relolens.emulator.execute;

/**
 * Hints and barriers. Execution is in program order and system register writes take effect at once, so barriers only
 * drain the merge buffer; what they cost, and what they would have ordered, is for listeners.
 */
final class Hints {
    private static final Executor NOTHING = (c, o) -> {};
    private static final Executor DRAIN = (c, o) -> c.caches.drain();

    private Hints() {}

    static void bind(Bindings b) {
        for (String id : new String[] {
            "HINT",
            "NOP",
            "YIELD",
            "WFE",
            "WFI",
            "SEV",
            "SEVL",
            "DGH",
            "ESB",
            "PSB",
            "TSB",
            "CSDB",
            "CLEARBHB",
            "BTI",
            "WFET",
            "WFIT",
            "ISB",
            "SB"
        }) {
            b.bind(id, op -> NOTHING);
        }
        for (String id : new String[] {"DSB", "DSB_nxs", "DMB"}) {
            b.bind(id, op -> DRAIN);
        }
    }
}
