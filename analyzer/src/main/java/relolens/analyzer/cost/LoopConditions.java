package relolens.analyzer.cost;

/**
 * What a loop is told to a cycle model under.
 *
 * @param mmu whether data accesses are Normal memory; if not they are Device-nGnRnE
 * @param icache whether instructions are cached (SCTLR.I); if not, each fetch granule is a round trip
 * @param workingSet bytes each pointer runs over, at least 0; 0 = what stays in the first-level cache
 * @param pageBytes what memory is mapped by, a power of two from 4096 on
 */
public record LoopConditions(boolean mmu, boolean icache, long workingSet, long pageBytes) {
    /** {@return both on, everything in the first-level cache, pages of 4 KiB} */
    public static LoopConditions usual() {
        return new LoopConditions(true, true, 0, 4096);
    }

    /** {@return the same over so many bytes} */
    public LoopConditions over(long bytes) {
        return new LoopConditions(mmu, icache, bytes, pageBytes);
    }

    /** {@return the same with the MMU off} */
    public LoopConditions withoutMmu() {
        return new LoopConditions(false, icache, workingSet, pageBytes);
    }
}
