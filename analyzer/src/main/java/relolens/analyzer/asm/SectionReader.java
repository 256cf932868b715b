package relolens.analyzer.asm;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.syntax.Cursor;

/** Reads {@code name, "flags", @type, entity size, group, comdat} of a section. */
final class SectionReader {
    private final Sections sections;

    SectionReader(Sections sections) {
        this.sections = sections;
    }

    String name(Operands o) {
        Cursor cursor = o.cursor();
        String quoted = o.textIfQuoted();
        if (quoted != null) {
            return quoted;
        }
        String text = cursor.text();
        int from = cursor.skipSpace().at();
        int at = from;
        while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != ' ') {
            at++;
        }
        if (at == from) {
            throw o.bad("expected a section name");
        }
        cursor.moveTo(at);
        return text.substring(from, at);
    }

    OutputSection section(String name, Operands o, Problems problems) {
        OutputSection like = standard(name);
        @Nullable String flagText = o.textIfQuoted();
        long flags = flagText == null ? like.flags : flags(flagText, o);
        int type = like.type;
        boolean typed = false;
        o.comma();
        char c = o.cursor().peek();
        if (c == '@' || c == '%' || c == '"') {
            type = type(o);
            typed = true;
            o.comma();
        }
        int entrySize = 0;
        if ((flags & OutputSection.MERGE) != 0) {
            entrySize = (int) Math.max(0, Math.min(o.absolute(0), 1 << 20));
            o.comma();
        }
        @Nullable String linked = null;
        if ((flags & OutputSection.LINK_ORDER) != 0) {
            linked = o.name();
            o.comma();
        }
        @Nullable String group = null;
        boolean comdat = false;
        if ((flags & OutputSection.GROUP) != 0) {
            group = o.name();
            comdat = o.comma() && "comdat".equals(o.cursor().name());
        }
        String key = group == null ? name : name + "\0" + group;
        OutputSection known = sections.find(key);
        if (known == null) {
            OutputSection made = sections.obtain(key, name, flags, type);
            made.entrySize = type >= OutputSection.INIT_ARRAY && type <= OutputSection.PREINIT_ARRAY ? 8 : entrySize;
            made.group = group;
            made.comdat = comdat;
            made.linkedTo = linked;
            return made;
        }
        if (flagText != null && known.flags != flags && known.size == 0) {
            if (known.subsections.isEmpty()) {
                known.flags = flags;
                known.type = typed ? type : known.type;
            } else if ((known.flags & ~flags) != 0 || (flags & ~known.flags) != 0) {
                problems.warning(
                        "section-flags",
                        String.format(
                                Locale.ROOT,
                                "section '%s' had flags 0x%x before; the new ones (0x%x) are ignored",
                                name,
                                known.flags,
                                flags),
                        o.origin());
            }
        }
        return known;
    }

    /** {@return flags and type that a section of that name has by convention} */
    private static OutputSection standard(String name) {
        String family =
                name.startsWith(".") && name.indexOf('.', 1) > 0 ? name.substring(0, name.indexOf('.', 1)) : name;
        long aw = OutputSection.ALLOC | OutputSection.WRITE;
        return switch (family) {
            case ".text", ".init", ".fini" ->
                new OutputSection(name, OutputSection.ALLOC | OutputSection.EXEC, OutputSection.PROGBITS);
            case ".rodata", ".rodata1" -> new OutputSection(name, OutputSection.ALLOC, OutputSection.PROGBITS);
            case ".data", ".data1" -> new OutputSection(name, aw, OutputSection.PROGBITS);
            case ".bss" -> new OutputSection(name, aw, OutputSection.NOBITS);
            case ".tdata" -> new OutputSection(name, aw | OutputSection.TLS, OutputSection.PROGBITS);
            case ".tbss" -> new OutputSection(name, aw | OutputSection.TLS, OutputSection.NOBITS);
            case ".init_array" -> new OutputSection(name, aw, OutputSection.INIT_ARRAY);
            case ".fini_array" -> new OutputSection(name, aw, OutputSection.FINI_ARRAY);
            case ".preinit_array" -> new OutputSection(name, aw, OutputSection.PREINIT_ARRAY);
            default ->
                new OutputSection(
                        name,
                        0,
                        name.startsWith(".note") && !family.equals(".note.GNU-stack")
                                ? name.equals(".note.GNU-stack") ? OutputSection.PROGBITS : OutputSection.NOTE
                                : OutputSection.PROGBITS);
        };
    }

    private static long flags(String text, Operands o) {
        long flags = 0;
        for (char c : text.toCharArray()) {
            flags |= switch (c) {
                case 'a' -> OutputSection.ALLOC;
                case 'w' -> OutputSection.WRITE;
                case 'x' -> OutputSection.EXEC;
                case 'M' -> OutputSection.MERGE;
                case 'S' -> OutputSection.STRINGS;
                case 'G' -> OutputSection.GROUP;
                case 'T' -> OutputSection.TLS;
                case 'o' -> OutputSection.LINK_ORDER;
                case 'e' -> 0x8000_0000L;
                case 'R' -> 0x20_0000L;
                case '?', 'd' -> 0;
                default ->
                    throw o.bad("unknown section flag '" + c + "' in \"" + text
                            + "\"; expected letters of a (alloc), w (write), x (execute), M (merge), S (strings), G (group),"
                            + " T (thread), o (link order), e (exclude), R (retain)");
            };
        }
        return flags;
    }

    private static int type(Operands o) {
        @Nullable String word = o.textIfQuoted();
        if (word == null) {
            o.cursor().moveTo(o.cursor().at() + 1);
            if (Character.isDigit(o.cursor().peek())) {
                return (int) o.absolute();
            }
            word = o.name();
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "progbits" -> OutputSection.PROGBITS;
            case "nobits" -> OutputSection.NOBITS;
            case "note" -> OutputSection.NOTE;
            case "init_array" -> OutputSection.INIT_ARRAY;
            case "fini_array" -> OutputSection.FINI_ARRAY;
            case "preinit_array" -> OutputSection.PREINIT_ARRAY;
            case "unwind" -> 0x7000_0001;
            default ->
                throw o.bad("unknown section type '" + word
                        + "'; expected progbits, nobits, note, init_array, fini_array or preinit_array");
        };
    }
}
