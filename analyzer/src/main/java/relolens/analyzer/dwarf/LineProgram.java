package relolens.analyzer.dwarf;

/** The line number program (DWARF 5, 6.2), with the opcodes GNU as chooses. */
final class LineProgram {
    private static final int CODE_UNIT = 4;
    static final int LINE_BASE = -5;
    static final int LINE_RANGE = 14;
    static final int OPCODE_BASE = 13;
    private static final int LONGEST_STEP = (255 - OPCODE_BASE) / LINE_RANGE;
    private static final int COPY = 1;
    private static final int ADVANCE_PC = 2;
    private static final int ADVANCE_LINE = 3;
    private static final int SET_FILE = 4;
    private static final int SET_COLUMN = 5;
    private static final int NEGATE_STATEMENT = 6;
    private static final int BASIC_BLOCK = 7;
    private static final int CONSTANT_PC = 8;
    private static final int PROLOGUE_END = 10;
    private static final int EPILOGUE_BEGIN = 11;
    private static final int SET_ISA = 12;
    private static final int END_SEQUENCE = 1;
    private static final int SET_ADDRESS = 2;
    private static final int SET_DISCRIMINATOR = 4;

    private LineProgram() {}

    static void write(DebugSource.Sequence sequence, Bytes out) {
        DebugSource.Row before = null;
        int file = 1;
        int line = 1;
        int column = 0;
        int isa = 0;
        boolean statement = true;
        for (DebugSource.Row row : sequence.rows()) {
            DebugSource.Marks marks = row.marks();
            if (row.file() != file) {
                file = row.file();
                out.raw(SET_FILE);
                out.unsigned(file);
            }
            if (row.column() != column) {
                column = row.column();
                out.raw(SET_COLUMN);
                out.unsigned(column);
            }
            if (marks.discriminator() != 0) {
                Bytes number = new Bytes();
                number.unsigned(marks.discriminator());
                out.raw(0, 1 + number.size(), SET_DISCRIMINATOR);
                out.append(number);
            }
            if (marks.isa() != isa) {
                isa = marks.isa();
                out.raw(SET_ISA);
                out.unsigned(isa);
            }
            if (marks.statement() != statement) {
                statement = marks.statement();
                out.raw(NEGATE_STATEMENT);
            }
            marks(marks, out);
            if (before == null) {
                out.raw(0, 9, SET_ADDRESS);
                out.reference(8, sequence.section(), row.address());
                step(row.line() - line, 0, out);
            } else {
                step(row.line() - line, (row.address() - before.address()) / CODE_UNIT, out);
            }
            line = row.line();
            before = row;
        }
        if (before != null) {
            end((sequence.size() - before.address()) / CODE_UNIT, out);
        }
    }

    private static void marks(DebugSource.Marks marks, Bytes out) {
        if (marks.block()) {
            out.raw(BASIC_BLOCK);
        }
        if (marks.prologueEnd()) {
            out.raw(PROLOGUE_END);
        }
        if (marks.epilogueBegin()) {
            out.raw(EPILOGUE_BEGIN);
        }
    }

    private static void end(long units, Bytes out) {
        if (units == LONGEST_STEP) {
            out.raw(CONSTANT_PC);
        } else if (units != 0) {
            out.raw(ADVANCE_PC);
            out.unsigned(units);
        }
        out.raw(0, 1, END_SEQUENCE);
    }

    private static void step(int lines, long units, Bytes out) {
        long line = (long) lines - LINE_BASE;
        boolean copy = false;
        if (line < 0 || line >= LINE_RANGE) {
            out.raw(ADVANCE_LINE);
            out.signed(lines);
            line = -LINE_BASE;
            copy = true;
        }
        if (line == -LINE_BASE && units == 0) {
            out.raw(COPY);
            return;
        }
        long opcode = line + OPCODE_BASE;
        if (units < 256 + LONGEST_STEP) {
            if (opcode + units * LINE_RANGE <= 255) {
                out.raw((int) (opcode + units * LINE_RANGE));
                return;
            }
            long further = opcode + (units - LONGEST_STEP) * LINE_RANGE;
            if (units >= LONGEST_STEP && further <= 255) {
                out.raw(CONSTANT_PC, (int) further);
                return;
            }
        }
        out.raw(ADVANCE_PC);
        out.unsigned(units);
        out.raw(copy ? COPY : (int) opcode);
    }
}
