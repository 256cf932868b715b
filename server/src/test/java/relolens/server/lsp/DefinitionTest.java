package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Go to definition. Each text shows the cursor ({@code ‸}) and where it should lead ({@code «»}). */
class DefinitionTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "«a»:\tnop\n\tb\t‸a\n",
                "«a»:\tnop\n\tldr x0, =a‸\n\tadrp x0, a\n",
                "a:\tnop\n\tadd x0, x0, :lo12:b‸\n«b»:\tnop\n",
                "\tldr x0, [x0, #:got_lo12:b‸]\n«b»:\tnop\n",
                "«.Lx»:\tnop\n\t.quad .Lx‸\n",
                "1:\tnop\n«1»:\tnop\n\tb\t‸1b\n1:\tret\n",
                "1:\tnop\n\tcbz x0, 1‸f\n«1»:\tret\n1:\tret\n",
                "«01»:\tnop\n\tb\t1b‸\n",
                // The nearest label is the one that the macro brings.
                "\t.macro cap\n«1»:\tnop\n\t.endm\n1:\tnop\n\tcap\n\tb\t1‸b\n",
                "\t.macro jump to\n\tb\t\\to\n\t.endm\n«1»:\tnop\n\tjump 1‸b\n",
                "\t.macro m «reg», other\n\tmov x0, \\re‸g\n\t.endm\n",
                "\t.macro m «reg»:req other=5\n\tmov \\()\\reg‸\\(), #\\other\n\t.endm\n",
                "\t.macro m reg:req «other»=5\n\tmov x0, #\\other‸\n\t.endm\n",
                "\t.macro m «reg»\n\t.ifc \"\\re‸g\", \"x\"\n\t.endif\n\t.endm\n",
                "\t.macro m a, «b»=1\n\t.endm\n\tm x0, b‸=2\n",
                "\t.macro «m» a\n\t.endm\n\t‸m x0\n",
                "\t.macro «Mixed» a\n\t.endm\n\tmi‸xed x0\n",
                "\t.irp «r», x0, x1\n\tmov \\r‸, #0\n\t.endr\n",
                "\t.macro m «a»\n\t.irp r, x0, x1\n\tadd \\r, \\r, \\‸a\n\t.endr\n\t.endm\n\tm 1\n",
                "#define «N» 4\n\tmov x0, #‸N\n",
                "#define «N» 4\n#if N‸ > 3\n#endif\n",
                "#define «N» 4\n#ifdef ‸N\n#endif\n",
                "#define «N» 4\n#if 1 && defined(N‸)\n#endif\n",
                "#define «N» 4\n#define M (N‸ + 1)\n\tmov x0, #M\n",
                "#define «N» 4\n#define M (N‸ + 1)\n",
                "#define «F»(x) x\n\tmov x0, #F‸(1)\n",
                "#define F(«x») mov x0, #‸x\n\tF(1)\n",
                "#define F(«rest»...) .long rest‸\n",
                "#define N 1\n#undef N\n#define «N» 2\n\tmov x0, #‸N\n",
                "#define «N» 1\n\tmov x0, #‸N\n#undef N\n#define N 2\n",
                "#if 0\n#define N 1\n#else\n#define «N» 2\n#endif\n\tmov x0, #‸N\n",
                "«tmp»\t.req x9\n\tmov tm‸p, #0\n",
                "tmp\t.req x9\n\t.unreq tmp\n«tmp»\t.req x8\n\tmov tm‸p, #0\n",
                "\t.set «size», 4\n\tmov x0, #si‸ze\n",
                "«size» = 4\n\tmov x0, #si‸ze\n\t.equ other, 5\n",
                "#define START(n) .globl n; n:\n\tSTART(«foo»)\n\tret\n\tb\tfoo‸\n",
                "#define END(n) .size n, . - n\n«foo»:\tret\n\tEND(foo‸)\n",
                "#if 0\n\tb\t‸done\n«done»:\tret\n#endif\n",
                "#if 0\n\t.macro «gone» a\n\tmov x0, #\\a\n\t.endm\n\tgo‸ne 1\n#endif\n",
                "#if 0\n\tmov x0, #‸N\n#endif\n#define «N» 1\n",
                "\t.macro m\n\tb .Lskip_\\@‸\n\tnop\n«.Lskip_\\@»:\n\t.endm\n\tm\n",
                "«a»:\tnop ; b ‸a ; nop // a\n",
                "/* a: */ «a»:\tnop\n\tb /* a */ ‸a\n",
                "\t.globl f‸\n«f»:\tret\n",
                "\t.type f‸, %function\n«f»:\tret\n",
            })
    void leadsToTheMark(String text) throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.open("x.S", text);
            assertThat(fixture.places("textDocument/definition", "")).isEqualTo(fixture.expected());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\tmov x0‸, x1\n",
                "\tm‸ov x0, x1\n",
                "\tdsb is‸h\n",
                "\t.bal‸ign 4\n",
                "\tadd x0, x0, :lo‸12:b\n",
                "// some‸thing\n",
                "\tb\t1b‸\n",
                "\tmrs x0, sctlr_el‸1\n",
                "\t.section .te‸xt, \"ax\"\n",
            })
    void leadsNowhere(String text) throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.open("x.S", text);
            assertThat(fixture.places("textDocument/definition", "")).isEmpty();
        }
    }

    @Test
    void aNameThatAMacroPutsTogetherLeadsToTheUseAndTheMacro() throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.open("x.S", "\t.macro entry n\n\t«go_\\n:»\tnop\n\t.endm\n\t«entry 1»\n\tb\tgo_1‸\n");
            assertThat(fixture.places("textDocument/definition", ""))
                    .hasSize(2)
                    .allMatch(p -> p.startsWith("x.S:3:1") || p.startsWith("x.S:1:"));
        }
    }

    @Test
    void aLabelInAMacroLeadsToItsLineAndToTheUse() throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.open("x.S", "\t.macro table\n«words»:\n\t.long 1\n\t.endm\n\n\t«table»\n\tadr x0, wor‸ds\n");
            assertThat(fixture.places("textDocument/definition", "")).containsAll(fixture.expected());
        }
    }

    @Test
    void partsOfANameLeadToWhatCameOfThem() throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.open("x.S", "«go_fast»:\tret\ngo:\tret\n\t.macro jump how\n\tb\tgo‸_\\how\n\t.endm\n\tjump fast\n");
            assertThat(fixture.places("textDocument/definition", "")).isEqualTo(fixture.expected());
        }
    }

    @Test
    void headersAndOtherFilesAreReached() throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.file("inc/y.h", "#define «M» 1\n\t.macro twice r\n\tadd \\r, \\r, \\r\n\t.endm\n");
            fixture.open("x.S", "#include \"inc/y.h\"\n\tmov x0, #‸M\n\ttwice x0\n");
            assertThat(fixture.places("textDocument/definition", "")).isEqualTo(fixture.expected());
        }
    }

    @Test
    void anIncludeLeadsToItsFile() throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.file("inc/y.h", "#define M 1\n");
            fixture.open("x.S", "#include \"inc/‸y.h\"\n");
            assertThat(fixture.places("textDocument/definition", "")).containsExactly("inc/y.h:0:0-0:0");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.S|\t.globl far\n«far»:\tret\n",
                "b/entry.S|SYM_FUNC_START(«far»)\n\tret\nSYM_FUNC_END(far)\n",
                "vmlinux.lds.S|SECTIONS\n{\n\t«far» = .;\n}\n",
                "c.c|int x;\nvoid «far»(int a)\n{\n\tfar_away();\n}\n",
                "c.h|extern void «far»(int a);\n"
            })
    void symbolsOfOtherFilesAreFound(String other) throws Exception {
        int bar = other.indexOf('|');
        try (var fixture = new Fixture(directory)) {
            fixture.file(other.substring(0, bar), other.substring(bar + 1));
            fixture.open("x.S", "\tbl\tfar‸\n");
            assertThat(fixture.places("textDocument/definition", "")).isEqualTo(fixture.expected());
        }
    }

    @Test
    void aChangedFileIsSeenAnew() throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.file("y.S", "\t.globl far\nfar:\tret\n");
            fixture.open("x.S", "\tbl\tfar‸\n");
            assertThat(fixture.places("textDocument/definition", "")).containsExactly("y.S:1:0-1:3");
            fixture.file("y.S", "// moved\n\n\t.globl far\nfar:\tret\n");
            fixture.file("z.S", "\t.globl near\nnear:\tret\n");
            fixture.editor.notify(
                    "workspace/didChangeWatchedFiles",
                    "{\"changes\":[{\"uri\":\"" + fixture.uri("y.S") + "\",\"type\":2},{\"uri\":\"" + fixture.uri("z.S")
                            + "\",\"type\":1}]}");
            assertThat(fixture.places("textDocument/definition", "")).containsExactly("y.S:3:0-3:3");
            assertThat(fixture.editor
                            .ask("workspace/symbol", "{\"query\":\"near\"}")
                            .toString())
                    .contains("z.S");
        }
    }

    @Test
    void foldersThatAreAddedBelongToTheWorkspace(@TempDir Path second) throws Exception {
        java.nio.file.Files.writeString(second.resolve("y.S"), "\t.globl far\nfar:\tret\n");
        try (var fixture = new Fixture(directory)) {
            fixture.open("x.S", "\tbl\tfar‸\n");
            assertThat(fixture.places("textDocument/definition", "")).isEmpty();
            fixture.editor.notify(
                    "workspace/didChangeWorkspaceFolders",
                    "{\"event\":{\"added\":[{\"uri\":\"" + second.toRealPath().toUri()
                            + "\",\"name\":\"second\"}],\"removed\":[]}}");
            assertThat(fixture.places("textDocument/definition", ""))
                    .containsExactly(second.toRealPath().resolve("y.S").toUri() + ":1:0-1:3");
        }
    }

    @Test
    void declarationsAreWhereNamesAreMadeKnown() throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.open("x.S", "\t.globl\t«f»\nf:\tret\n\tb\tf‸\n");
            assertThat(fixture.places("textDocument/declaration", "")).isEqualTo(fixture.expected());
        }
    }

    @Test
    void columnsAreTheClients() throws Exception {
        for (String encoding : new String[] {"utf-8", "utf-16", "utf-32"}) {
            String capabilities = "{\"general\":{\"positionEncodings\":[\"" + encoding + "\"]}}";
            try (var fixture = new Fixture(directory, capabilities)) {
                // A smiling face: four bytes, two chars, one code point.
                String text = "/* \uD83D\uDE00 */ a: b /* \uD83D\uDE00 */ a\n";
                fixture.open("x.S", text);
                int wide = encoding.equals("utf-8") ? 4 : encoding.equals("utf-16") ? 2 : 1;
                var answer = fixture.editor.ask(
                        "textDocument/definition",
                        EditorSession.at(fixture.uri("x.S"), 0, 3 + wide + 9 + 3 + wide + 4));
                assertThat(fixture.places(answer))
                        .as(encoding)
                        .containsExactly("x.S:0:" + (3 + wide + 4) + "-0:" + (3 + wide + 5));
            }
        }
    }
}
