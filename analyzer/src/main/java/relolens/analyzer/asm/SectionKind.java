package relolens.analyzer.asm;

import org.jspecify.annotations.Nullable;

/**
 * Flags and type that a section of a well-known name has by convention (ELF gABI, special sections; GNU as adds its own).
 *
 * @param flags ELF section flags
 * @param type ELF section type
 */
record SectionKind(long flags, int type) {
    private static final long AW = OutputSection.ALLOC | OutputSection.WRITE;

    /** {@return what the name stands for, or null if it says nothing} */
    static @Nullable SectionKind of(String name) {
        if (name.startsWith(".gnu.lto_")) {
            return new SectionKind(OutputSection.EXCLUDE, OutputSection.PROGBITS);
        }
        if (name.startsWith(".gnu.linkonce.b")) {
            return new SectionKind(AW, OutputSection.NOBITS);
        }
        if (name.startsWith(".note") && !name.equals(".note.GNU-stack")) {
            return new SectionKind(0, OutputSection.NOTE);
        }
        if (name.startsWith(".rela")) {
            return new SectionKind(0, 4);
        }
        SectionKind exact = exact(name);
        int dot = name.indexOf('.', 1);
        return exact != null || dot < 0 ? exact : family(name.substring(0, dot));
    }

    private static @Nullable SectionKind exact(String name) {
        return switch (name) {
            case ".init", ".fini", ".plt" ->
                new SectionKind(OutputSection.ALLOC | OutputSection.EXEC, OutputSection.PROGBITS);
            case ".rodata1" -> new SectionKind(OutputSection.ALLOC, OutputSection.PROGBITS);
            case ".data1", ".got" -> new SectionKind(AW, OutputSection.PROGBITS);
            case ".persistent.bss" -> new SectionKind(AW, OutputSection.NOBITS);
            case ".comment",
                    ".debug",
                    ".debug_line",
                    ".debug_info",
                    ".debug_abbrev",
                    ".debug_aranges",
                    ".interp",
                    ".line",
                    ".note.GNU-stack" -> new SectionKind(0, OutputSection.PROGBITS);
            case ".strtab", ".shstrtab", ".stabstr" -> new SectionKind(0, 3);
            default -> family(name);
        };
    }

    private static @Nullable SectionKind family(String name) {
        return switch (name) {
            case ".text" -> new SectionKind(OutputSection.ALLOC | OutputSection.EXEC, OutputSection.PROGBITS);
            case ".rodata" -> new SectionKind(OutputSection.ALLOC, OutputSection.PROGBITS);
            case ".data", ".persistent" -> new SectionKind(AW, OutputSection.PROGBITS);
            case ".bss", ".noinit" -> new SectionKind(AW, OutputSection.NOBITS);
            case ".tdata" -> new SectionKind(AW | OutputSection.TLS, OutputSection.PROGBITS);
            case ".tbss" -> new SectionKind(AW | OutputSection.TLS, OutputSection.NOBITS);
            case ".init_array" -> new SectionKind(AW, OutputSection.INIT_ARRAY);
            case ".fini_array" -> new SectionKind(AW, OutputSection.FINI_ARRAY);
            case ".preinit_array" -> new SectionKind(AW, OutputSection.PREINIT_ARRAY);
            default -> null;
        };
    }

    /** {@return whether the type is one of the three of arrays of functions} */
    boolean array() {
        return type >= OutputSection.INIT_ARRAY && type <= OutputSection.PREINIT_ARRAY;
    }
}
