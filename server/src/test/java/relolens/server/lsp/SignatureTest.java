package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.analyzer.Analysis;

/** Operands of what stands at the cursor, and which is being written. */
class SignatureTest {
    private static final String NAMES = """
            #define SUM(one, other, rest...) (one + other)
            \t.macro step dest:req, by=1, more:vararg
            \tadd \\dest, \\dest, #\\by
            \t.endm
            """;

    @TempDir
    Path directory;

    private EditorSession editor;
    private int version = 1;

    @BeforeEach
    void start() throws Exception {
        editor = new EditorSession(Analysis::study, directory.resolve("cache"));
        editor.initialize(directory, "{}", """
                {"textDocument":{"signatureHelp":{"signatureInformation":{"parameterInformation":{"labelOffsetSupport":true}}}}}""");
        editor.open(uri(), NAMES);
        editor.diagnostics(uri(), 1);
    }

    @AfterEach
    void stop() throws Exception {
        editor.close();
    }

    private String uri() {
        return directory.resolve("s.S").toUri().toString();
    }

    /** {@return label of the active signature, the active parameter in guillemets} */
    private String help(String marked) throws Exception {
        Marked m = Marked.of(NAMES + marked);
        editor.change(uri(), ++version, m.text());
        JsonElement answer = editor.ask("textDocument/signatureHelp", m.in(uri()));
        if (answer.isJsonNull()) {
            return "";
        }
        JsonObject help = answer.getAsJsonObject();
        JsonObject active = help.getAsJsonArray("signatures")
                .get(help.get("activeSignature").getAsInt())
                .getAsJsonObject();
        String label = active.get("label").getAsString();
        int parameter = help.get("activeParameter").getAsInt();
        if (parameter >= active.getAsJsonArray("parameters").size()) {
            return label;
        }
        var range = active.getAsJsonArray("parameters")
                .get(parameter)
                .getAsJsonObject()
                .getAsJsonArray("label");
        int from = range.get(0).getAsInt();
        int to = range.get(1).getAsInt();
        return label.substring(0, from) + "«" + label.substring(from, to) + "»" + label.substring(to);
    }

    @Test
    void theFormIsTheOneThatFitsWhatIsWritten() throws Exception {
        assertThat(help("\tldr x0, ¦")).startsWith("ldr Rt, «[Xn|SP");
        assertThat(help("\tldr x0, [x1], ¦")).isEqualTo("ldr Rt, [Xn|SP], «#simm9»");
        assertThat(help("\tldr x0, [x1, ¦")).startsWith("ldr Rt, «[Xn|SP");
        assertThat(help("\tldr d0, [x1], ¦")).isEqualTo("ldr Ft, [Xn|SP], «#simm9»");
        assertThat(help("\tadd x0, x1, x2, ¦")).isEqualTo("add Rd, Rn, Rm, «{shift #n}»");
        assertThat(help("\tmsr sctlr_el1, ¦")).isEqualTo("msr system register, «Xt»");
        assertThat(help("\tdc civac, ¦")).isEqualTo("dc operation, «{Xt}»");
        assertThat(help("\tnop ¦")).isEmpty();
        assertThat(help("\tadd¦ x0")).isEmpty();
        assertThat(help("\tadd x0 // x, ¦")).isEmpty();
    }

    @Test
    void macrosAndDirectivesTellTheirParameters() throws Exception {
        assertThat(help("\tstep ¦")).isEqualTo("step «dest:req», by=1, more:vararg");
        assertThat(help("\tstep x0, ¦")).isEqualTo("step dest:req, «by=1», more:vararg");
        assertThat(help("\tstep by=¦")).isEqualTo("step dest:req, «by=1», more:vararg");
        assertThat(help("\tstep x0, 1, 2, 3, ¦")).isEqualTo("step dest:req, by=1, «more:vararg»");
        assertThat(help("\tmov x0, SUM(1, ¦)")).startsWith("SUM(one, «other»,");
        assertThat(help("\tmov x0, SUM((1, 2), ¦")).startsWith("SUM(one, «other»,");
        assertThat(help("\t.balign 4, ¦")).isEqualTo(".balign bytes, «fill», most");
    }
}
