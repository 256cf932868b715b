package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every row of docs/editor.md, asked of a server that is a process of its own, on Linux 6.1's unmodified relocate_kernel.S.
 * What is expected was read in the kernel's text.
 */
@Tag("oracle")
class EveryFeatureTest extends LinuxSession {
    /** The one line whose operands do not stand behind a tab as all others do. */
    private static final String SPACED = "mov     x0, #HVC_SOFT_RESTART";

    private interface Check {
        void run() throws Exception;
    }

    @Test
    void everyRowOfThePageIsAnsweredByAProcessOfItsOwn() throws Exception {
        Map<String, Check> checks = new LinkedHashMap<>();
        reading(checks);
        finding(checks);
        writing(checks);
        showing(checks);
        wholeWorkspace(checks);
        assertThat(checks.keySet()).containsExactlyInAnyOrderElementsOf(EditorPageTest.claimed());
        List<String> wrong = new ArrayList<>();
        for (var check : checks.entrySet()) {
            try {
                check.getValue().run();
            } catch (AssertionError | RuntimeException e) {
                wrong.add(check.getKey() + ": " + e.getMessage());
            }
        }
        assertThat(wrong.stream()
                        .map(w -> w.substring(0, Math.min(1500, w.length())))
                        .toList())
                .isEmpty();
        editor.ask("shutdown", "null");
        editor.notify("exit", "null");
        assertThat(editor.exit()).isZero();
        assertThat(Files.readString(directory.resolve("log"))).doesNotContain("Exception");
    }

    private void reading(Map<String, Check> checks) {
        checks.put(
                "positionEncoding",
                () -> assertThat(capabilities.get("positionEncoding").getAsString())
                        .isEqualTo("utf-8"));
        checks.put("hoverProvider", () -> {
            assertThat(ask("textDocument/hover", at("msr\tsctlr_el1", "sctlr_el1", 2)))
                    .contains("SCTLR_EL1")
                    .contains("**I** [12]");
            assertThat(ask("textDocument/hover", at("copy_page x13", "copy_page", 2)))
                    .contains("ldp x1, x2, [x12]");
            assertThat(ask("textDocument/hover", at("ldr\tx16, [x14], #8", "ldr", 1)))
                    .contains("load a register")
                    .contains("ldr x16, [x14], #8");
        });
        checks.put("signatureHelpProvider", () -> {
            assertThat(ask("textDocument/signatureHelp", at("tbz\tx16, IND_SOURCE", "IND_SOURCE", 1)))
                    .contains("\"activeParameter\":1")
                    .contains("tbz");
            assertThat(ask("textDocument/signatureHelp", at("break_before_make_ttbr_switch", "x17", 1)))
                    .contains("break_before_make_ttbr_switch zero_page, page_table, tmp, tmp2")
                    .contains("\"activeParameter\":1");
        });
        checks.put(
                "inlineValueProvider",
                () -> assertThat(
                                ask(
                                        "textDocument/inlineValue",
                                        with(
                                                whole(),
                                                "\"context\":{\"frameId\":0,\"stoppedLocation\":"
                                                        + "{\"start\":{\"line\":80,\"character\":0},\"end\":{\"line\":80,\"character\":1}}}")))
                        .contains("x12"));
    }

    private void finding(Map<String, Check> checks) {
        checks.put(
                "definitionProvider",
                () -> assertThat(ask("textDocument/definition", at("dcache_by_myline_op civac", "dcache", 1)))
                        .contains("asm/assembler.h")
                        .contains("\"line\":"
                                + lineIn("arch/arm64/include/asm/assembler.h", ".macro dcache_by_myline_op")));
        checks.put(
                "declarationProvider",
                () -> assertThat(ask("textDocument/declaration", at("b\t.Lnext", ".Lnext", 2)))
                        .contains("\"line\":" + line(".Lnext:")));
        checks.put("referencesProvider", () -> {
            var found = list(
                    "textDocument/references",
                    with(at(".Lnext:", ".Lnext", 2), "\"context\":{\"includeDeclaration\":true}"));
            assertThat(found).hasSize(4);
        });
        checks.put(
                "documentHighlightProvider",
                () -> assertThat(list("textDocument/documentHighlight", at(".Lnext:", ".Lnext", 2)))
                        .hasSize(4));
        checks.put(
                "documentSymbolProvider",
                () -> assertThat(values(list("textDocument/documentSymbol", EditorSession.of(uri)), "name"))
                        .contains("turn_off_mmu", "arm64_relocate_new_kernel"));
        checks.put("callHierarchyProvider", () -> {
            var item = list("textDocument/prepareCallHierarchy", at("SYM_CODE_START(", "arm64_relocate", 3));
            assertThat(item).hasSize(1);
            assertThat(values(item, "name")).containsExactly("arm64_relocate_new_kernel");
            assertThat(list("callHierarchy/outgoingCalls", "{\"item\":" + item.get(0) + "}"))
                    .isEmpty();
        });
        checks.put(
                "documentLinkProvider",
                () -> assertThat(values(list("textDocument/documentLink", EditorSession.of(uri)), "target"))
                        .hasSize(7)
                        .anyMatch(target -> target.endsWith("arch/arm64/include/asm/kexec.h")));
        checks.put(
                "foldingRangeProvider",
                () -> assertThat(ask("textDocument/foldingRange", EditorSession.of(uri)))
                        .contains("\"startLine\":" + line(".macro turn_off_mmu") + ",\"endLine\":" + line(".endm")));
        checks.put(
                "selectionRangeProvider",
                () -> assertThat(ask(
                                "textDocument/selectionRange",
                                "{\"textDocument\":{\"uri\":\"" + uri + "\"},\"positions\":[{\"line\":"
                                        + line("dsb\tnsh") + ",\"character\":6}]}"))
                        .contains("\"parent\""));
    }

