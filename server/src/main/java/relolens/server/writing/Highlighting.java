package relolens.server.writing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SemanticTokensLegend;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit.Symbol;
import relolens.analyzer.source.Span;
import relolens.emulator.isa.Isa;
import relolens.emulator.names.SystemNames;
import relolens.server.document.Snapshot;
import relolens.server.document.TextDocument;
import relolens.server.text.Token;
import relolens.server.text.Token.Kind;

/** Semantic tokens: what each word is, by the instruction table and the unit's names. */
public final class Highlighting {
    static final Set<String> SHIFTS = Set.of(
            "lsl", "lsr", "asr", "ror", "msl", "uxtb", "uxth", "uxtw", "uxtx", "sxtb", "sxth", "sxtw", "sxtx", "mul");
    static final Set<String> CONDITIONS = Set.of(
            "eq", "ne", "cs", "hs", "cc", "lo", "mi", "pl", "vs", "vc", "hi", "ls", "ge", "lt", "gt", "le", "al", "nv");
    private static final Set<String> CONDITIONAL = Set.of(
            "csel", "csinc", "csinv", "csneg", "cset", "csetm", "cinc", "cinv", "cneg", "ccmp", "ccmn", "fcsel",
            "fccmp", "fccmpe");
    private static final Set<String> MAINTENANCE = Set.of("dc", "ic", "at", "tlbi");
    private static final Set<String> BARRIERS = Set.of("dsb", "dmb", "isb");
    private static final int FUNCTION_SYMBOL = 2;

    private final Draft draft;
    private final BitSet inactive;
    private final List<Integer> data = new ArrayList<>();
    private int lastLine;
    private int lastColumn;

    private Highlighting(Draft draft) {
        this.draft = draft;
        this.inactive = inactive(draft);
    }

    public static SemanticTokensLegend legend() {
        return TokenType.legend();
    }

    /** {@return the tokens of {@code range} (null: of all lines) in the protocol's five numbers each} */
    public static List<Integer> of(Draft draft, @Nullable Range range) {
        Highlighting h = new Highlighting(draft);
        int from = range == null ? 0 : Math.max(0, range.getStart().getLine());
        int last = draft.document().lines() - 1;
        int to = range == null ? last : Math.min(last, range.getEnd().getLine());
        for (int line = from; line <= to; line++) {
            h.line(line);
        }
        return h.data;
    }

    /** {@return the 0-based lines that conditionals leave out} */
    static BitSet inactive(Draft draft) {
        BitSet lines = new BitSet();
        Snapshot s = draft.current();
        if (s != null && s.unit().isPresent()) {
            for (Span span : s.unit().get().preprocessed().inactive()) {
                lines.set(span.line() - 1, Math.max(span.line() - 1, span.endLine() - 1));
            }
        }
        return lines;
    }

    private void line(int line) {
        TextDocument document = draft.document();
        String text = document.line(line);
        String operation = "";
        int operands = 0;
        for (Token t : document.tokens().line(line)) {
            switch (t.kind()) {
                case OPERATION, DIRECTIVE -> {
                    operation = t.text(text).toLowerCase(Locale.ROOT);
                    operands = 0;
                }
                case PUNCTUATION -> {
                    if (t.is(';', text)) {
                        operation = "";
                    } else if (t.is(',', text)) {
                        operands++;
                    }
                    continue;
                }
                default -> {}
            }
            String word = t.text(text);
            TokenType type = type(t.kind(), word, operation, operands);
            if (type != null) {
                int modifiers = t.kind() == Kind.LABEL || t.kind() == Kind.DEFINED ? TokenType.DEFINITION : 0;
                add(line, text, t, type, modifiers | (inactive.get(line) ? TokenType.INACTIVE : 0));
            }
        }
    }

    private void add(int line, String text, Token t, TokenType type, int modifiers) {
        int column = draft.encoding().unitsTo(text, t.from());
        int length = draft.encoding().unitsTo(text, t.to()) - column;
        data.add(line - lastLine);
        data.add(line == lastLine ? column - lastColumn : column);
        data.add(length);
        data.add(type.ordinal());
        data.add(modifiers);
        lastLine = line;
        lastColumn = column;
    }

    private @Nullable TokenType type(Kind kind, String word, String operation, int operand) {
        return switch (kind) {
            case LABEL -> label(word);
            case OPERATION -> operation(word);
            case DIRECTIVE -> draft.vocabulary().macro(word) != null ? TokenType.MACRO : TokenType.DIRECTIVE;
            case HASH -> TokenType.DIRECTIVE;
            case DEFINED -> defined(word);
            case NAME -> name(word, operation, operand);
            case PARAMETER -> TokenType.PARAMETER;
            case MODIFIER -> TokenType.OPERATOR;
            case NUMBER -> TokenType.NUMBER;
            case NUMERIC_REFERENCE -> TokenType.LABEL;
            case STRING -> TokenType.STRING;
            case COMMENT -> TokenType.COMMENT;
            case CONTRACT -> TokenType.CONTRACT;
            case PUNCTUATION -> null;
        };
    }

    private TokenType label(String word) {
        Symbol s = draft.vocabulary().symbols().get(word);
        return s != null && s.type() == FUNCTION_SYMBOL ? TokenType.FUNCTION : TokenType.LABEL;
    }

    private @Nullable TokenType operation(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (draft.vocabulary().macro(lower) != null
                || draft.vocabulary().definitions().containsKey(word)) {
            return TokenType.MACRO;
        }
        return Isa.a64().isMnemonic(lower) ? TokenType.MNEMONIC : null;
    }

    private TokenType defined(String word) {
        boolean alias = draft.vocabulary().aliases().containsKey(word.toLowerCase(Locale.ROOT));
        Symbol s = draft.vocabulary().symbols().get(word);
        return alias ? TokenType.REGISTER : s != null ? TokenType.LABEL : TokenType.MACRO;
    }

    private @Nullable TokenType name(String word, String operation, int operand) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (operation.startsWith(".") && !operation.equals(".req") && word.startsWith(".")) {
            return null;
        }
        if (draft.isRegister(lower)) {
            return TokenType.REGISTER;
        }
        if ((operation.equals("mrs") || operation.equals("msr"))
                && (SystemNames.register(lower) >= 0 || SystemNames.pstate(lower) != null)) {
            return TokenType.SYSTEM;
        }
        if (MAINTENANCE.contains(operation) && operand == 0 && SystemNames.operation(operation, lower) != null) {
            return TokenType.SYSTEM;
        }
        if (BARRIERS.contains(operation) || CONDITIONAL.contains(operation) && CONDITIONS.contains(lower)) {
            return TokenType.OPTION;
        }
        if (draft.vocabulary().definitions().containsKey(word)) {
            return TokenType.MACRO;
        }
        if (SHIFTS.contains(lower) && operand > 0) {
            return TokenType.OPERATOR;
        }
        Symbol s = draft.vocabulary().symbols().get(word);
        if (s != null) {
            return s.type() == FUNCTION_SYMBOL ? TokenType.FUNCTION : TokenType.LABEL;
        }
        return draft.vocabulary().macro(lower) != null ? TokenType.MACRO : null;
    }
}
