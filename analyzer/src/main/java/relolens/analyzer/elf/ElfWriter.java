package relolens.analyzer.elf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.AssembledUnit.Section;

/** Writes an assembled unit as an ELF64 relocatable for AArch64 (System V ABI, ELF for the Arm 64-bit Architecture). */
public final class ElfWriter {
    private static final int HEADER = 64;
    private static final int SECTION_HEADER = 64;
    private static final int RELA_ENTRY = 24;
    private static final int SHT_SYMTAB = 2;
    private static final int SHT_STRTAB = 3;
    private static final int SHT_RELA = 4;
    private static final int SHT_NOBITS = 8;
    private static final int SHT_GROUP = 17;
    private static final int SHF_INFO_LINK = 0x40;
    private static final int SHF_GROUP = 0x200;

    private final AssembledUnit unit;
    private final List<Header> headers = new ArrayList<>();
    private final StringTable names = new StringTable();

    private static final class Header {
        final int name;
        final int type;
        final long flags;
        final long size;
        final byte[] content;
        int link;
        int info;
        long align = 1;
        long entry;
        long offset;

        Header(int name, int type, long flags, byte[] content, long size) {
            this.name = name;
            this.type = type;
            this.flags = flags;
            this.content = content;
            this.size = size;
        }
    }

    private ElfWriter(AssembledUnit unit) {
        this.unit = unit;
    }

    /** {@return the object's bytes} */
    public static byte[] write(AssembledUnit unit) {
        return new ElfWriter(unit).object();
    }

    private byte[] object() {
        headers.add(new Header(0, 0, 0, new byte[0], 0));
        headers.get(0).align = 0;
        Map<String, List<Section>> groups = new LinkedHashMap<>();
        for (Section s : unit.sections()) {
            if (s.group() != null) {
                groups.computeIfAbsent(s.group(), k -> new ArrayList<>()).add(s);
            }
        }
        // Groups come before their members, so that one pass of a linker sees them first.
        int first = 1 + groups.size();
        int[] indexes = new int[unit.sections().size()];
        int next = first;
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = next;
            next += unit.sections().get(i).relocations().isEmpty() ? 1 : 2;
        }
        int symbolTable = next;
        SymbolTableWriter symbols = new SymbolTableWriter(unit, indexes);
        for (Map.Entry<String, List<Section>> group : groups.entrySet()) {
            group(group.getKey(), group.getValue(), indexes, symbols, symbolTable);
        }
        for (int i = 0; i < indexes.length; i++) {
            section(unit.sections().get(i), indexes, i, symbols, symbolTable);
        }
        byte[] table = symbols.table();
        Header symtab = add(".symtab", SHT_SYMTAB, 0, table, table.length);
        symtab.link = symbolTable + 1;
        symtab.info = symbols.locals();
        symtab.entry = 24;
        symtab.align = 8;
        byte[] strings = symbols.strings();
        add(".strtab", SHT_STRTAB, 0, strings, strings.length);
        int own = names.add(".shstrtab");
        byte[] namesTable = names.bytes();
        headers.add(new Header(own, SHT_STRTAB, 0, namesTable, namesTable.length));
        return file();
    }

    private Header add(String name, int type, long flags, byte[] content, long size) {
        Header h = new Header(names.add(name), type, flags, content, size);
        headers.add(h);
        return h;
    }

    private void group(String name, List<Section> members, int[] indexes, SymbolTableWriter symbols, int symbolTable) {
        LittleEndian out = new LittleEndian();
        out.u32(members.get(0).comdat() ? 1 : 0);
        for (int i = 0; i < indexes.length; i++) {
            Section s = unit.sections().get(i);
            if (name.equals(s.group())) {
                out.u32(indexes[i]);
                if (!s.relocations().isEmpty()) {
                    out.u32(indexes[i] + 1);
                }
            }
        }
        byte[] content = out.bytes();
        Header h = add(".group", SHT_GROUP, 0, content, content.length);
        h.link = symbolTable;
        h.info = symbols.index(name);
        h.entry = 4;
        h.align = 4;
    }

    private void section(Section s, int[] indexes, int i, SymbolTableWriter symbols, int symbolTable) {
        Header h = add(s.elfName(), s.type(), s.flags(), s.type() == SHT_NOBITS ? new byte[0] : s.content(), s.size());
        h.align = s.alignment();
        h.entry = s.entrySize();
        for (int k = 0; k < indexes.length; k++) {
            if (unit.sections().get(k).name().equals(s.linkedTo())) {
                h.link = indexes[k];
            }
        }
        if (s.relocations().isEmpty()) {
            return;
        }
        LittleEndian out = new LittleEndian();
        for (AssembledUnit.Relocation r : s.relocations()) {
            SymbolTableWriter.Target target = symbols.target(r);
            out.u64(r.offset());
            out.u64((long) target.index() << 32 | r.type());
            out.u64(target.addend());
        }
        byte[] content = out.bytes();
        Header rela =
                add(".rela" + s.elfName(), SHT_RELA, SHF_INFO_LINK | s.flags() & SHF_GROUP, content, content.length);
        rela.link = symbolTable;
        rela.info = indexes[i];
        rela.entry = RELA_ENTRY;
        rela.align = 8;
    }

    private byte[] file() {
        LittleEndian out = new LittleEndian();
        out.raw(new byte[HEADER]);
        for (Header h : headers) {
            out.pad(h.align);
            h.offset = out.size();
            out.raw(h.content);
        }
        out.pad(8);
        long table = out.size();
        for (Header h : headers) {
            out.u32(h.name);
            out.u32(h.type);
            out.u64(h.flags);
            out.u64(0);
            out.u64(h.type == 0 ? 0 : h.offset);
            out.u64(h.size);
            out.u32(h.link);
            out.u32(h.info);
            out.u64(h.align);
            out.u64(h.entry);
        }
        byte[] bytes = out.bytes();
        LittleEndian head = new LittleEndian();
        head.raw(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        head.u16(1);
        head.u16(183);
        head.u32(1);
        head.u64(0);
        head.u64(0);
        head.u64(table);
        head.u32(0);
        head.u16(HEADER);
        head.u16(0);
        head.u16(0);
        head.u16(SECTION_HEADER);
        head.u16(headers.size());
        head.u16(headers.size() - 1);
        System.arraycopy(head.bytes(), 0, bytes, 0, HEADER);
        return bytes;
    }
}