    private int lineIn(String file, String needle) throws Exception {
        String all = Files.readString(root.resolve(file));
        return (int) all.substring(0, all.indexOf(needle))
                .chars()
                .filter(c -> c == '\n')
                .count();
    }

    private void writing(Map<String, Check> checks) {
        checks.put(
                "completionProvider",
                () -> assertThat(ask("textDocument/completion", at("ldr\tx28, [x0", "KIMAGE_START", 7)))
                        .contains("KIMAGE_START")
                        .contains("KIMAGE_HEAD"));
        checks.put("completionProvider.resolveProvider", () -> {
            JsonElement found = editor.ask("textDocument/completion", at("dsb\tnsh", "dsb", 3));
            JsonArray items = found.isJsonArray()
                    ? found.getAsJsonArray()
                    : found.getAsJsonObject().getAsJsonArray("items");
            JsonElement dsb = items.asList().stream()
                    .filter(i -> i.getAsJsonObject().get("label").getAsString().equals("dsb"))
                    .findFirst()
                    .orElseThrow();
            assertThat(ask("completionItem/resolve", dsb.toString()))
                    .contains("documentation")
                    .contains("arrier");
        });
        checks.put("renameProvider.prepareProvider", () -> {
            assertThat(ask("textDocument/prepareRename", at(".Lnext:", ".Lnext", 2)))
                    .contains(".Lnext");
            String edit = ask("textDocument/rename", with(at(".Lnext:", ".Lnext", 2), "\"newName\":\".Lentry\""));
            assertThat(edit.split("\"newText\":\".Lentry\"", -1)).hasSize(5);
        });
        checks.put(
                "documentFormattingProvider",
                () -> assertThat(list(
                                "textDocument/formatting",
                                with(EditorSession.of(uri), "\"options\":{\"tabSize\":8,\"insertSpaces\":false}")))
                        .isNotEmpty());
        checks.put(
                "documentRangeFormattingProvider.rangesSupport",
                () -> assertThat(ask(
                                "textDocument/rangesFormatting",
                                with(
                                        EditorSession.of(uri),
                                        "\"ranges\":[" + range(line(SPACED), line(SPACED) + 1)
                                                + "],\"options\":{\"tabSize\":8,\"insertSpaces\":false}")))
                        .contains("\"line\":" + line(SPACED))
                        .contains("\"newText\":\"\\t\""));
        checks.put(
                "documentOnTypeFormattingProvider",
                () -> assertThat(ask(
                                "textDocument/onTypeFormatting",
                                with(
                                        EditorSession.at(uri, line(SPACED) + 1, 0),
                                        "\"ch\":\"\\n\",\"options\":{\"tabSize\":8,\"insertSpaces\":false}")))
                        .contains("\"line\":" + line(SPACED)));
        checks.put("codeActionProvider.resolveProvider", () -> {
            var actions = list(
                    "textDocument/codeAction",
                    with(
                            EditorSession.lines(uri, line("turn_off_mmu x12"), line("turn_off_mmu x12")),
                            "\"context\":{\"diagnostics\":[]}"));
            JsonElement insert = actions.asList().stream()
                    .filter(a -> a.getAsJsonObject().get("title").getAsString().contains("expansion"))
                    .findFirst()
                    .orElseThrow();
            assertThat(ask("codeAction/resolve", insert.toString()))
                    .contains("newText")
                    .contains("sctlr_el1, x12");
        });
        checks.put("textDocumentSync.change=2", () -> {
            int at = line("ic\tiallu");
            change(2, at, "\tic\tiallux\n");
            assertThat(ask("textDocument/diagnostic", EditorSession.of(uri))).contains("iallux");
            change(3, at, "\tic\tiallu\n");
            assertThat(ask("textDocument/diagnostic", EditorSession.of(uri))).doesNotContain("iallux");
        });
    }

    private static String range(int from, int to) {
        return "{\"start\":{\"line\":%d,\"character\":0},\"end\":{\"line\":%d,\"character\":0}}".formatted(from, to);
    }

