package relolens.analyzer.dwarf;

import java.util.ArrayList;
import java.util.List;

/** The sections that {@code gcc -g} has GNU as make for assembly source: DWARF 5. */
public final class DebugSections {
    private static final String PRODUCER = "GNU AS 2.40";
    private static final int ASSEMBLER = 0x8001;
    private static final int VERSION = 5;
    private static final int FORM_UNSIGNED = 0x0f;
    private static final int FORM_LINE_STRING = 0x1f;
    private static final String LINE = ".debug_line";
    private static final String LINE_STRINGS = ".debug_line_str";
    private static final String STRINGS = ".debug_str";
    private static final String RANGES = ".debug_rnglists";
    private static final int RANGES_HEADER = 12;

    private final DebugSource source;

    private DebugSections(DebugSource source) {
        this.source = source;
    }

    /** {@return the sections in order; none if there is no code} */
    public static List<DebugSection> of(DebugSource source) {
        return source.sequences().isEmpty() ? List.of() : new DebugSections(source).all();
    }

    /** {@return only the line table, as {@code .loc} asks for without {@code -g}} */
    public static DebugSection lines(DebugSource source) {
        return new DebugSections(source).oldLines();
    }

    private List<DebugSection> all() {
        List<DebugSection> sections = new ArrayList<>();
        Strings lineStrings = new Strings();
        sections.add(lines(lineStrings));
        sections.add(lineStrings.section(LINE_STRINGS));
        Strings strings = new Strings();
        sections.add(information(strings));
        sections.add(abbreviations());
        sections.add(addressRanges());
        sections.add(strings.section(STRINGS));
        if (many()) {
            sections.add(ranges());
        }
        return sections;
    }

    private boolean many() {
        return source.sequences().size() > 1;
    }

    private boolean allExternal() {
        return source.functions().stream().allMatch(DebugSource.Function::external);
    }

    private static Bytes lengthOf(Bytes body) {
        Bytes out = new Bytes();
        out.number(body.size(), 4);
        out.append(body);
        return out;
    }

    private static void standard(Bytes header) {
        header.raw(4, 1, 1, LineProgram.LINE_BASE, LineProgram.LINE_RANGE, LineProgram.OPCODE_BASE);
        header.raw(0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1);
    }

    private DebugSection lines(Strings strings) {
        FileTable table = new FileTable(source);
        Bytes header = new Bytes();
        standard(header);
        header.raw(1, 1, FORM_LINE_STRING);
        header.unsigned(table.directories().size());
        for (String directory : table.directories()) {
            header.reference(4, LINE_STRINGS, strings.once(directory));
        }
        header.raw(2, 1, FORM_LINE_STRING, 2, FORM_UNSIGNED);
        List<FileTable.Entry> files = table.files();
        header.unsigned(files.size() + 1);
        for (int i = -1; i < files.size(); i++) {
            FileTable.Entry file = files.get(Math.max(0, i));
            header.reference(4, LINE_STRINGS, strings.once(file.name()));
            header.unsigned(file.directory());
        }
        Bytes body = new Bytes();
        body.number(VERSION, 2);
        body.raw(8, 0);
        body.append(lengthOf(header));
        source.sequences().forEach(s -> LineProgram.write(s, body));
        return lengthOf(body).section(LINE, false, 1);
    }

    private DebugSection oldLines() {
        FileTable table = new FileTable(source);
        Bytes header = new Bytes();
        header.raw(4, 1, LineProgram.LINE_BASE, LineProgram.LINE_RANGE, LineProgram.OPCODE_BASE);
        header.raw(0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1);
        List<String> directories = table.directories();
        directories.subList(1, directories.size()).forEach(header::string);
        header.raw(0);
        for (FileTable.Entry file : table.files()) {
            header.string(file.name());
            header.unsigned(file.directory());
            header.raw(0, 0);
        }
        header.raw(0);
        Bytes body = new Bytes();
        body.number(3, 2);
        body.append(lengthOf(header));
        source.sequences().forEach(s -> LineProgram.write(s, body));
        return lengthOf(body).section(LINE, false, 1);
    }

    private DebugSection information(Strings strings) {
        Bytes out = information(strings, 0);
        // The reference to the type behind all functions takes more bytes the further it is.
        for (int offset = -1, next = out.size() - 2; offset != next; ) {
            offset = next;
            out = information(new Strings(), offset);
            next = out.size() - 2;
        }
        return out.section(".debug_info", false, 1);
    }

    /** @param type offset of the type that functions return */
    private Bytes information(Strings strings, int type) {
        Bytes unit = new Bytes();
        unit.number(VERSION, 2);
        unit.raw(1, 8);
        unit.reference(4, ".debug_abbrev", 0);
        unit.unsigned(1);
        unit.reference(4, LINE, 0);
        if (many()) {
            unit.reference(4, RANGES, RANGES_HEADER);
        } else {
            DebugSource.Sequence only = source.sequences().get(0);
            unit.reference(8, only.section(), 0);
            unit.unsigned(only.size());
        }
        unit.reference(4, STRINGS, strings.add(source.files().get(0)));
        unit.reference(4, STRINGS, strings.add(source.directory()));
        unit.reference(4, STRINGS, strings.add(PRODUCER));
        unit.number(ASSEMBLER, 2);
        if (!source.functions().isEmpty()) {
            for (DebugSource.Function f : source.functions()) {
                unit.unsigned(2);
                unit.reference(4, STRINGS, strings.add(f.name()));
                if (!allExternal()) {
                    unit.raw(f.external() ? 1 : 0);
                }
                unit.unsigned(type);
                unit.reference(8, f.target(), f.addend());
                unit.unsigned(f.size());
            }
            unit.unsigned(3);
            unit.raw(0);
        }
        return lengthOf(unit);
    }

    private DebugSection abbreviations() {
        boolean functions = !source.functions().isEmpty();
        Bytes out = new Bytes();
        out.raw(1, 0x11, functions ? 1 : 0, 0x10, 0x17);
        if (many()) {
            out.raw(0x55, 0x17);
        } else {
            out.raw(0x11, 1, 0x12, FORM_UNSIGNED);
        }
        out.raw(3, 0x0e, 0x1b, 0x0e, 0x25, 0x0e, 0x13, 5, 0, 0);
        if (functions) {
            out.raw(
                    2,
                    0x2e,
                    0,
                    3,
                    0x0e,
                    0x3f,
                    allExternal() ? 0x19 : 0x0c,
                    0x49,
                    0x15,
                    0x11,
                    1,
                    0x12,
                    FORM_UNSIGNED,
                    0,
                    0);
            out.raw(3, 0x3b, 0, 0, 0);
        }
        out.raw(0);
        return out.section(".debug_abbrev", false, 1);
    }

    private DebugSection addressRanges() {
        Bytes body = new Bytes();
        body.number(2, 2);
        body.reference(4, ".debug_info", 0);
        body.raw(8, 0);
        body.number(0, 4);
        for (DebugSource.Sequence s : source.sequences()) {
            body.reference(8, s.section(), 0);
            body.number(s.size(), 8);
        }
        body.number(0, 8);
        body.number(0, 8);
        return lengthOf(body).section(".debug_aranges", false, 16);
    }

    private DebugSection ranges() {
        Bytes body = new Bytes();
        body.number(VERSION, 2);
        body.raw(8, 0);
        body.number(0, 4);
        for (DebugSource.Sequence s : source.sequences()) {
            body.raw(7);
            body.reference(8, s.section(), 0);
            body.unsigned(s.size());
        }
        body.raw(0);
        return lengthOf(body).section(RANGES, false, 1);
    }
}
