package relolens.analyzer.asm;

import java.util.Map;
import relolens.analyzer.dwarf.DebugSource;

/** {@code .file} and {@code .loc}: which source a compiler's code comes from. */
final class LineDirectives {
    private static final int MOST_FILES = 1 << 16;

    private final Assembly assembly;
    private boolean statement = true;
    private int isa;

    LineDirectives(Assembly assembly) {
        this.assembly = assembly;
    }

    void register(Map<String, Directive> directives) {
        directives.put(".file", this::file);
        directives.put(".loc", this::loc);
    }

    /** {@code .file "name"} names the unit, {@code .file 1 "directory" "name"} a file that {@code .loc} may mean. */
    private void file(Operands o) {
        char c = o.cursor().peek();
        if (c == '"') {
            String name = new String(o.string(), java.nio.charset.StandardCharsets.UTF_8);
            o.end();
            assembly.fileNames.add(new Assembly.FileName(name, o.origin()));
            return;
        }
        if (c == 0) {
            return;
        }
        if (c < '0' || c > '9') {
            throw o.bad("expected a file name in double quotes, or a number and a name");
        }
        long number = o.absolute();
        String name = o.textIfQuoted();
        if (name == null) {
            throw o.bad("expected a file name in double quotes after the number");
        }
        String second = o.textIfQuoted();
        // A checksum may follow, which only version 5 has a place for.
        o.cursor().rest();
        if (number > MOST_FILES) {
            throw o.bad("file number " + number + " is beyond " + MOST_FILES, 0);
        }
        String path = second == null ? name : name + "/" + second;
        String before = number < 1 ? null : assembly.lines.files.putIfAbsent((int) number, path);
        if (before != null && !before.equals(path)) {
            throw o.bad("file number " + number + " is '" + before + "' already", 0);
        }
    }

    private void loc(Operands o) {
        int from = o.cursor().skipSpace().at();
        long file = o.absolute();
        if (file < 1 || file > MOST_FILES || !assembly.lines.files.containsKey((int) file)) {
            throw o.bad("there is no .file " + file + " before it", from);
        }
        int afterFile = o.cursor().skipSpace().at();
        long line = o.absolute();
        if (line < 0) {
            throw o.bad("expected a line number, not " + line, afterFile);
        }
        char c = o.cursor().peek();
        long column = c >= '0' && c <= '9' ? o.absolute() : 0;
        boolean block = false;
        boolean prologue = false;
        boolean epilogue = false;
        int discriminator = 0;
        while (!o.atEnd()) {
            int at = o.cursor().at();
            switch (o.name()) {
                case "basic_block" -> block = true;
                case "prologue_end" -> prologue = true;
                case "epilogue_begin" -> epilogue = true;
                case "is_stmt" -> statement = o.absolute() != 0;
                case "isa" -> isa = (int) o.absolute();
                case "discriminator" -> discriminator = (int) o.absolute();
                case "view" -> o.name();
                default ->
                    throw o.bad(
                            "expected basic_block, prologue_end, epilogue_begin, is_stmt, isa, discriminator or view",
                            at);
            }
        }
        DebugSource.Marks marks = new DebugSource.Marks(statement, block, prologue, epilogue, isa, discriminator);
        assembly.lines.say(new LineTable.Said((int) file, (int) line, (int) column, marks), assembly.sections.here());
    }
}
