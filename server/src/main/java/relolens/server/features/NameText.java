package relolens.server.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit.Symbol;
import relolens.analyzer.cpp.PreprocessedUnit.Definition;
import relolens.emulator.isa.Isa;
import relolens.server.document.Snapshot;
import relolens.server.document.Vocabulary;
import relolens.server.manual.RegisterPages;
import relolens.server.manual.SystemText;
import relolens.server.text.Statement;
import relolens.server.text.Token;
import relolens.server.text.Token.Kind;
import relolens.server.writing.Documentation;

/** What a name means where it stands: a directive, an instruction, a condition, a register, a macro, a symbol. */
final class NameText {
    private static final int LONGEST = 2000;

    private NameText() {}

    /** {@return Markdown about {@code word}; empty where nothing is known} */
    static List<String> of(Snapshot snapshot, Words word) {
        List<String> parts = new ArrayList<>();
        Token token = token(snapshot, word);
        Statement statement = snapshot.document().tokens().statement(word.line(), word.from());
        String lower = word.text().toLowerCase(Locale.ROOT);
        if (token != null && token.kind() == Kind.DIRECTIVE) {
            String text = Documentation.directive(lower);
            if (!text.isEmpty()) {
                parts.add(text);
            }
        } else if (token != null && token.kind() == Kind.OPERATION && isBare(snapshot, word)) {
            parts.add(Documentation.instruction(lower));
        } else if (token != null && token.kind() == Kind.OPERATION) {
            String title = Documentation.title(lower);
            if (!title.isEmpty()) {
                parts.add(title);
            }
        }
        condition(lower, token, statement, parts);
        systemRegister(snapshot, word, lower, parts);
        names(snapshot, word.text(), parts);
        return parts;
    }

    private static @Nullable Token token(Snapshot snapshot, Words word) {
        for (Token t : snapshot.document().tokens().line(word.line())) {
            if (t.from() <= word.from() && word.from() < t.to()) {
                return t;
            }
        }
        return null;
    }

    /** Whether the line of a mnemonic came to no instruction: it is inactive, of a macro's body, or wrong. */
    private static boolean isBare(Snapshot snapshot, Words word) {
        return snapshot.instructions().getOrDefault(word.line() + 1, List.of()).isEmpty()
                && Isa.a64().isMnemonic(word.text().toLowerCase(Locale.ROOT));
    }

    private static void condition(String lower, @Nullable Token token, Statement statement, List<String> parts) {
        String name = lower;
        if (token != null && token.kind() == Kind.OPERATION) {
            boolean dotted = lower.startsWith("b.") || lower.startsWith("bc.");
            boolean short2 =
                    lower.length() == 3 && lower.charAt(0) == 'b' && Isa.a64().isMnemonic(lower);
            name = dotted ? lower.substring(lower.indexOf('.') + 1) : short2 ? lower.substring(1) : "";
        } else if (statement.operation() == null || !takesCondition(statement.operationText())) {
            return;
        }
        String text = Documentation.condition(name);
        if (!text.isEmpty()) {
            parts.add("`" + name + "`: " + text);
        }
    }

    private static boolean takesCondition(String operation) {
        return operation.startsWith("cs")
                || operation.startsWith("cc")
                || operation.startsWith("ci")
                || operation.startsWith("cn")
                || operation.startsWith("fc");
    }

    private static void systemRegister(Snapshot snapshot, Words word, String lower, List<String> parts) {
        String text = lower.contains("_el") ? SystemText.register(lower) : "";
        if (!text.isEmpty()) {
            parts.add("**" + lower.toUpperCase(Locale.ROOT) + "** " + text + " Access: " + RegisterPages.levels(lower)
                    + ".");
            List<String> fields = RegisterPages.fields(lower);
            if (!fields.isEmpty()
                    && KnownValues.written(snapshot, word.line() + 1).isEmpty()) {
                parts.add(String.join("\n", fields));
            }
        }
    }

    private static void names(Snapshot snapshot, String word, List<String> parts) {
        Vocabulary names = snapshot.vocabulary();
        Definition d = names.definitions().get(word);
        if (d != null) {
            List<String> parameters = d.parameters();
            String call = parameters == null ? "" : "(" + String.join(", ", parameters) + ")";
            String body = d.body().length() > LONGEST ? d.body().substring(0, LONGEST) + " …" : d.body();
            parts.add("```c\n#define " + d.name() + call + " " + body + "\n```");
        }
        Vocabulary.Heading macro = names.macro(word);
        if (macro != null) {
            parts.add("```asm\n.macro " + macro.macro().name() + " "
                    + String.join(", ", Vocabulary.parameters(macro.macro())) + "\n```");
        }
        String alias = names.aliases().get(word.toLowerCase(Locale.ROOT));
        if (alias != null) {
            parts.add("`" + word + "`: another name for `" + alias + "`");
        }
        Symbol s = names.symbols().get(word);
        if (s != null && s.defined()) {
            parts.add("`" + s.name() + "` = "
                    + (s.section() == null
                            ? "0x" + Long.toHexString(s.value())
                            : s.section() + " + 0x" + Long.toHexString(s.value())));
        }
    }
}
