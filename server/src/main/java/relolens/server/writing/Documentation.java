package relolens.server.writing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit.Symbol;
import relolens.analyzer.cpp.PreprocessedUnit.Definition;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Encoding;
import relolens.emulator.names.MnemonicTitles;
import relolens.server.document.Vocabulary;
import relolens.server.manual.Manual;
import relolens.server.manual.SystemText;

/** What is told of a completion when it is looked at. */
public final class Documentation {
    static final String INSTRUCTION = "instruction";
    static final String REGISTER = "register";
    static final String SYSTEM_REGISTER = "system-register";
    static final String DIRECTIVE = "directive";
    static final String PREPROCESSOR = "preprocessor";
    static final String MACRO = "macro";
    static final String ARGUMENT = "argument";
    static final String DEFINITION = "definition";
    static final String SYMBOL = "symbol";
    static final String CONDITION = "condition";
    static final String PSTATE = "pstate";
    static final String BARRIER = "barrier";
    /** With the group (dc, ic, at, tlbi) behind it. */
    static final String OPERATION = "operation-";

    static final String CLAUSE = "clause";
    /** A page of the manual: a rule, a core, a board. */
    static final String TOPIC = "topic";

    static final String WORD = "word";

    private static final int MOST_FORMS = 16;
    private static final int LONGEST_MACRO = 40;

    private static final Map<String, String> CONDITIONS = Map.ofEntries(
            Map.entry("eq", "equal (Z)"),
            Map.entry("ne", "not equal (!Z)"),
            Map.entry("cs", "carry: unsigned ≥ (C)"),
            Map.entry("hs", "unsigned ≥ (C)"),
            Map.entry("cc", "no carry: unsigned < (!C)"),
            Map.entry("lo", "unsigned < (!C)"),
            Map.entry("mi", "negative (N)"),
            Map.entry("pl", "positive or zero (!N)"),
            Map.entry("vs", "signed overflow (V)"),
            Map.entry("vc", "no signed overflow (!V)"),
            Map.entry("hi", "unsigned > (C and !Z)"),
            Map.entry("ls", "unsigned ≤ (!C or Z)"),
            Map.entry("ge", "signed ≥ (N = V)"),
            Map.entry("lt", "signed < (N ≠ V)"),
            Map.entry("gt", "signed > (!Z and N = V)"),
            Map.entry("le", "signed ≤ (Z or N ≠ V)"),
            Map.entry("al", "always"),
            Map.entry("nv", "always"));

    private Documentation() {}