    /** Replaces a line. */
    private void change(int version, int at, String by) throws Exception {
        JsonObject change = new JsonObject();
        change.add("range", com.google.gson.JsonParser.parseString(range(at, at + 1)));
        change.addProperty("text", by);
        editor.notify(
                "textDocument/didChange",
                "{\"textDocument\":{\"uri\":\"" + uri + "\",\"version\":" + version + "},\"contentChanges\":[" + change
                        + "]}");
    }

    private void showing(Map<String, Check> checks) {
        checks.put(
                "semanticTokensProvider.range",
                () -> assertThat(data(editor.ask("textDocument/semanticTokens/range", whole())))
                        .isEqualTo(data(editor.ask("textDocument/semanticTokens/full", EditorSession.of(uri)))));
        checks.put("semanticTokensProvider.full.delta", () -> {
            JsonObject full = editor.ask("textDocument/semanticTokens/full", EditorSession.of(uri))
                    .getAsJsonObject();
            change(4, line("ic\tiallu"), "\tic\tiallu // all\n");
            String delta = ask(
                    "textDocument/semanticTokens/full/delta",
                    with(EditorSession.of(uri), "\"previousResultId\":" + full.get("resultId")));
            assertThat(delta)
                    .contains("\"edits\":[{")
                    .hasSizeLessThan(full.toString().length() / 10);
            change(5, line("ic\tiallu"), "\tic\tiallu\n");
        });
        checks.put("inlayHintProvider.resolveProvider", () -> {
            var hints = list("textDocument/inlayHint", whole());
            JsonElement off = hints.asList().stream()
                    .filter(h -> h.toString().contains("MMU off"))
                    .findFirst()
                    .orElseThrow();
            assertThat(ask("inlayHint/resolve", off.toString())).contains("tooltip");
        });
        checks.put("codeLensProvider.resolveProvider", () -> {
            var lenses = list("textDocument/codeLens", EditorSession.of(uri));
            assertThat(lenses.toString()).contains("MMU-agnostic: no, needs it on (line ");
            for (JsonElement lens : lenses) {
                assertThat(ask("codeLens/resolve", lens.toString())).contains("\"command\"");
            }
        });
        checks.put("executeCommandProvider", () -> {
            JsonObject report = editor.ask(
                            "workspace/executeCommand",
                            "{\"command\":\"relolens.run\",\"arguments\":[\"" + uri + "\"]}")
                    .getAsJsonObject();
            assertThat(values(report.getAsJsonArray("runs"), "outcome")).containsExactly("ok");
        });
        checks.put("diagnosticProvider", () -> {
            JsonObject report =
                    editor.ask("textDocument/diagnostic", EditorSession.of(uri)).getAsJsonObject();
            assertThat(report.get("kind").getAsString()).isEqualTo("full");
            assertThat(ask(
                            "textDocument/diagnostic",
                            with(EditorSession.of(uri), "\"previousResultId\":" + report.get("resultId"))))
                    .contains("unchanged");
        });
    }

    private static JsonElement data(JsonElement tokens) {
        return tokens.getAsJsonObject().get("data");
    }

    private void wholeWorkspace(Map<String, Check> checks) {
        checks.put(
                "workspaceSymbolProvider",
                () -> assertThat(ask("workspace/symbol", "{\"query\":\"arm64_relocate_new_kernel\"}"))
                        .contains(FILE)
                        .contains("\"line\":" + line("SYM_CODE_START(")));
        checks.put("workspace.textDocumentContent", () -> {
            JsonObject where =
                    editor.ask("relolens/expanded", EditorSession.of(uri)).getAsJsonObject();
            assertThat(ask("workspace/textDocumentContent", "{\"uri\":" + where.get("uri") + "}"))
                    .contains("ldp\\tx1, x2, [x12]");
        });
        checks.put(
                "diagnosticProvider.workspaceDiagnostics",
                () -> assertThat(ask("workspace/diagnostic", "{\"previousResultIds\":[]}"))
                        .contains("\"items\":["));
        checks.put("workspace.workspaceFolders.changeNotifications", () -> {
            Path other = Files.createDirectories(directory.resolve("other"));
            Files.writeString(other.resolve("far.S"), "\t.globl\tplace_far_away\nplace_far_away:\n\tret\n");
            editor.notify(
                    "workspace/didChangeWorkspaceFolders",
                    "{\"event\":{\"added\":[{\"uri\":\"" + other.toUri() + "\",\"name\":\"other\"}],\"removed\":[]}}");
            String found = "[]";
            for (int i = 0; i < 100 && found.equals("[]"); i++) {
                found = ask("workspace/symbol", "{\"query\":\"place_far_away\"}");
                Thread.sleep(100);
            }
            assertThat(found).contains("far.S");
            editor.notify(
                    "workspace/didChangeWorkspaceFolders",
                    "{\"event\":{\"added\":[],\"removed\":[{\"uri\":\"" + other.toUri() + "\",\"name\":\"other\"}]}}");
            for (int i = 0; i < 100 && !found.equals("[]"); i++) {
                found = ask("workspace/symbol", "{\"query\":\"place_far_away\"}");
                Thread.sleep(100);
            }
            assertThat(found).isEqualTo("[]");
        });
    }
}
