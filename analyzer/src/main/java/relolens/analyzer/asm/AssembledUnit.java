package relolens.analyzer.asm;

import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.Origin;
import relolens.analyzer.source.Problem;

/**
 * An assembled translation unit: what GNU as would have put into the object, plus where each piece came from.
 *
 * @param file the main file
 * @param sections in order of first appearance, subsections already laid out
 * @param symbols all symbols, local labels included ({@code .L…} by name, the second {@code 1:} as {@code 1#2}), in order of definition
 * @param problems preprocessing problems included
 * @param trace where names were given a meaning
 */
public record AssembledUnit(
        String file, List<Section> sections, List<Symbol> symbols, List<Problem> problems, NameTrace trace) {
    public AssembledUnit {
        sections = List.copyOf(sections);
        symbols = List.copyOf(symbols);
        problems = List.copyOf(problems);
    }

    /** {@return this unit with more sections behind its own} */
    AssembledUnit with(List<Section> more) {
        List<Section> all = new java.util.ArrayList<>(sections);
        all.addAll(more);
        return more.isEmpty() ? this : new AssembledUnit(file, all, symbols, problems, trace);
    }

    /** Section of a symbol that the linker allocates ({@code .comm}); its value is its alignment. */
    public static final String COMMON = "*COM*";

    /**
     * A run of code or data begins: ELF's {@code $x} and {@code $d}.
     *
     * @param offset byte offset in its section
     */
    public record Mapping(long offset, boolean code) {}

    /**
     * @param name unique in the unit; see {@link #elfName}
     * @param flags ELF section flags (SHF_ALLOC 2, SHF_EXECINSTR 4, SHF_WRITE 1, …)
     * @param type ELF section type
     * @param alignment in bytes
     * @param content the bytes (empty for NOBITS)
     * @param size in bytes
     * @param instructions in order of offset
     * @param relocations in order of offset
     * @param entrySize size of a mergeable entry in bytes, 0 without
     * @param group name of its section group, or null
     * @param comdat whether the group is to be linked once
     * @param linkedTo name of the section it is ordered by (SHF_LINK_ORDER), or null
     * @param mappings runs of code and data, in order of offset
     */
    public record Section(
            String name,
            long flags,
            int type,
            int alignment,
            byte[] content,
            long size,
            List<Placed> instructions,
            List<Relocation> relocations,
            int entrySize,
            @Nullable String group,
            boolean comdat,
            @Nullable String linkedTo,
            List<Mapping> mappings) {
        public Section {
            instructions = List.copyOf(instructions);
            relocations = List.copyOf(relocations);
            mappings = List.copyOf(mappings);
        }

        /** A plain section: no group, no order, no mergeable entries. */
        public Section(
                String name,
                long flags,
                int type,
                int alignment,
                byte[] content,
                long size,
                List<Placed> instructions,
                List<Relocation> relocations) {
            this(
                    name,
                    flags,
                    type,
                    alignment,
                    content,
                    size,
                    instructions,
                    relocations,
                    0,
                    null,
                    false,
                    null,
                    List.of());
        }

        /** {@return the name in the object; {@link #name} tells sections that share it apart} */
        public String elfName() {
            int end = name.indexOf('\0');
            return end < 0 ? name : name.substring(0, end);
        }

        /** {@return whether the section holds code} */
        public boolean executable() {
            return (flags & 4) != 0;
        }
    }

    /**
     * An instruction at its place.
     *
     * @param offset byte offset in its section
     * @param word the bits, addends of relocated fields not included
     * @param subsection number of the subsection it was written in (alternatives' other arms stand in subsection 1)
     * @param origin where its text stands
     */
    public record Placed(long offset, int word, int subsection, Origin origin) {}

    /**
     * @param section name, or null for an absolute or undefined symbol
     * @param value offset in its section, or absolute value
     * @param defined whether it has a value
     * @param global GLOBAL or WEAK binding
     * @param weak WEAK binding
     * @param type ELF symbol type (0 NOTYPE, 1 OBJECT, 2 FUNC, 4 FILE, 6 TLS)
     * @param size as given by .size
     * @param visibility ELF st_other: visibility (0 default, 1 internal, 2 hidden, 3 protected), plus 0x80 for a function
     *     with a calling convention of its own (STO_AARCH64_VARIANT_PCS)
     * @param unique GNU_UNIQUE binding, which is global, too
     * @param origin of its definition, or of its first use if undefined
     */
    public record Symbol(
            String name,
            @Nullable String section,
            long value,
            boolean defined,
            boolean global,
            boolean weak,
            int type,
            long size,
            int visibility,
            boolean unique,
            Origin origin) {
        /** A symbol of default visibility. */
        public Symbol(
                String name,
                @Nullable String section,
                long value,
                boolean defined,
                boolean global,
                boolean weak,
                int type,
                long size,
                Origin origin) {
            this(name, section, value, defined, global, weak, type, size, 0, false, origin);
        }
    }

    /**
     * @param offset byte offset in its section
     * @param type R_AARCH64_… number
     * @param symbol what it refers to, as written (local labels by their own name, the
     *     place {@code .} by its section's name, an absolute address by "")
     * @param addend in bytes
     */
    public record Relocation(long offset, int type, String symbol, long addend) {}
}
