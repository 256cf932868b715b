package relolens.server.writing;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.lsp4j.CompletionItemKind;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit.Symbol;
import relolens.analyzer.cpp.PreprocessedUnit.Definition;
import relolens.analyzer.macro.Macro;
import relolens.server.text.Statement;
import relolens.server.text.Token;
import relolens.server.text.Token.Kind;

/** Names of the unit: preprocessor macros, symbols, parameters and arguments of macros. */
final class MacroWords {
    private static final int LONGEST_BODY = 40;
    /** How far above the cursor a macro's head is looked for. */
    private static final int FARTHEST = 500;

    private final Draft draft;
    private final Candidates out;

    MacroWords(Draft draft, Candidates out) {
        this.draft = draft;
        this.out = out;
    }

    /** Adds preprocessor macros. @param plain whether those that are no calls are wanted, too */
    void definitions(char group, boolean plain) {
        if (out.typed().isEmpty()) {
            return;
        }
        for (Definition d : draft.vocabulary().definitions().values()) {
            if (out.wants(d.name())) {
                List<String> parameters = d.parameters();
                if (parameters != null || plain || body(d).length() > 0) {
                    boolean call = parameters != null;
                    out.add(
                            d.name(),
                            call ? group : (char) (group + 1),
                            call ? CompletionItemKind.Function : CompletionItemKind.Constant,
                            Documentation.DEFINITION,
                            call ? "(" + String.join(", ", parameters) + ")" : "",
                            body(d));
                }
            }
        }
    }

    private static String body(Definition d) {
        String body = d.body();
        return body.length() > LONGEST_BODY ? body.substring(0, LONGEST_BODY - 1) + "…" : body;
    }

    /** Adds symbols, those of this document first. */
    void symbols(char group) {
        String own = draft.document().path();
        for (Symbol s : draft.vocabulary().symbols().values()) {
            if (Character.isDigit(s.name().isEmpty() ? '0' : s.name().charAt(0)) || !out.wants(s.name())) {
                continue;
            }
            boolean here = s.defined() && s.origin().span().file().equals(own);
            out.add(
                    s.name(),
                    here ? group : (char) (group + 1),
                    s.type() == 2 ? CompletionItemKind.Function : CompletionItemKind.Reference,
                    Documentation.SYMBOL,
                    "",
                    s.defined() ? s.section() == null ? "0x" + Long.toHexString(s.value()) : s.section() : "undefined");
        }
    }

    /** Adds {@code name=} for each parameter of {@code macro} that the call does not name yet. */
    void arguments(Macro macro, Statement statement, int at) {
        Set<String> named = new HashSet<>();
        List<Token> tokens = statement.operands();
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i).is('=', statement.line()) && tokens.get(i).from() < at) {
                named.add(tokens.get(i - 1).text(statement.line()));
            }
        }
        int position = statement.place(at).operand();
        for (int i = 0; i < macro.formals().size(); i++) {
            Macro.Formal f = macro.formals().get(i);
            if (!named.contains(f.name())) {
                out.add(
                        f.name() + "=",
                        i == position ? '0' : 'c',
                        CompletionItemKind.Variable,
                        Documentation.ARGUMENT,
                        f.fallback(),
                        f.kind().name().toLowerCase(Locale.ROOT));
            }
        }
    }

    /** Adds the parameters of the {@code .macro}, {@code .irp} or {@code .irpc} that {@code line} stands in. */
    void parametersInScope(int line) {
        int depth = 0;
        for (int n = line - 1; n >= 0 && n >= line - FARTHEST; n--) {
            String text = draft.document().line(n);
            Token head = first(n);
            if (head == null) {
                continue;
            }
            String word = head.text(text).toLowerCase(Locale.ROOT);
            switch (word) {
                case ".endm" -> depth++;
                case ".macro" -> {
                    if (depth == 0) {
                        Macro macro = Macro.heading(text.substring(head.to()).replaceFirst("(//|/\\*).*", ""));
                        if (macro != null) {
                            macro.formals().forEach(f -> parameter(f.name()));
                        }
                        parameter("@");
                        return;
                    }
                    depth--;
                }
                case ".irp", ".irpc" -> {
                    String rest = text.substring(head.to()).strip();
                    int end = 0;
                    while (end < rest.length() && relolens.server.text.Names.isPart(rest.charAt(end))) {
                        end++;
                    }
                    parameter(rest.substring(0, end));
                }
                default -> {}
            }
        }
    }

    private @Nullable Token first(int line) {
        for (Token t : draft.document().tokens().line(line)) {
            if (t.kind() == Kind.DIRECTIVE) {
                return t;
            }
        }
        return null;
    }

    private void parameter(String name) {
        if (!name.isEmpty()) {
            out.add(name, 'a', CompletionItemKind.Variable, Documentation.ARGUMENT, "", "parameter");
        }
    }
}
