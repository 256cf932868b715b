package relolens.server.writing;

import java.util.List;
import java.util.Set;
import org.eclipse.lsp4j.CompletionItemKind;
import relolens.emulator.names.Target;
import relolens.server.document.Vocabulary;
import relolens.server.text.Statement;

/** What can be an operand of a directive. */
final class DirectiveWords {
    private static final Set<String> NAMES_A_NEW_THING =
            Set.of(".macro", ".irp", ".irpc", ".ascii", ".asciz", ".string");
    private static final List<String> SECTIONS = List.of(
            ".text",
            ".data",
            ".bss",
            ".rodata",
            ".init.text",
            ".idmap.text",
            ".head.text",
            ".exit.text",
            ".fixup",
            ".hyp.text",
            ".entry.text",
            ".kexec_relocate.text",
            ".altinstructions");

    private DirectiveWords() {}

    static void add(Draft draft, Statement statement, String directive, Candidates out) {
        if (NAMES_A_NEW_THING.contains(directive)) {
            return;
        }
        MacroWords names = new MacroWords(draft, out);
        switch (directive) {
            case ".arch" -> words(Target.architectures(), out);
            case ".cpu" -> words(Target.cpus(), out);
            case ".arch_extension" -> words(Target.extensions(), out);
            case ".section", ".pushsection" -> words(SECTIONS, out);
            case ".type" -> {
                names.symbols('a');
                words(List.of("%function", "%object", "%tls_object", "%notype"), out);
            }
            case ".purgem" -> {
                for (Vocabulary.Heading h : draft.vocabulary().macros().values()) {
                    out.add(h.macro().name(), 'a', CompletionItemKind.Method, Documentation.MACRO, "", "macro");
                }
            }
            case ".req" -> new OperandWords(draft, 0, out).registers();
            default -> {
                names.symbols('a');
                names.definitions('c', true);
            }
        }
    }

    private static void words(List<String> words, Candidates out) {
        words.forEach(w -> out.add(w, 'a', CompletionItemKind.Value, Documentation.WORD, "", ""));
    }
}
