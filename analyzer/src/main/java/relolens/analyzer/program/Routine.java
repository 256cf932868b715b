package relolens.analyzer.program;

/**
 * A named stretch of code that control enters at its start.
 *
 * @param name its symbol
 * @param first index of its first instruction
 * @param end index after its last instruction
 * @param global whether other units can see it
 * @param called whether a BL of this unit goes to it: its callers then judge what it leaves open
 * @param bytes from start to end, data between instructions included
 */
public record Routine(String name, int first, int end, boolean global, boolean called, long bytes) {
    /** {@return whether the instruction belongs to the routine} */
    public boolean contains(int index) {
        return index >= first && index < end;
    }
}
