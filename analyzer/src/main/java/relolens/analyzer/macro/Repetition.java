package relolens.analyzer.macro;

import java.util.ArrayList;
import java.util.List;

/** The values {@code .irp} and {@code .irpc} go through. */
final class Repetition {
    private Repetition() {}

    static List<String> values(ArgumentText text, String operands, int from) {
        List<String> values = new ArrayList<>();
        int at = text.skipComma(from);
        while (at < operands.length()) {
            int before = at;
            at = text.skipComma(text.argument(at, values::add));
            if (at == before) {
                // Nothing taken ('<' outside alternate mode and the like): take the character itself and go on.
                at++;
            }
        }
        return values;
    }

    static List<String> characters(String operands, int from) {
        List<String> values = new ArrayList<>();
        int at = from;
        while (at < operands.length() && (operands.charAt(at) == ',' || ArgumentText.isSpace(operands.charAt(at)))) {
            at++;
        }
        boolean quoted = false;
        for (; at < operands.length(); at++) {
            char c = operands.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted || !ArgumentText.isSpace(c)) {
                values.add(String.valueOf(c));
            }
        }
        return values;
    }
}
