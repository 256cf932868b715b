package relolens.analyzer.asm;

import org.jspecify.annotations.Nullable;
import relolens.analyzer.syntax.Cursor;

/** Reads {@code name, "flags", @type, entity size, linked to, group, comdat, unique, number} of a section. */
final class SectionReader {
    /** Flags that must not change once a section has them. */
    private static final long FIRM = OutputSection.ALLOC
            | OutputSection.WRITE
            | OutputSection.EXEC
            | OutputSection.MERGE
            | OutputSection.STRINGS
            | OutputSection.TLS
            | OutputSection.EXCLUDE;

    private final Assembly assembly;

    SectionReader(Assembly assembly) {
        this.assembly = assembly;
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

    /** What a section directive asks for. */
    private static final class Wish {
        long flags;
        int type = -1;
        int entrySize;

        @Nullable
        String group;

        boolean comdat;
        boolean withCurrentGroup;

        @Nullable
        String linked;

        long unique = -1;
    }

    /** {@return the section of that name, made if need be; operands after the name and its subsection are read} */
    OutputSection section(String name, Operands o) {
        Wish wish = new Wish();
        char c = o.cursor().peek();
        if (c == '"') {
            int from = o.cursor().at();
            flags(o.string(), wish, o, from);
            attributes(wish, o);
        } else if (c == '#') {
            words(wish, o);
        } else if (!o.atEnd()) {
            throw o.bad("expected the section's flags in double quotes, as in \"ax\"");
        }
        return find(name, wish, o);
    }

    private void attributes(Wish wish, Operands o) {
        int before = o.cursor().skipSpace().at();
        if (o.comma()) {
            char c = o.cursor().peek();
            if (c == '@' || c == '%' || c == '"') {
                wish.type = type(o);
            } else {
                o.cursor().moveTo(before);
            }
        }
        if ((wish.flags & OutputSection.MERGE) != 0) {
            merge(wish, o);
        }
        if ((wish.flags & OutputSection.LINK_ORDER) != 0) {
            wish.linked = "";
            if (o.comma()) {
                if (o.cursor().peek() == '0') {
                    o.cursor().moveTo(o.cursor().at() + 1);
                } else {
                    wish.linked = o.name();
                }
            }
        }
        if ((wish.flags & OutputSection.GROUP) != 0) {
            group(wish, o);
        }
        if (wish.withCurrentGroup && wish.group == null) {
            OutputSection now = assembly.sections.section();
            wish.group = now.group;
            wish.comdat = now.comdat;
            wish.flags |= now.group == null ? 0 : OutputSection.GROUP;
        }
        if (o.cursor().peek() == ',') {
            unique(wish, o);
        }
    }

    private void merge(Wish wish, Operands o) {
        if (!o.comma()) {
            warn(o, "the M flag wants the size of an entry after the type; the section will not be merged");
            wish.flags &= ~OutputSection.MERGE;
            return;
        }
        long size = o.absolute(0);
        if (size < 0) {
            warn(o, "the size of an entry cannot be negative; the section will not be merged");
            wish.flags &= ~OutputSection.MERGE;
        }
        wish.entrySize = (int) Math.max(0, Math.min(size, 1 << 20));
    }

    private void group(Wish wish, Operands o) {
        if (!o.comma()) {
            warn(o, "the G flag wants the name of a group; the section goes into none");
            wish.flags &= ~OutputSection.GROUP;
            return;
        }
        wish.group = name(o);
        int before = o.cursor().skipSpace().at();
        if (o.comma() && !o.atEnd() && "comdat".equals(o.cursor().name())) {
            wish.comdat = true;
        } else {
            o.cursor().moveTo(before);
        }
    }

    private static void unique(Wish wish, Operands o) {
        o.comma();
        if (!"unique".equals(o.cursor().name()) || !o.comma()) {
            throw o.bad("expected unique and a number, or nothing more");
        }
        wish.unique = o.absolute();
        if (wish.unique < 0 || wish.unique > 0xffff_fffeL) {
            throw o.bad("expected a number from 0 to 4294967294 after unique, not " + wish.unique, 0);
        }
    }

    private void warn(Operands o, String message) {
        assembly.problems.warning("section-flags", o.directive() + ": " + message, o.origin());
    }

    private OutputSection find(String name, Wish wish, Operands o) {
        String key = name
                + (wish.group == null ? "" : "\0" + wish.group)
                + (wish.unique < 0 ? "" : "\0unique " + wish.unique)
                + (wish.linked == null || wish.linked.isEmpty() ? "" : "\0after " + wish.linked);
        OutputSection known = assembly.sections.find(key);
        SectionKind kind = SectionKind.of(name);
        int type = wish.type;
        if (kind != null && type < 0) {
            type = kind.type();
        } else if (kind != null && type != kind.type() && (known != null || kind.array())) {
            warn(o, "a section " + name + " always has another type; this one is ignored");
            type = kind.type();
        }
        if (known == null) {
            return make(key, name, wish, type < 0 ? OutputSection.PROGBITS : type, kind, o);
        }
        if (type >= 0 && type != known.type) {
            change(kind, o, "contents (its type)", name);
        }
        if (wish.flags != 0 && ((known.flags ^ wish.flags) & FIRM) != 0) {
            change(kind, o, "flags", name);
        } else if ((wish.flags & OutputSection.MERGE) != 0 && wish.entrySize != known.entrySize) {
            throw o.bad("section '" + name + "' had entries of " + known.entrySize + " bytes before", 0);
        }
        return known;
    }

    private void change(@Nullable SectionKind kind, Operands o, String what, String name) {
        if (kind == null) {
            throw o.bad("section '" + name + "' had other " + what + " before; say the same again, or nothing", 0);
        }
        warn(o, "section '" + name + "' keeps the " + what + " it had before");
    }

    private OutputSection make(String key, String name, Wish wish, int type, @Nullable SectionKind kind, Operands o) {
        long flags = wish.flags;
        if (kind != null) {
            boolean note =
                    kind.type() == OutputSection.NOTE && (flags == OutputSection.ALLOC || flags == OutputSection.EXEC);
            if ((flags & 0xfffffL & ~kind.flags() & ~OutputSection.GROUP & ~OutputSection.LINK_ORDER) == 0) {
                flags |= kind.flags();
            } else if (!note && wish.group == null) {
                warn(o, "these flags are unusual for a section " + name);
            }
        }
        String unique = !assembly.sections.named(name) ? name : key;
        OutputSection made = assembly.sections.obtain(key, unique, flags, type);
        made.entrySize = type >= OutputSection.INIT_ARRAY && type <= OutputSection.PREINIT_ARRAY ? 8 : wish.entrySize;
        made.group = wish.group;
        made.comdat = wish.comdat;
        made.linkedTo = wish.linked;
        return made;
    }

    private static void flags(byte[] text, Wish wish, Operands o, int from) {
        for (int i = 0; i < text.length; i++) {
            char c = (char) (text[i] & 0xff);
            if (c >= '0' && c <= '9') {
                String rest = new String(text, i, text.length - i, java.nio.charset.StandardCharsets.ISO_8859_1);
                SectionFlags.Number number = SectionFlags.number(rest);
                wish.flags |= number.value();
                i += number.length() - 1;
            } else if (c == '?') {
                wish.withCurrentGroup = true;
            } else {
                long flag = SectionFlags.letter(c);
                if (flag == 0) {
                    throw new BadOperand(
                            "bad-operand",
                            o.directive() + ": unknown section flag '" + c + "'; " + SectionFlags.EXPECTED,
                            from + 1 + i,
                            from + 2 + i);
                }
                wish.flags |= flag;
            }
        }
    }

    private static void words(Wish wish, Operands o) {
        do {
            if (!o.cursor().take('#')) {
                throw o.bad("expected '#' and the name of a flag, as in #alloc");
            }
            String word = o.name();
            long flag = SectionFlags.word(word);
            if (flag == 0 && !word.equals("nobits") && !word.equals("progbits")) {
                throw o.bad("unknown section flag '#" + word
                        + "'; expected #alloc, #write, #execinstr, #exclude, #tls, #progbits or #nobits");
            }
            wish.flags |= flag;
            if (flag == 0) {
                wish.type = word.equals("nobits") ? OutputSection.NOBITS : OutputSection.PROGBITS;
            }
        } while (o.comma());
    }

    private int type(Operands o) {
        @Nullable String word = o.textIfQuoted();
        if (word == null) {
            o.cursor().moveTo(o.cursor().at() + 1);
            char c = o.cursor().peek();
            if (c >= '0' && c <= '9') {
                return (int) o.absolute();
            }
            word = o.name();
        }
        return switch (word) {
            case "progbits" -> OutputSection.PROGBITS;
            case "nobits" -> OutputSection.NOBITS;
            case "note" -> OutputSection.NOTE;
            case "init_array" -> OutputSection.INIT_ARRAY;
            case "fini_array" -> OutputSection.FINI_ARRAY;
            case "preinit_array" -> OutputSection.PREINIT_ARRAY;
            default -> {
                warn(
                        o,
                        "unknown section type '" + word
                                + "' is taken for progbits; expected progbits, nobits, note, init_array, fini_array or"
                                + " preinit_array");
                yield -1;
            }
        };
    }
}
