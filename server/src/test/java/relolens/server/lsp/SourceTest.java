package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.analyzer.Study;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.report.Report;
import relolens.server.Engine;

/** Hover, definitions and symbols on source that is really preprocessed and assembled. {@code ‸} marks the cursor. */
class SourceTest {
    @TempDir
    Path directory;

    private EditorSession editor;

    @BeforeEach
    void start() throws Exception {
        Engine assembling = (request, progress) -> {
            String file = request.files().get(0);
            var unit = Preprocessor.preprocess(file, request.options(), request.loader());
            return new Study(Report.merge(List.of()), List.of(new Study.Unit(file, unit, Assembler.assemble(unit))));
        };
        editor = new EditorSession(assembling, directory.resolve("cache"));
        editor.initialize(directory, "{}");
    }

    @AfterEach
    void stop() throws Exception {
        editor.close();
    }

    private String uri() {
        return directory.resolve("x.S").toUri().toString();
    }

    private JsonElement ask(String method, String marked) throws Exception {
        int at = marked.indexOf('‸');
        String before = marked.substring(0, at);
        int line = (int) before.chars().filter(c -> c == '\n').count();
        editor.open(uri(), marked.replace("‸", ""));
        return editor.ask(method, EditorSession.at(uri(), line, at - 1 - before.lastIndexOf('\n')));
    }

    private String hover(String marked) throws Exception {
        return ask("textDocument/hover", marked)
                .getAsJsonObject()
                .getAsJsonObject("contents")
                .get("value")
                .getAsString();
    }

    private String definition(String marked) throws Exception {
        JsonArray found = ask("textDocument/definition", marked).getAsJsonArray();
        assertThat(found).hasSize(1);
        JsonObject location = found.get(0).getAsJsonObject();
        String target = location.get("uri").getAsString();
        return target.substring(target.lastIndexOf('/') + 1) + ":"
                + (location.getAsJsonObject("range")
                                .getAsJsonObject("start")
                                .get("line")
                                .getAsInt()
                        + 1);
    }

    @Test
    void hoverShowsTheInstructionAsEncodedAndWhatItTouches() throws Exception {
        assertThat(hover("f:\tld‸p\tx0, x1, [x2], #16\n"))
                .contains("ldp x0, x1, [x2], #16")
                .contains("reads x2 · writes x0, x1, x2")
                .contains("load of 2 × 8 bytes; on Device memory (MMU off) the address must be a multiple of 8")
                .contains("timed as load pair");
        editor.notify("textDocument/didClose", EditorSession.of(uri()));
        assertThat(hover("\tcm‸p\tx0, x1\n")).contains("writes flags");
    }

    @Test
    void hoverExplainsSystemRegistersAndMaintenance() throws Exception {
        assertThat(hover("\tmsr\tsctlr‸_el1, x0\n"))
                .contains("**SCTLR_EL1** Controls MMU")
                .contains("**M** [0] stage 1 translation (MMU): 0 off, 1 on")
                .contains("isb");
        assertThat(hover("\tdc\tci‸vac, x0\n")).contains("clean and invalidate").contains("dsb");
        assertThat(hover("\ttl‸bi\tvmalle1is\n")).contains("inner shareable domain");
        assertThat(hover("\tds‸b\tish\n")).contains("inner shareable domain");
    }

    @Test
    void hoverTellsWhereAMacroLineComesFrom() throws Exception {
        assertThat(hover("\t.macro twice reg\n\tadd \\reg, \\reg, \\reg\n\t.endm\n\ttwi‸ce x3\n"))
                .contains("add x3, x3, x3")
                .contains("from macro `twice`");
        assertThat(hover("#define SIZE 64\n\tmov x0, #SI‸ZE\n"))
                .contains("#define SIZE 64")
                .contains("mov x0, #0x40");
    }

    @Test
    void definitionsOfLabelsMacrosDefinesAndIncludesAreFound() throws Exception {
        assertThat(definition("a:\tnop\n\tb\ta‸\n")).isEqualTo("x.S:1");
        assertThat(definition("1:\tnop\n1:\tnop\n\tb\t1‸b\n1:\tret\n")).isEqualTo("x.S:2");
        assertThat(definition("1:\tnop\n\tb\t‸1f\n1:\tret\n")).isEqualTo("x.S:3");
        assertThat(definition("#define N 4\n\tmov x0, #‸N\n")).isEqualTo("x.S:1");
        assertThat(definition("\n\t.macro twice reg\n\tadd \\reg, \\reg, \\reg\n\t.endm\n\t‸twice x3\n"))
                .isEqualTo("x.S:2");
        Files.writeString(directory.resolve("y.h"), "#define M 1\n");
        assertThat(definition("#include \"y‸.h\"\n")).isEqualTo("y.h:1");
        assertThat(definition("#include \"y.h\"\n\tmov x0, #M‸\n")).isEqualTo("y.h:1");
    }

    @Test
    void symbolsListLabels() throws Exception {
        editor.open(uri(), "f:\tnop\n\t.set size, 4\ng:\tret\n");
        JsonArray symbols = editor.ask("textDocument/documentSymbol", EditorSession.of(uri()))
                .getAsJsonArray();
        assertThat(symbols.toString()).contains("\"name\":\"f\"", "\"name\":\"g\"", "\"name\":\"size\"");
    }

    @Test
    void nothingIsSaidOfEmptyPlaces() throws Exception {
        assertThat(ask("textDocument/hover", "‸\n\tret\n").isJsonNull()).isTrue();
        assertThat(ask("textDocument/definition", "‸\n\tret\n").getAsJsonArray())
                .isEmpty();
    }
}
