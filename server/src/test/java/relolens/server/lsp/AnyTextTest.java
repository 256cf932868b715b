package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.analyzer.Analysis;

/** Every feature at every place of texts that are whole, cut off or broken: an answer, never a failure. */
class AnyTextTest {
    private static final List<String> TEXTS = List.of(
            "",
            "\n",
            "\tldr x0, [x1",
            "a:b:c: 1:2: add x0,,x1 ; ; .macro\n\\\n.endm .if\n",
            "#define A(x\n#include <\n#include \"\n#if\n#endif\n#\n# \n",
            "\t.macro m a:req, b=, c:vararg\n\\a \\b\\()c\\@ : \\\n\t.endm\n\tm \\\n\tm a=,,\n",
            "/*@ entry mmu=on\n x0: data */ //@\n//@ allow\n//@ x0:\n//@ run a: x0=kimage(\n",
            "\tmrs x0\r\n\tmsr daifset, #\r\n\tdsb \r\n\r\nlabel:\r\n\tb.\r\n",
            "\u00e9\ud83d\ude00:\tmov x0, #'\ud83d\ude00\n\t.ascii \"\u00e9\\\"\n",
            "\t.ascii \"never closed\n\tmov x0, '\n /* never closed\n ldr x0",
            ";;;;\t\t\t,,,,[[[[]]]]{{{{}}}}((((::::====####",
            "x0 .req\n.req x0\nfoo .req x1\n\tmov foo, foo\n.unreq foo\nsym = . + 4\n.set\n.set a\n");

    @TempDir
    Path directory;

    private static final String OPTIONS = ",\"options\":{\"tabSize\":4,\"insertSpaces\":true}}";

    private static List<Integer> whole(EditorSession editor, String uri) throws Exception {
        String document = "{\"textDocument\":{\"uri\":\"" + uri + "\"}";
        return List.of(
                editor.send("textDocument/semanticTokens/full", EditorSession.of(uri)),
                editor.send("textDocument/formatting", document + OPTIONS),
                editor.send("textDocument/codeLens", EditorSession.of(uri)),
                editor.send("textDocument/documentSymbol", EditorSession.of(uri)),
                editor.send("textDocument/inlayHint", EditorSession.lines(uri, 0, 9999)),
                editor.send("textDocument/diagnostic", EditorSession.of(uri)),
                editor.send("relolens/expanded", EditorSession.of(uri)),
                editor.send("relolens/disassembly", EditorSession.of(uri)));
    }

    private static List<Integer> at(EditorSession editor, String uri, int line, int character) throws Exception {
        String at = EditorSession.at(uri, line, character);
        String point = "{\"line\":" + line + ",\"character\":" + character + "}";
        String range = "\"range\":{\"start\":" + point + ",\"end\":" + point + "}";
        String document = "{\"textDocument\":{\"uri\":\"" + uri + "\"},";
        return List.of(
                editor.send("textDocument/completion", at),
                editor.send("textDocument/signatureHelp", at),
                editor.send("textDocument/hover", at),
                editor.send("textDocument/definition", at),
                editor.send("textDocument/codeAction", document + range + ",\"context\":{\"diagnostics\":[]}}"),
                editor.send(
                        "textDocument/inlineValue",
                        document + range + ",\"context\":{\"frameId\":0,\"stoppedLocation\":{\"start\":" + point
                                + ",\"end\":" + point + "}}}"),
                editor.send(
                        "textDocument/onTypeFormatting",
                        document + "\"position\":" + point + ",\"ch\":\"\\n\"" + OPTIONS));
    }

    private static void answered(EditorSession editor, List<Integer> ids, String about) throws Exception {
        for (int id : ids) {
            JsonObject reply = editor.reply(id);
            assertThat(reply.has("error")).as(about + ": " + reply).isFalse();
        }
    }

    @Test
    void everyPlaceOfBrokenTextsHasAnAnswer() throws Exception {
        for (String encoding : List.of("utf-8", "utf-16", "utf-32")) {
            try (var editor = new EditorSession(Analysis::study, directory.resolve("cache"))) {
                editor.initialize(directory, "{}", "{\"general\":{\"positionEncodings\":[\"" + encoding + "\"]}}");
                for (int n = 0; n < TEXTS.size(); n++) {
                    String text = TEXTS.get(n);
                    String uri = directory.resolve(encoding + n + ".S").toUri().toString();
                    editor.open(uri, text);
                    answered(editor, whole(editor, uri), text);
                    String[] lines = text.split("\n", -1);
                    for (int line = 0; line <= lines.length; line++) {
                        int length = line < lines.length ? lines[line].length() : 0;
                        for (int c = 0; c <= length + 1; c++) {
                            answered(editor, at(editor, uri, line, c), text + " at " + line + ":" + c);
                        }
                    }
                }
                assertThat(editor.failures).isEmpty();
            }
        }
    }

    @Test
    @Tag("oracle")
    void everyPrefixAndManyPlacesOfKernelFilesHaveAnAnswer() throws Exception {
        String given = System.getProperty("RELOLENS_LINUX", System.getenv("RELOLENS_LINUX"));
        assertThat(given).as("RELOLENS_LINUX: directory with linux-6.1").isNotNull();
        Path root = Path.of(given).toAbsolutePath().resolve("linux-6.1");
        try (var editor = new EditorSession(Analysis::study, directory)) {
            editor.initialize(root, "{}");
            for (String file : List.of("kernel/relocate_kernel.S", "mm/proc.S", "kernel/head.S")) {
                Path path = root.resolve("arch/arm64").resolve(file);
                String text = Files.readString(path);
                String uri = path.toUri().toString();
                editor.open(uri, text);
                answered(editor, whole(editor, uri), file);
                String[] lines = text.split("\n", -1);
                List<Integer> ids = new ArrayList<>();
                for (int line = 0; line < lines.length; line += 3) {
                    ids.addAll(at(editor, uri, line, line * 7 % (lines[line].length() + 1)));
                }
                answered(editor, ids, file);
                int version = 2;
                for (int cut = 97; cut < text.length(); cut += text.length() / 12) {
                    editor.change(uri, version++, text.substring(0, cut));
                    answered(editor, whole(editor, uri), file + " up to " + cut);
                }
            }
            assertThat(editor.failures).isEmpty();
        }
    }
}
