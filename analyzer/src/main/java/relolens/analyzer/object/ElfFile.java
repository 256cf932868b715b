package relolens.analyzer.object;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A little-endian AArch64 ELF64 file (ELF for the Arm 64-bit Architecture, 2023Q1), as far as a listing needs it.
 *
 * @param relocatable whether symbol values are offsets in their sections rather than addresses
 * @param sections by index
 * @param symbols in table order
 */
public record ElfFile(boolean relocatable, List<Section> sections, List<Symbol> symbols) {
    private static final int EM_AARCH64 = 183;
    private static final int SHT_SYMTAB = 2;
    private static final int SHT_RELA = 4;
    private static final int SHT_NOBITS = 8;

    public ElfFile {
        sections = List.copyOf(sections);
        symbols = List.copyOf(symbols);
    }

    /**
     * @param flags SHF_… bits
     * @param address virtual address, 0 in a relocatable file
     * @param content the bytes, empty for NOBITS
     * @param relocated by offset in the section the index of the symbol that a relocation there refers to
     */
    public record Section(
            String name, int type, long flags, long address, byte[] content, Map<Long, Integer> relocated) {
        /** {@return whether it holds code that is loaded} */
        public boolean code() {
            return (flags & 4) != 0 && type != SHT_NOBITS;
        }
    }

    /**
     * @param section index of its section; 0 undefined, 0xfff1 absolute
     * @param type STT_… number
     * @param global GLOBAL or WEAK
     */
    public record Symbol(String name, long value, int section, int type, boolean global) {}

    /** A file that is no such ELF. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    /** @throws Malformed if {@code bytes} are no little-endian AArch64 ELF64 file, or one cut short */
    public static ElfFile parse(byte[] bytes) throws Malformed {
        try {
            return read(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new Malformed("the ELF file is damaged or cut short");
        }
    }

    private static ElfFile read(ByteBuffer in) throws Malformed {
        if (in.limit() < 64 || in.getInt(0) != 0x464c457f) {
            throw new Malformed("not an ELF file");
        }
        if (in.get(4) != 2 || in.get(5) != 1 || in.getShort(18) != EM_AARCH64) {
            throw new Malformed("not a little-endian 64-bit Arm ELF file");
        }
        int table = offset(in.getLong(40));
        int entry = in.getShort(58) & 0xffff;
        int count = in.getShort(60) & 0xffff;
        int names = in.getShort(62) & 0xffff;
        List<Section> sections = new ArrayList<>();
        @Nullable String[] name = new String[count];
        int nameTable = count == 0 ? 0 : offset(in.getLong(table + names * entry + 24));
        List<Symbol> symbols = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = table + i * entry;
            name[i] = text(in, nameTable + in.getInt(at));
            int type = in.getInt(at + 4);
            byte[] content =
                    type == SHT_NOBITS || type == 0 ? new byte[0] : bytes(in, in.getLong(at + 24), in.getLong(at + 32));
            String own = name[i];
            sections.add(new Section(
                    own == null ? "" : own, type, in.getLong(at + 8), in.getLong(at + 16), content, new HashMap<>()));
            if (type == SHT_SYMTAB) {
                int strings = offset(in.getLong(table + in.getInt(at + 40) * entry + 24));
                symbols(in, offset(in.getLong(at + 24)), content.length / 24, strings, symbols);
            }
        }
        for (int i = 0; i < count; i++) {
            if (sections.get(i).type() == SHT_RELA) {
                Section target = sections.get(in.getInt(table + i * entry + 44));
                relocations(
                        in,
                        offset(in.getLong(table + i * entry + 24)),
                        sections.get(i).content().length / 24,
                        target);
            }
        }
        return new ElfFile(in.getShort(16) == 1, sections, symbols);
    }

    private static void relocations(ByteBuffer in, int at, int count, Section target) {
        for (int i = 0; i < count; i++, at += 24) {
            target.relocated().put(in.getLong(at), in.getInt(at + 12));
        }
    }

    private static void symbols(ByteBuffer in, int at, int count, int strings, List<Symbol> found) {
        for (int i = 0; i < count; i++, at += 24) {
            int info = in.get(at + 4);
            found.add(new Symbol(
                    text(in, strings + in.getInt(at)),
                    in.getLong(at + 8),
                    in.getShort(at + 6) & 0xffff,
                    info & 15,
                    info >>> 4 != 0));
        }
    }

    private static int offset(long value) {
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IndexOutOfBoundsException();
        }
        return (int) value;
    }

    private static byte[] bytes(ByteBuffer in, long from, long size) {
        byte[] out = new byte[offset(size)];
        in.get(offset(from), out);
        return out;
    }

    private static String text(ByteBuffer in, int from) {
        int end = from;
        while (in.get(end) != 0) {
            end++;
        }
        byte[] out = new byte[end - from];
        in.get(from, out);
        return new String(out, StandardCharsets.UTF_8);
    }
}