    /** {@return what the condition {@code name} asks, "" if there is none of that name} */
    public static String condition(String name) {
        return CONDITIONS.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** {@return {@code item} with its documentation} */
    public static CompletionItem resolve(Draft draft, CompletionItem item) {
        if (!(item.getData() instanceof JsonObject data)) {
            return item;
        }
        String kind = string(data, "kind");
        String name = string(data, "name");
        String text = text(draft, kind, name);
        if (text != null && !text.isBlank()) {
            item.setDocumentation(new MarkupContent(MarkupKind.MARKDOWN, text));
        }
        return item;
    }

    private static String string(JsonObject data, String key) {
        JsonElement e = data.get(key);
        return e != null && e.isJsonPrimitive() ? e.getAsString() : "";
    }

    private static @Nullable String text(Draft draft, String kind, String name) {
        if (kind.startsWith(OPERATION)) {
            String group = kind.substring(OPERATION.length());
            return SystemText.of(new Effects.SystemEffect(
                    Effects.SystemKind.valueOf(group.toUpperCase(Locale.ROOT)), name, 0, 0, 0));
        }
        return switch (kind) {
            case INSTRUCTION -> instruction(name);
            case SYSTEM_REGISTER, TOPIC -> topic(name);
            case DIRECTIVE -> directive(name);
            case MACRO -> macro(draft, name);
            case DEFINITION -> definition(draft, name);
            case SYMBOL -> symbol(draft, name);
            case CONDITION -> condition(name);
            case BARRIER -> SystemText.of(new Effects.SystemEffect(Effects.SystemKind.DSB, name, 0, 0, 0));
            case PSTATE -> SystemText.pstate(name);
            default -> null;
        };
    }

    private static @Nullable String topic(String name) {
        String text = Manual.explain(name);
        return text != null && Manual.isData(name) ? "```yaml\n" + text + "```" : text;
    }

    /** {@return what {@code mnemonic} does, in a few words, "" if that is not told} */
    public static String title(String mnemonic) {
        String title = MnemonicTitles.of(mnemonic);
        return title.isEmpty() ? "" : "**" + mnemonic + "**: " + title;
    }

    /** {@return how the row of an instruction is written that is printed as {@code mnemonic}; the row's own name if it has one} */
    public static String form(Encoding row, String mnemonic) {
        String first = row.syntax().strip().split("\\s", 2)[0];
        return ((first.indexOf('<') < 0 ? first : mnemonic) + " " + Form.of(row).operandText()).strip();
    }

    /** {@return what {@code mnemonic} does, its forms, and what its rows read and write} */
    public static String instruction(String mnemonic) {
        List<Form> forms = Form.of(mnemonic);
        String title = title(mnemonic);
        StringJoiner code = new StringJoiner("\n", (title.isEmpty() ? "" : title + "\n\n") + "```asm\n", "\n```");
        for (Form f : forms.subList(0, Math.min(MOST_FORMS, forms.size()))) {
            String feature =
                    f.row().feature().isEmpty() ? "" : "   // " + f.row().feature();
            code.add(mnemonic + " " + f.operandText() + feature);
        }
        if (forms.size() > MOST_FORMS) {
            code.add("// and " + (forms.size() - MOST_FORMS) + " more");
        }
        String about = forms.isEmpty() ? "" : about(forms.get(0).row());
        return code + (about.isEmpty() ? "" : "\n\n" + about);
    }

    private static String about(Encoding row) {
        List<String> parts = new ArrayList<>();
        for (String word : row.effects().split(" ")) {
            if (word.startsWith("w:")) {
                parts.add("writes " + word.substring(2).replace(",", ", ").replace("nzcv", "flags"));
            } else if (word.startsWith("r:")) {
                parts.add("reads " + word.substring(2).replace(",", ", ").replace("nzcv", "flags"));
            }
        }
        return String.join(" · ", parts);
    }

    /** {@return a directive's operands and what it does, "" if that is not described} */
    public static String directive(String name) {
        return Directives.text(name).isEmpty()
                ? ""
                : "```asm\n" + name + " " + Directives.operands(name) + "\n```\n\n" + Directives.text(name);
    }

    private static @Nullable String macro(Draft draft, String name) {
        Vocabulary.Heading h = draft.vocabulary().macro(name);
        if (h == null) {
            return null;
        }
        String file = h.at().file();
        String text = file.equals(draft.document().path())
                ? draft.document().text()
                : draft.sources().load(file);
        if (text == null) {
            return null;
        }
        String[] lines = text.split("\n", -1);
        StringJoiner code = new StringJoiner("\n", "```asm\n", "\n```");
        for (int n = h.at().line() - 1; n < lines.length && n < h.at().line() + LONGEST_MACRO; n++) {
            code.add(lines[n].stripTrailing());
            if (lines[n].strip().startsWith(".endm")) {
                break;
            }
        }
        return code + "\n\n" + file.substring(file.lastIndexOf('/') + 1) + ":" + h.at().line();
    }

    private static @Nullable String definition(Draft draft, String name) {
        Definition d = draft.vocabulary().definitions().get(name);
        if (d == null) {
            return null;
        }
        List<String> parameters = d.parameters();
        String call = parameters == null ? "" : "(" + String.join(", ", parameters) + ")";
        String file = d.span().file();
        return "```c\n#define " + d.name() + call + " " + d.body() + "\n```\n\n"
                + file.substring(file.lastIndexOf('/') + 1) + ":" + d.span().line();
    }

    private static @Nullable String symbol(Draft draft, String name) {
        Symbol s = draft.vocabulary().symbols().get(name);
        if (s == null) {
            return null;
        }
        String where = !s.defined()
                ? "not defined in this unit"
                : s.section() == null
                        ? "0x" + Long.toHexString(s.value())
                        : s.section() + " + 0x" + Long.toHexString(s.value());
        return "`" + name + "`: " + where + (s.size() > 0 ? ", " + s.size() + " bytes" : "");
    }
}
