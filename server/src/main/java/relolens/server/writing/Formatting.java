package relolens.server.writing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.TextEdit;
import relolens.emulator.isa.Isa;
import relolens.server.text.Token;
import relolens.server.text.Token.Kind;

/**
 * Lays lines out in columns: labels at the margin, instructions indented, operands and trailing comments aligned, in the
 * style that most of the file has. Every edit puts white space in place of white space where GNU as and cpp take any
 * amount for the same, so the object's bytes stay as they are. Directives of the preprocessor, lines that continue, block
 * comments, strings and arguments of macros are left alone.
 */
public final class Formatting {
    private static final int COMMENT_COLUMN = 40;
    /** Code wider than this does not move its neighbours' comments. */
    private static final int WIDE = 56;

    /** A stretch of white space of one line and what stands there afterwards. */
    private record Change(int from, int to, String space) {}

    private final Draft draft;
    private final Style style;
    private final BitSet untouchable = new BitSet();
    /** First line, line after the last, and column of the comments looked at last. */
    private int blockFrom;

    private int blockTo;
    private int blockColumn;

    private Formatting(Draft draft, FormattingOptions options) {
        this.draft = draft;
        this.style = Style.of(draft.document(), options);
        findUntouchable();
    }

    /** {@return edits that lay out 0-based lines {@code from} to {@code to}, both inclusive} */
    public static List<TextEdit> of(Draft draft, int from, int to, FormattingOptions options) {
        return new Formatting(draft, options).lines(from, to);
    }

    /** Lines inside comments, of directives, that continue or are continued, and inside parentheses that others opened. */
    private void findUntouchable() {
        int depth = 0;
        for (int n = 0; n < draft.document().lines(); n++) {
            String line = draft.document().line(n);
            List<Token> tokens = draft.document().tokens().line(n);
            if (line.isBlank()) {
                depth = 0;
            }
            boolean directive = draft.document().tokens().isDirective(n);
            if (directive
                    || depth > 0
                    || draft.document().tokens().beginsInComment(n)
                    || draft.document().tokens().continues(n)
                    || line.stripTrailing().endsWith("\\")) {
                untouchable.set(n);
            }
            if (!directive) {
                for (Token t : tokens) {
                    depth += t.is('(', line) ? 1 : t.is(')', line) ? -1 : 0;
                }
                depth = Math.max(0, depth);
            }
        }
    }

    private List<TextEdit> lines(int from, int to) {
        List<TextEdit> edits = new ArrayList<>();
        int last = Math.min(to, draft.document().lines() - 1);
        for (int n = Math.max(0, from); n <= last; n++) {
            if (!untouchable.get(n)) {
                String line = draft.document().line(n);
                for (Change c : changes(n)) {
                    if (!line.substring(c.from, c.to).equals(c.space)) {
                        edits.add(new TextEdit(draft.range(n, c.from, c.to), c.space));
                    }
                }
            }
        }
        return edits;
    }

    private List<Change> changes(int n) {
        List<Change> changes = code(n);
        String line = draft.document().line(n);
        List<Token> tokens = draft.document().tokens().line(n);
        Token comment = trailing(line, tokens);
        if (comment != null) {
            int end = tokens.get(tokens.size() - 2).to();
            int width = width(n);
            int column = commentColumn(n, width);
            changes.add(new Change(end, comment.from(), style.between(width, column)));
        }
        int end = line.stripTrailing().length();
        boolean open = !tokens.isEmpty() && tokens.get(tokens.size() - 1).kind() == Kind.STRING;
        if (!open && end < line.length()) {
            changes.add(new Change(end, line.length(), ""));
        }
        return changes;
    }

    /** {@return the comment that ends a line of code, if it may be moved} */
    private static @org.jspecify.annotations.Nullable Token trailing(String line, List<Token> tokens) {
        if (tokens.size() < 2) {
            return null;
        }
        Token last = tokens.get(tokens.size() - 1);
        boolean comment = last.kind() == Kind.COMMENT || last.kind() == Kind.CONTRACT;
        boolean whole = line.startsWith("//", last.from()) || line.startsWith("*/", last.to() - 2);
        return comment && whole && tokens.get(tokens.size() - 2).kind() != Kind.COMMENT ? last : null;
    }

