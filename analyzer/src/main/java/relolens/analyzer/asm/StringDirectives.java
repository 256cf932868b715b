package relolens.analyzer.asm;

import java.io.ByteArrayOutputStream;
import java.util.Map;

/** Strings as bytes. */
final class StringDirectives {
    private final Assembly assembly;

    StringDirectives(Assembly assembly) {
        this.assembly = assembly;
    }

    void register(Map<String, Directive> directives) {
        directives.put(".ascii", o -> strings(o, 1, false));
        directives.put(".asciz", o -> strings(o, 1, true));
        directives.put(".string", o -> strings(o, 1, true));
        directives.put(".string8", o -> strings(o, 1, true));
        directives.put(".string16", o -> strings(o, 2, true));
        directives.put(".string32", o -> strings(o, 4, true));
        directives.put(".string64", o -> strings(o, 8, true));
    }

    private void strings(Operands o, int width, boolean terminated) {
        if (o.atEnd()) {
            return;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        do {
            // Adjacent strings without a comma are one string.
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            do {
                text.writeBytes(o.cursor().peek() == '<' ? character(o) : o.string());
            } while (o.cursor().peek() == '"' || o.cursor().peek() == '<');
            if (terminated) {
                text.write(0);
            }
            byte[] narrow = text.toByteArray();
            byte[] wide = new byte[narrow.length * width];
            for (int i = 0; i < narrow.length; i++) {
                wide[i * width] = narrow[i];
            }
            all.writeBytes(wide);
        } while (o.comma());
        o.end();
        assembly.sections.section().mapping.data(assembly.sections.here());
        assembly.sections.emit(all.toByteArray());
        assembly.symbols.moved();
    }

    /** {@code <65>}: a character by its number. */
    private static byte[] character(Operands o) {
        o.cursor().take('<');
        byte[] one = {(byte) o.absoluteBelow('>')};
        if (!o.cursor().take('>')) {
            throw o.bad("expected '>' after the character's number");
        }
        return one;
    }
}
