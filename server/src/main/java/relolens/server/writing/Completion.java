package relolens.server.writing;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.Position;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.PreprocessedUnit.Definition;
import relolens.emulator.isa.Isa;
import relolens.emulator.names.Target;
import relolens.server.document.Vocabulary;
import relolens.server.text.Names;
import relolens.server.text.Statement;
import relolens.server.text.Token;
import relolens.server.text.Token.Kind;

/** What could be written at the cursor, by what stands before it. */
public final class Completion {
    /** Characters after which an editor should ask. */
    public static final List<String> TRIGGERS = List.of(".", "#", ":", "=", "<", "\"", "/", "@", " ", ",", "[", "\\");

    private static final List<String> HASHES = List.of(
            "#define",
            "#undef",
            "#include",
            "#if",
            "#ifdef",
            "#ifndef",
            "#elif",
            "#else",
            "#endif",
            "#error",
            "#warning");

    private final Draft draft;
    private final int line;
    private final String text;
    private final int at;

    private Completion(Draft draft, Position position) {
        this.draft = draft;
        this.line = position.getLine();
        this.text = draft.document().line(line);
        this.at = draft.encoding().chars(text, position.getCharacter());
    }

    public static CompletionList at(Draft draft, Position position) {
        return new Completion(draft, position).list();
    }

    private CompletionList list() {
        Token inside = tokenBefore();
        String before = text.substring(0, at);
        Candidates none = candidates(at);
        if (inside != null && inside.kind() == Kind.CONTRACT) {
            Candidates words = candidates(start(" \t=(,:@"));
            ContractWords.add(before, words);
            return words.list(draft.document().uri());
        }
        if (inside != null && inside.kind() == Kind.COMMENT) {
            return none.list(draft.document().uri());
        }
        int path = IncludePaths.pathStart(before);
        if (path >= 0) {
            Candidates files = candidates(before.lastIndexOf('/') >= path ? before.lastIndexOf('/') + 1 : path);
            IncludePaths.add(draft, before, path, files);
            return files.list(draft.document().uri());
        }
        if (inside != null && inside.kind() == Kind.STRING) {
            return none.list(draft.document().uri());
        }
        boolean target = text.strip().startsWith(".arch") || text.strip().startsWith(".cpu");
        Candidates words = candidates(target ? start(" \t+,") : wordStart());
        words(words);
        return words.list(draft.document().uri());
    }

    /** {@return the token that the cursor stands in or right behind} */
    private @Nullable Token tokenBefore() {
        for (Token t : draft.document().tokens().line(line)) {
            boolean directive = text.charAt(t.from()) == '#';
            boolean open =
                    t.kind() == Kind.COMMENT && !directive || t.kind() == Kind.CONTRACT || t.kind() == Kind.STRING;
            boolean closed = text.startsWith("*/", t.to() - 2) || t.kind() == Kind.STRING && t.to() == at;
            if (open && t.from() < at && (at < t.to() || at == t.to() && !closed)) {
                return t;
            }
        }
        return null;
    }

    private int wordStart() {
        int from = at;
        while (from > 0 && Names.isPart(text.charAt(from - 1))) {
            from--;
        }
        return from;
    }

    /** {@return where the word begins that one of {@code ends} stands before} */
    private int start(String ends) {
        int from = at;
        while (from > 0 && ends.indexOf(text.charAt(from - 1)) < 0) {
            from--;
        }
        return from;
    }

    private Candidates candidates(int from) {
        return new Candidates(draft.range(line, from, at), text.substring(from, at));
    }

    private void words(Candidates out) {
        int from = wordStart();
        if (from > 0 && text.charAt(from - 1) == '\\') {
            new MacroWords(draft, out).parametersInScope(line);
            return;
        }
        if (from > 0
                && text.charAt(from - 1) == '#'
                && text.substring(0, from - 1).isBlank()) {
            Candidates hashes = out;
            HASHES.forEach(h ->
                    hashes.add(h.substring(1), 'a', CompletionItemKind.Keyword, Documentation.PREPROCESSOR, "", ""));
            return;
        }
        Statement statement = draft.document().tokens().statement(line, from);
        Token hash = statement.tokens().stream()
                .filter(t -> t.kind() == Kind.HASH)
                .findFirst()
                .orElse(null);
        boolean body = statement.tokens().stream().anyMatch(t -> t.kind() == Kind.DEFINED && t.to() < from);
        if (hash != null && !(body && text.startsWith("define", hash.to() - 6))) {
            out.add("defined", 'b', CompletionItemKind.Keyword, Documentation.PREPROCESSOR, "(NAME)", "");
            new MacroWords(draft, out).definitions('a', true);
            return;
        }
        Token operation = statement.operation();
        boolean starts = operation == null ? startsStatement(statement, from) : operation.from() >= from;
        if (starts) {
            operations(out);
        } else if (operation != null && operation.to() < at) {
            operands(statement, operation, out);
        } else {
            new MacroWords(draft, out).definitions('c', true);
            new MacroWords(draft, out).symbols('b');
        }
    }

