package relolens.server.writing;

import java.util.List;
import java.util.Locale;
import org.eclipse.lsp4j.FormattingOptions;
import relolens.emulator.isa.Isa;
import relolens.server.document.TextDocument;
import relolens.server.text.Token;

/**
 * How a file is laid out, as most of its lines are.
 *
 * @param tabs indentation is by tabs
 * @param width columns of a tab stop, or of one step of indentation
 * @param gap what stands between mnemonic and operands
 */
record Style(boolean tabs, int width, Gap gap) {
    /** What stands between mnemonic and operands. */
    enum Gap {
        TAB,
        SPACE,
        /** Spaces up to the next multiple of eight. */
        PADDED
    }

    private static final int PADDING = 8;

    static Style of(TextDocument document, FormattingOptions options) {
        int tabbed = 0;
        int spaced = 0;
        int[] gaps = new int[3];
        for (int n = 0; n < document.lines(); n++) {
            String line = document.line(n);
            List<Token> tokens = document.tokens().line(n);
            Token first = tokens.isEmpty() ? null : tokens.get(0);
            if (first == null
                    || first.kind() != Token.Kind.OPERATION
                    || first.from() == 0
                    || !Isa.a64().isMnemonic(first.text(line).toLowerCase(Locale.ROOT))) {
                continue;
            }
            if (line.charAt(0) == '\t') {
                tabbed++;
            } else {
                spaced++;
            }
            String rest = line.substring(first.to());
            if (!rest.isBlank()) {
                boolean one = rest.charAt(0) == ' ' && !Character.isWhitespace(rest.charAt(1));
                gaps[rest.charAt(0) == '\t' ? 0 : one ? 1 : 2]++;
            }
        }
        boolean tabs = tabbed == spaced ? !options.isInsertSpaces() : tabbed > spaced;
        Gap gap = gaps[0] == 0 && gaps[1] == 0 && gaps[2] == 0
                ? tabs ? Gap.TAB : Gap.SPACE
                : gaps[0] >= gaps[1] && gaps[0] >= gaps[2] ? Gap.TAB : gaps[1] >= gaps[2] ? Gap.SPACE : Gap.PADDED;
        int width = Math.max(1, Math.min(16, options.getTabSize()));
        return new Style(tabs, tabs ? PADDING : width, gap);
    }

    /** {@return indentation nearest to {@code columns}, in whole steps */
    String indent(int columns, int least) {
        int steps = Math.max(least, (columns + width / 2) / width);
        return tabs ? "\t".repeat(steps) : " ".repeat(steps * width);
    }

    /** {@return what stands behind a mnemonic of {@code length} chars} */
    String gap(int length) {
        return switch (gap) {
            case TAB -> "\t";
            case SPACE -> " ";
            case PADDED -> " ".repeat(length < PADDING ? PADDING - length : 1);
        };
    }

    /** {@return the column after {@code text} that begins in {@code column}; tabs stop at multiples of eight} */
    static int column(CharSequence text, int column) {
        int at = column;
        for (int i = 0; i < text.length(); i++) {
            at = text.charAt(i) == '\t' ? (at / PADDING + 1) * PADDING : at + 1;
        }
        return at;
    }

    /** {@return white space from one column to a later one */
    String between(int from, int to) {
        if (!tabs) {
            return " ".repeat(Math.max(1, to - from));
        }
        StringBuilder out = new StringBuilder();
        int at = from;
        while ((at / PADDING + 1) * PADDING <= to) {
            at = (at / PADDING + 1) * PADDING;
            out.append('\t');
        }
        return out.append(" ".repeat(Math.max(out.length() == 0 ? 1 : 0, to - at)))
                .toString();
    }
}
