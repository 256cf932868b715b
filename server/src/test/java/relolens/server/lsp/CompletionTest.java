package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.analyzer.Analysis;

/** What an editor offers at a cursor, in the order in which it shows it. */
class CompletionTest {
    private static final String NAMES = """
            #include "names.h"
            \t.macro step dest:req, by=1
            \tadd \\dest, \\dest, #\\by
            \t.endm
            base .req x7
            """;

    @TempDir
    Path directory;

    private EditorSession editor;
    private int version = 1;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(directory.resolve("names.h"), "#define LINE_SIZE 64\n#define ALIGNED(x, y) (x + y)\n");
        Files.createDirectories(directory.resolve("asm"));
        Files.writeString(directory.resolve("asm/page.h"), "");
        editor = new EditorSession(Analysis::study, directory.resolve("cache"));
        editor.initialize(directory, "{}");
        editor.open(uri(), NAMES);
        editor.diagnostics(uri(), 1);
    }

    @AfterEach
    void stop() throws Exception {
        editor.close();
    }

    private String uri() {
        return directory.resolve("c.S").toUri().toString();
    }

    private List<JsonObject> items(String marked) throws Exception {
        Marked m = Marked.of(NAMES + "\n" + marked);
        version++;
        editor.change(uri(), version, m.text());
        JsonObject list = editor.ask("textDocument/completion", m.in(uri())).getAsJsonObject();
        return list.getAsJsonArray("items").asList().stream()
                .map(i -> i.getAsJsonObject())
                .sorted(Comparator.comparing(i -> i.get("sortText").getAsString()))
                .toList();
    }

    private List<String> labels(String marked) throws Exception {
        return items(marked).stream().map(i -> i.get("label").getAsString()).toList();
    }

    private String resolved(String marked, String label) throws Exception {
        JsonObject item = items(marked).stream()
                .filter(i -> i.get("label").getAsString().equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + label));
        assertThat(item.has("documentation")).as("documentation comes late").isFalse();
        return editor.ask("completionItem/resolve", item.toString())
                .getAsJsonObject()
                .getAsJsonObject("documentation")
                .get("value")
                .getAsString();
    }

    @Test
    void aStatementBeginsWithAnInstructionAMacroOrADirective() throws Exception {
        assertThat(labels("\tst¦")).startsWith("stp", "str").contains("strb", "stlr", "step", "stnp");
        JsonObject step = items("\tste¦").get(0);
        assertThat(step.getAsJsonObject("labelDetails").get("detail").getAsString())
                .isEqualTo(" dest:req, by=1");
        assertThat(labels("copy:\tMO¦")).contains("MOV", "MOVZ");
        assertThat(labels("\t.bal¦")).startsWith(".balign");
        assertThat(labels("1:\tldr x0, [x1] ; is¦")).startsWith("isb");
        JsonObject add = items("\tadd¦").get(0);
        assertThat(add.getAsJsonObject("textEdit").toString())
                .isEqualTo("{\"range\":{\"start\":{\"line\":6,\"character\":1},"
                        + "\"end\":{\"line\":6,\"character\":4}},\"newText\":\"add\"}");
        assertThat(add.getAsJsonObject("labelDetails").get("detail").getAsString())
                .startsWith(" Rd|SP, Rn|SP, #imm12{, shift #n}");
    }

    @Test
    void whatTheTargetHasNotStandsLastOrIsLeftOut() throws Exception {
        JsonObject item = items("\tldadda¦").get(0);
        assertThat(item.getAsJsonObject("labelDetails").get("description").getAsString())
                .isEqualTo("needs lse");
        assertThat(labels(".arch armv8-a\n\tldadda¦")).isEmpty();
        assertThat(labels(".arch armv8-a\n.arch_extension lse\n\tldadda¦")).contains("ldadda");
    }

    @Test
    void registersAreOfTheKindTheOperandTakes() throws Exception {
        assertThat(labels("\tadd x3, ¦")).contains("x0", "x30", "sp", "base").doesNotContain("w0", "v0");
        assertThat(labels("\tadd w3, w4, ¦")).contains("w0", "wzr").doesNotContain("x0", "sp");
        assertThat(labels("\tldr w1, [¦")).contains("x0", "sp", "base").doesNotContain("w0", "xzr");
        assertThat(labels("\tldr x1, [x2, ¦")).contains("x0").doesNotContain("sp");
        assertThat(labels("\tldr x1, [x2, x3, ¦")).contains("lsl", "sxtw");
        assertThat(labels("\tadd x1, x2, x3, ¦")).contains("lsl", "lsr", "uxtw");
        assertThat(labels("\tmov x9, x10\n\tmov x11, x¦").subList(0, 4)).contains("x9", "x10", "x11");
        assertThat(labels("\tpmull v0.1q, v¦")).contains("v1.1d");
    }

    @Test
    void systemOperandsAreKnownByDirection() throws Exception {
        assertThat(labels("\tmrs x0, ctr¦")).startsWith("ctr_el0");
        assertThat(labels("\tmsr ctr¦")).doesNotContain("ctr_el0");
        assertThat(labels("\tmsr osla¦")).contains("oslar_el1");
        assertThat(labels("\tmrs x0, osla¦")).doesNotContain("oslar_el1");
        assertThat(labels("\tmsr dai¦")).contains("daifset", "daifclr", "daif");
        assertThat(labels("\tmsr sctlr_¦").get(0)).isEqualTo("sctlr_el1");
        assertThat(labels("\tdc ¦")).contains("civac", "zva", "cvau").doesNotContain("iallu", "x0");
        assertThat(labels("\tdc civac, ¦")).contains("x0").doesNotContain("civac");
        assertThat(labels("\ttlbi va¦")).contains("vae1is");
        assertThat(labels("\tdsb ¦")).contains("ish", "sy", "nshst");
        assertThat(labels("\tcsel x0, x1, x2, ¦")).contains("eq", "lo");
        assertThat(labels("\tprfm pl¦")).contains("pldl1strm");
        assertThat(labels("\tadd x0, x0, :¦")).contains("lo12");
    }

    @Test
    void namesOfTheUnitAreOffered() throws Exception {
        assertThat(labels("\tmov x0, #LINE¦")).contains("LINE_SIZE");
        assertThat(labels("#ifdef LIN¦")).contains("LINE_SIZE");
        assertThat(labels("\tstep ¦")).startsWith("dest=").contains("by=", "base");
        assertThat(labels("\tstep x0, ¦")).startsWith("by=");
        assertThat(labels("\tstep dest=x0, ¦")).contains("by=").doesNotContain("dest=");
        assertThat(labels("\t.macro two one, other\n\tadd \\¦")).containsExactlyInAnyOrder("one", "other", "@");
        assertThat(labels("1:\tnop\n\tb ¦\n2:\n")).contains("1b", "2f").doesNotContain("1f");
        editor.change(uri(), ++version, NAMES + "target:\n\tret\n");
        editor.diagnostics(uri(), version);
        assertThat(labels("target:\n\tb tar¦")).startsWith("target");
        assertThat(labels("\t.purgem ¦")).contains("step");
        assertThat(labels("\t.arch_extension l¦")).contains("lse");
    }

    @Test
    void pathsAreListedStepByStep() throws Exception {
        assertThat(labels("#include \"¦")).contains("names.h", "asm");
        assertThat(labels("#include \"asm/¦")).containsExactly("page.h");
        assertThat(labels("#inc¦")).containsExactly("include");
    }

    @Test
    void contractClausesAreOffered() throws Exception {
        assertThat(labels("//@ ¦")).contains("entry", "run", "allow", "x0");
        assertThat(labels("//@ entry ¦")).contains("el=", "mmu=");
        assertThat(labels("//@ entry mmu=¦")).contains("on", "off", "any");
        assertThat(labels("//@ run a: core=cortex-a7¦")).contains("cortex-a72");
        assertThat(labels("//@ x0: ¦")).contains("pagelist", "pagetable");
        assertThat(labels("//@ allow C0¦")).contains("C03");
        assertThat(labels("// just a comm¦")).isEmpty();
        assertThat(labels("\t.ascii \"st¦\"")).isEmpty();
    }

    @Test
    void documentationIsGivenWhenAskedFor() throws Exception {
        assertThat(resolved("\tadds¦", "adds"))
                .contains("adds Rd, Rn|SP, #imm12{, shift #n}")
                .contains("writes Rd, flags");
        assertThat(resolved("\tmsr sctlr_el1¦", "sctlr_el1"))
                .contains("isb")
                .contains("**M** [0] stage 1 translation (MMU): 0 off, 1 on");
        assertThat(resolved("\tstep¦", "step")).contains("add \\dest").contains("c.S:2");
        assertThat(resolved("\tmov x0, #LINE¦", "LINE_SIZE")).contains("#define LINE_SIZE 64");
        assertThat(resolved("\t.balign¦", ".balign")).contains("multiple of");
        assertThat(resolved("\tdc civac¦", "civac")).contains("dsb");
        assertThat(resolved("//@ allow C03¦", "C03")).contains("C03");
    }
}