    /** {@return whether nothing but labels stands before the word} */
    private boolean startsStatement(Statement statement, int from) {
        if (draft.document().tokens().continues(line)
                && !draft.document().tokens().isDirective(line)) {
            return false;
        }
        for (Token t : statement.tokens()) {
            boolean label = t.kind() == Kind.LABEL || t.is(':', text);
            boolean define = t.kind() == Kind.HASH || t.kind() == Kind.DEFINED;
            if (t.from() < from && !label && !define) {
                return false;
            }
        }
        return true;
    }

    private void operations(Candidates out) {
        String typed = out.typed();
        if (typed.startsWith(".") || typed.isEmpty()) {
            Directives.names()
                    .forEach(d -> out.add(
                            d, 'c', CompletionItemKind.Keyword, Documentation.DIRECTIVE, Directives.operands(d), ""));
        }
        if (!typed.startsWith(".")) {
            Target target = declaredTarget();
            for (String mnemonic : Isa.a64().mnemonics()) {
                if (out.wants(mnemonic)) {
                    mnemonic(mnemonic, target, out);
                }
            }
        }
        for (Vocabulary.Heading h : draft.vocabulary().macros().values()) {
            out.add(
                    h.macro().name(),
                    'b',
                    CompletionItemKind.Method,
                    Documentation.MACRO,
                    String.join(", ", Vocabulary.parameters(h.macro())),
                    "macro");
        }
        if (typed.length() > 1 && !typed.startsWith(".")) {
            new MacroWords(draft, out).definitions('f', false);
        }
    }

    private static void mnemonic(String mnemonic, @Nullable Target target, Candidates out) {
        Mnemonics.Summary s = Mnemonics.summary(mnemonic);
        if (out.typed().isEmpty() && (s.special() || !s.feature().isEmpty())) {
            return;
        }
        boolean off = !s.feature().isEmpty() && !(target == null ? Target.standard() : target).has(s.feature());
        if (off && target != null) {
            return;
        }
        char group = off ? 'e' : s.special() ? 'd' : 'a';
        out.add(
                mnemonic,
                group,
                CompletionItemKind.Function,
                Documentation.INSTRUCTION,
                s.operands(),
                off ? "needs " + s.feature().replace("+", ", ") : "");
    }

    /** {@return what the directives above the cursor let through, or null if there are none} */
    private @Nullable Target declaredTarget() {
        Target target = null;
        for (int n = 0; n < line; n++) {
            String above = draft.document().line(n);
            int dot = above.indexOf(".arch");
            int cpu = above.indexOf(".cpu");
            if (dot < 0 && cpu < 0) {
                continue;
            }
            String[] words = above.strip().split("\\s+");
            if (words.length < 2) {
                continue;
            }
            Target.Parsed parsed = switch (words[0].toLowerCase(Locale.ROOT)) {
                case ".arch" -> Target.architecture(words[1]);
                case ".cpu" -> Target.cpu(words[1]);
                case ".arch_extension" -> (target == null ? Target.standard() : target).extension(words[1]);
                default -> null;
            };
            target = parsed == null || parsed.target() == null ? target : parsed.target();
        }
        return target;
    }

    private void operands(Statement statement, Token operation, Candidates out) {
        String word = operation.text(text);
        MacroWords names = new MacroWords(draft, out);
        Vocabulary.Heading macro = draft.vocabulary().macro(word);
        if (macro != null) {
            names.arguments(macro.macro(), statement, at);
            new OperandWords(draft, line, out).registers();
            names.symbols('d');
            names.definitions('e', true);
            return;
        }
        if (operation.kind() == Kind.DIRECTIVE) {
            DirectiveWords.add(draft, statement, word.toLowerCase(Locale.ROOT), out);
            return;
        }
        Map<String, Definition> definitions = draft.vocabulary().definitions();
        if (definitions.containsKey(word) || !Isa.a64().isMnemonic(word.toLowerCase(Locale.ROOT))) {
            new OperandWords(draft, line, out).registers();
            names.symbols('d');
            names.definitions('e', true);
            return;
        }
        new OperandWords(draft, line, out).add(statement, at, word.toLowerCase(Locale.ROOT));
    }
}
