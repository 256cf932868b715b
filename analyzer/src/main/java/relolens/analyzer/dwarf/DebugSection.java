package relolens.analyzer.dwarf;

import java.util.List;

/**
 * A section of debug information.
 *
 * @param strings whether it holds strings that a linker may merge
 * @param alignment in bytes
 * @param references places in it that name other places, in order
 */
public record DebugSection(String name, boolean strings, int alignment, byte[] content, List<Reference> references) {
    public DebugSection {
        references = List.copyOf(references);
    }

    /**
     * A place whose value only a linker knows.
     *
     * @param offset in bytes from the section's start
     * @param size 4 or 8 bytes
     * @param target section or symbol
     * @param addend in bytes from the target
     */
    public record Reference(int offset, int size, String target, long addend) {}
}
