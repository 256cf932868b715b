package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outlines, links, references, calls on Linux 6.1's own files; what is expected comes from plain searches of the text. */
@Tag("oracle")
class KernelNavigationTest {
    private static final String RELOCATE = "arch/arm64/kernel/relocate_kernel.S";
    private static final String HEAD = "arch/arm64/kernel/head.S";

    @TempDir
    Path directory;

    private Path root;
    private EditorSession editor;

    @BeforeEach
    void start() throws Exception {
        root = DefinitionOracleTest.linux();
        editor = new EditorSession(Fixture.ASSEMBLING, directory);
        editor.initialize(root, "{}");
    }

    @AfterEach
    void stop() throws Exception {
        editor.close();
    }

    private String open(String file) throws Exception {
        String uri = root.resolve(file).toUri().toString();
        editor.open(uri, Files.readString(root.resolve(file)));
        return uri;
    }

    private int line(String file, String beginning) throws Exception {
        List<String> lines = Files.readAllLines(root.resolve(file));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().startsWith(beginning)) {
                return i;
            }
        }
        throw new AssertionError("no " + beginning);
    }

    private static int at(JsonElement e, String edge) {
        return e.getAsJsonObject()
                .getAsJsonObject("range")
                .getAsJsonObject(edge)
                .get("line")
                .getAsInt();
    }

    @Test
    void theOutlineHasTheRoutineFromItsStartToItsEnd() throws Exception {
        String uri = open(RELOCATE);
        List<String> found = new ArrayList<>();
        for (JsonElement e :
                editor.ask("textDocument/documentSymbol", EditorSession.of(uri)).getAsJsonArray()) {
            found.add(e.getAsJsonObject().get("name").getAsString() + " " + at(e, "start") + "-" + at(e, "end"));
        }
        int start = line(RELOCATE, "SYM_CODE_START(");
        int end = line(RELOCATE, "SYM_CODE_END(");
        assertThat(found)
                .contains("arm64_relocate_new_kernel " + start + "-" + end)
                .contains("turn_off_mmu " + line(RELOCATE, ".macro turn_off_mmu") + "-" + line(RELOCATE, ".endm"));
        assertThat(editor.ask("textDocument/foldingRange", EditorSession.of(uri))
                        .toString())
                .contains("\"startLine\":" + start + ",\"endLine\":" + end);
    }

    @Test
    void everyIncludeIsALinkToAFile() throws Exception {
        String uri = open(HEAD);
        long wanted = Files.readAllLines(root.resolve(HEAD)).stream()
                .filter(l -> l.startsWith("#include"))
                .count();
        var links =
                editor.ask("textDocument/documentLink", EditorSession.of(uri)).getAsJsonArray();
        assertThat(links).hasSize((int) wanted);
        for (JsonElement e : links) {
            assertThat(Path.of(URI.create(e.getAsJsonObject().get("target").getAsString())))
                    .exists();
        }
    }

    @Test
    void aMacrosUsesAreFoundInAllFilesAndASymbolOfItsNameIsNot() throws Exception {
        String uri = open(RELOCATE);
        int use = line(RELOCATE, "copy_page ");
        List<String> found = new ArrayList<>();
        JsonElement answer = editor.ask(
                "textDocument/references",
                EditorSession.at(uri, use, 2).replaceAll("}$", ",\"context\":{\"includeDeclaration\":true}}"));
        for (JsonElement e : answer.getAsJsonArray()) {
            String file = e.getAsJsonObject().get("uri").getAsString();
            found.add(file.substring(file.lastIndexOf('/') + 1) + ":" + at(e, "start"));
        }
        assertThat(found)
                .containsExactlyInAnyOrder(
                        "relocate_kernel.S:" + use,
                        "hibernate-asm.S:" + line("arch/arm64/kernel/hibernate-asm.S", "copy_page"),
                        "assembler.h:" + line("arch/arm64/include/asm/assembler.h", ".macro copy_page"));
    }

    private List<String> names(JsonElement calls, String end) {
        return calls.getAsJsonArray().asList().stream()
                .map(c -> c.getAsJsonObject().getAsJsonObject(end).get("name").getAsString())
                .toList();
    }

    @Test
    void callsLeadToOtherFilesAndBack() throws Exception {
        String uri = open(HEAD);
        int entry = line(HEAD, "SYM_CODE_START(primary_entry)");
        JsonObject item = editor.ask("textDocument/prepareCallHierarchy", EditorSession.at(uri, entry, 16))
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();
        JsonElement outgoing = editor.ask("callHierarchy/outgoingCalls", "{\"item\":" + item + "}");
        assertThat(names(outgoing, "to"))
                .contains("preserve_boot_args", "init_kernel_el", "create_idmap", "__cpu_setup", "__primary_switch");
        JsonObject setup = outgoing.getAsJsonArray().asList().stream()
                .map(c -> c.getAsJsonObject().getAsJsonObject("to"))
                .filter(to -> to.get("name").getAsString().equals("__cpu_setup"))
                .findFirst()
                .orElseThrow();
        assertThat(setup.get("uri").getAsString()).endsWith("mm/proc.S");
        assertThat(names(editor.ask("callHierarchy/incomingCalls", "{\"item\":" + setup + "}"), "from"))
                .contains("primary_entry", "secondary_startup", "cpu_resume");
    }

    @Test
    void theWorkspacesSymbolsAreFound() throws Exception {
        open(RELOCATE);
        assertThat(editor.ask("workspace/symbol", "{\"query\":\"relocnewkern\"}")
                        .toString())
                .contains("\"name\":\"arm64_relocate_new_kernel\"");
    }

    @Test
    void selectionGoesFromANameToTheRoutineToTheFile() throws Exception {
        String uri = open(RELOCATE);
        int use = line(RELOCATE, "copy_page ");
        JsonObject at = editor.ask(
                        "textDocument/selectionRange",
                        "{\"textDocument\":{\"uri\":\"" + uri + "\"},\"positions\":[{\"line\":" + use
                                + ",\"character\":12}]}")
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();
        List<Integer> starts = new ArrayList<>();
        while (at != null) {
            starts.add(at(at, "start"));
            at = at.has("parent") ? at.getAsJsonObject("parent") : null;
        }
        assertThat(starts)
                .hasSizeGreaterThanOrEqualTo(5)
                .contains(line(RELOCATE, "SYM_CODE_START("))
                .endsWith(0);
    }
}
