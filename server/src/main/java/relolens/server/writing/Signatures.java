package relolens.server.writing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.lsp4j.ParameterInformation;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureInformation;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Tuple;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.PreprocessedUnit.Definition;
import relolens.analyzer.macro.Macro;
import relolens.emulator.names.MnemonicTitles;
import relolens.server.document.Vocabulary;
import relolens.server.text.Statement;
import relolens.server.text.Token;
import relolens.server.text.Token.Kind;

/** The operands of the instruction, macro or directive at the cursor, and which of them is being written. */
public final class Signatures {
    /** Characters after which an editor should ask. */
    public static final List<String> TRIGGERS = List.of(" ", "\t", ",", "(", "[");

    private final Draft draft;
    private final boolean offsets;
    private final String text;
    private final int at;
    private final Statement statement;

    private Signatures(Draft draft, Position position, boolean offsets) {
        this.draft = draft;
        this.offsets = offsets;
        this.text = draft.document().line(position.getLine());
        this.at = draft.encoding().chars(text, position.getCharacter());
        this.statement = draft.document().tokens().statement(position.getLine(), at);
    }

    /**
     * {@return the help at {@code position}, or null where there is none}
     *
     * @param offsets whether the client takes parameters as offsets into the label
     */
    public static @Nullable SignatureHelp at(Draft draft, Position position, boolean offsets) {
        Signatures s = new Signatures(draft, position, offsets);
        return s.insideComment() ? null : s.help(position.getLine());
    }

    private boolean insideComment() {
        return statement.tokens().stream()
                .anyMatch(t -> (t.kind() == Kind.COMMENT || t.kind() == Kind.CONTRACT) && t.from() < at);
    }

    private @Nullable SignatureHelp help(int line) {
        SignatureHelp call = call();
        if (call != null) {
            return call;
        }
        Token operation = statement.operation();
        if (operation == null || at <= operation.to()) {
            return null;
        }
        String word = operation.text(text);
        Vocabulary.Heading macro = draft.vocabulary().macro(word);
        if (macro != null) {
            return macro(macro.macro());
        }
        int operand = statement.place(at).operand();
        if (operation.kind() == Kind.DIRECTIVE) {
            String operands = Directives.operands(word);
            return operands.isEmpty()
                    ? null
                    : one(word + " ", List.of(operands.split(", ")), operand, Directives.text(word));
        }
        return instruction(word, operand, line);
    }

    /** {@return help for the innermost call of a function-like macro around the cursor} */
    private @Nullable SignatureHelp call() {
        List<Token> tokens = statement.tokens();
        int depth = 0;
        int commas = 0;
        for (int i = tokens.size() - 1; i > 0; i--) {
            Token t = tokens.get(i);
            if (t.to() > at) {
                continue;
            }
            if (t.is(')', text)) {
                depth++;
            } else if (t.is(',', text) && depth == 0) {
                commas++;
            } else if (t.is('(', text) && depth-- == 0) {
                Token name = tokens.get(i - 1);
                Definition d = draft.vocabulary().definitions().get(name.text(text));
                List<String> parameters = d == null || name.to() != t.from() ? null : d.parameters();
                if (parameters != null) {
                    return one(name.text(text) + "(", parameters, commas, "");
                }
                depth = 0;
                commas = 0;
            }
        }
        return null;
    }

    private SignatureHelp macro(Macro macro) {
        int active = statement.place(at).operand();
        String typed = text.substring(0, at);
        String argument = typed.substring(Math.max(typed.lastIndexOf(','), typed.lastIndexOf(' ')) + 1)
                .strip();
        for (int i = 0; i < macro.formals().size(); i++) {
            if (argument.startsWith(macro.formals().get(i).name() + "=")) {
                active = i;
            }
        }
        int last = macro.formals().size() - 1;
        boolean rest = last >= 0 && macro.formals().get(last).kind() == Macro.Kind.VARARG;
        return one(macro.name() + " ", Vocabulary.parameters(macro), rest ? Math.min(active, last) : active, "");
    }

    private @Nullable SignatureHelp instruction(String word, int operand, int line) {
        String mnemonic = word.toLowerCase(Locale.ROOT);
        List<SignatureInformation> all = new ArrayList<>();
        int active = -1;
        OperandWords fit = new OperandWords(draft, line, new Candidates(draft.range(line, at, at), ""));
        for (Form form : Form.of(mnemonic)) {
            List<String> parameters = new ArrayList<>();
            for (Form.Operand o : form.operands()) {
                parameters.add(o.optional() ? "{" + o.text() + "}" : o.text());
            }
            if (parameters.isEmpty()) {
                continue;
            }
            if (active < 0 && operand < parameters.size() && fit.fits(form, statement, at)) {
                active = all.size();
            }
            SignatureInformation s = signature(mnemonic + " ", parameters);
            String feature = form.row().feature();
            String needs = feature.isEmpty() ? "" : "needs " + feature.replace("+", ", ");
            String title = MnemonicTitles.of(mnemonic);
            String about = title + (title.isEmpty() || needs.isEmpty() ? "" : " · ") + needs;
            if (!about.isEmpty()) {
                s.setDocumentation(about);
            }
            all.add(s);
        }
        return all.isEmpty() ? null : new SignatureHelp(all, Math.max(0, active), operand);
    }

    private SignatureHelp one(String head, List<String> parameters, int active, String documentation) {
        SignatureInformation s = signature(head, parameters);
        if (!documentation.isEmpty()) {
            s.setDocumentation(documentation);
        }
        return new SignatureHelp(List.of(s), 0, active);
    }

    private SignatureInformation signature(String head, List<String> parameters) {
        StringBuilder label = new StringBuilder(head);
        List<ParameterInformation> information = new ArrayList<>();
        for (String p : parameters) {
            label.append(information.isEmpty() ? "" : ", ");
            int from = label.length();
            label.append(p);
            var one = new ParameterInformation();
            one.setLabel(offsets ? Either.forRight(Tuple.two(from, label.length())) : Either.forLeft(p));
            information.add(one);
        }
        if (head.endsWith("(")) {
            label.append(')');
        }
        SignatureInformation s = new SignatureInformation(label.toString());
        s.setParameters(information);
        return s;
    }
}
