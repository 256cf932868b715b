package relolens.analyzer.dwarf;

import java.util.List;

/**
 * What debug information is made of.
 *
 * @param directory where the unit was compiled
 * @param files paths as written; the first is the unit's own
 * @param sequences sections with code, in the order in which code was first put into them
 * @param functions in order of definition
 */
public record DebugSource(String directory, List<String> files, List<Sequence> sequences, List<Function> functions) {
    public DebugSource {
        files = List.copyOf(files);
        sequences = List.copyOf(sequences);
        functions = List.copyOf(functions);
    }

    /**
     * A section's code.
     *
     * @param section its name
     * @param size in bytes
     * @param rows in order of address
     */
    public record Sequence(String section, long size, List<Row> rows) {
        public Sequence {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A line's code begins.
     *
     * @param address offset in its section, in bytes
     * @param file number of the file, from 1
     * @param line from 1
     * @param column from 1, 0 for none
     * @param marks what else is said of the place
     */
    public record Row(long address, int file, int line, int column, Marks marks) {}

    /**
     * @param statement a recommended place for a breakpoint
     * @param block a basic block begins
     * @param prologueEnd the function's prologue ends
     * @param epilogueBegin its epilogue begins
     * @param isa instruction set, 0 for the usual one
     * @param discriminator tells blocks of one line apart, 0 for none
     */
    public record Marks(
            boolean statement, boolean block, boolean prologueEnd, boolean epilogueBegin, int isa, int discriminator) {
        /** A statement, nothing else. */
        public static final Marks PLAIN = new Marks(true, false, false, false, 0, 0);
    }

    /**
     * A function with a known size.
     *
     * @param external whether other units see it
     * @param target symbol, or section of a local one
     * @param addend in bytes from the target
     * @param size in bytes
     */
    public record Function(String name, boolean external, String target, long addend, long size) {}
}
