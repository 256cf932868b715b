package relolens.analyzer.macro;

/** Numbers that expansions of one unit share. */
final class MacroCounters {
    private int expansions;
    private int locals;

    /** {@return the number {@code \@} stands for in the next expansion; macros count it up, repetitions only look} */
    int expansion(boolean count) {
        return count ? expansions++ : expansions;
    }

    int nextLocal() {
        return ++locals;
    }
}
