package relolens.analyzer.cpp;

import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.Token.Kind;

/** Values of {@code __LINE__} and its kin. Dates are fixed so that equal input gives equal output on every day. */
final class BuiltinMacros {
    private final Reader reader;
    private final String mainFile;
    private int counter;

    /** Values for the unit whose main file was written {@code mainFile}. */
    BuiltinMacros(Reader reader, String mainFile) {
        this.reader = reader;
        this.mainFile = mainFile;
    }

    /** {@return the token that replaces {@code name}, or null if it stays} */
    @Nullable
    Token value(Macro.Builtin builtin, Token name, Expander expander) {
        OpenFile file = reader.file();
        switch (builtin) {
            case FILE:
                return name.respelled(Kind.STRING, quote(file == null ? "" : file.presumedName), 0);
            case BASE_FILE:
                return name.respelled(Kind.STRING, quote(mainFile), 0);
            case LINE:
                return number(name, line(file, name));
            case COUNTER:
                return number(name, counter++);
            case INCLUDE_LEVEL:
                return number(name, file == null ? 0 : file.depth);
            case DATE:
                return name.respelled(Kind.STRING, "\"Jan  1 1970\"", 0);
            case TIME:
                return name.respelled(Kind.STRING, "\"00:00:00\"", 0);
            case TIMESTAMP:
                return name.respelled(Kind.STRING, "\"Thu Jan  1 00:00:00 1970\"", 0);
            default:
                return null;
        }
    }

    /** Inside a macro, the line of the outermost use counts. */
    private static int line(@Nullable OpenFile file, Token name) {
        Token at = name.expansion == null ? name : name.expansion.outermost().use;
        int shift = file == null ? 0 : file.lineShift;
        return at.source == null ? 0 : at.source.lineAt(at.start) + shift;
    }

    private static Token number(Token name, int value) {
        return name.respelled(Kind.NUMBER, Integer.toString(value), 0);
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