    /** White space of the line's first statement: before it, behind its label, behind its operation, behind commas. */
    private List<Change> code(int n) {
        List<Change> changes = new ArrayList<>();
        String line = draft.document().line(n);
        List<Token> tokens = draft.document().tokens().line(n);
        if (tokens.isEmpty()) {
            return changes;
        }
        Token first = tokens.get(0);
        boolean labelled = first.kind() == Kind.LABEL;
        int at = 0;
        if (labelled) {
            changes.add(new Change(0, first.from(), ""));
            at = 1;
            while (at < tokens.size()
                    && (tokens.get(at).is(':', line) || tokens.get(at).kind() == Kind.LABEL)) {
                at++;
            }
        }
        if (at == tokens.size()) {
            return changes;
        }
        Token word = tokens.get(at);
        boolean instruction = word.kind() == Kind.OPERATION && isInstruction(word.text(line));
        if (!instruction && word.kind() != Kind.DIRECTIVE) {
            return labelled && at == 2 && word.kind() == Kind.OPERATION ? afterLabel(changes, tokens) : changes;
        }
        if (labelled) {
            if (at != 2) {
                return changes;
            }
            afterLabel(changes, tokens);
        } else if (word.from() > 0 || instruction) {
            int columns = Style.column(line.substring(0, word.from()), 0);
            changes.add(new Change(0, word.from(), style.indent(columns, 1)));
        }
        if (instruction) {
            operands(line, tokens, at, changes);
        }
        return changes;
    }

    /** White space between the one label's colon and the statement. */
    private List<Change> afterLabel(List<Change> changes, List<Token> tokens) {
        Token label = tokens.get(0);
        Token colon = tokens.get(1);
        int length = colon.to() - label.from();
        String gap = style.tabs() ? "\t" : " ".repeat(Math.max(1, style.width() - length));
        changes.add(new Change(colon.to(), tokens.get(2).from(), gap));
        return changes;
    }

    private void operands(String line, List<Token> tokens, int operation, List<Change> changes) {
        Token word = tokens.get(operation);
        for (int i = operation + 1; i < tokens.size(); i++) {
            Token before = tokens.get(i - 1);
            Token t = tokens.get(i);
            if (t.is(';', line) || t.kind() == Kind.COMMENT || t.kind() == Kind.CONTRACT) {
                return;
            }
            if (i == operation + 1 && t.from() > word.to()) {
                changes.add(new Change(word.to(), t.from(), style.gap(word.to() - word.from())));
            } else if (before.is(',', line)) {
                changes.add(new Change(before.to(), t.from(), " "));
            }
        }
    }

    private boolean isInstruction(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return Isa.a64().isMnemonic(lower)
                && draft.vocabulary().macro(lower) == null
                && !draft.vocabulary().definitions().containsKey(word);
    }

    /** {@return the column where the code of a line ends once it is laid out} */
    private int width(int n) {
        String line = draft.document().line(n);
        List<Token> tokens = draft.document().tokens().line(n);
        int column = 0;
        int done = 0;
        for (Change c : untouchable.get(n) ? List.<Change>of() : code(n)) {
            column = Style.column(line.substring(done, c.from), column);
            column = Style.column(c.space, column);
            done = c.to;
        }
        Token last = tokens.get(tokens.size() - 1);
        int end = trailing(line, tokens) == null
                ? last.to()
                : tokens.get(tokens.size() - 2).to();
        return Style.column(line.substring(Math.min(done, end), end), column);
    }

    /** {@return where the comments of the lines around {@code n} that have one begin} */
    private int commentColumn(int n, int width) {
        if (width >= WIDE) {
            return width + 1;
        }
        if (n < blockFrom || n >= blockTo) {
            block(n);
        }
        return blockColumn;
    }

    private void block(int n) {
        blockFrom = n;
        while (blockFrom > 0 && commented(blockFrom - 1)) {
            blockFrom--;
        }
        int most = 0;
        blockTo = blockFrom;
        while (blockTo < draft.document().lines() && commented(blockTo)) {
            int other = width(blockTo++);
            most = other < WIDE ? Math.max(most, other) : most;
        }
        blockColumn = Math.max(COMMENT_COLUMN, (most / 8 + 1) * 8);
    }

    private boolean commented(int n) {
        String line = draft.document().line(n);
        return !untouchable.get(n) && trailing(line, draft.document().tokens().line(n)) != null;
    }
}
