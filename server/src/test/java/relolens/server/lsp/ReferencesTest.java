package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** References and highlights: every occurrence of the same meaning ({@code «»}), and no other of the same spelling. */
class ReferencesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "«a»:\tnop\n\tb\t«‸a»\n\tldr x0, =«a»\n\tadr x1, «a» + 4\n// a\n\t.asciz \"a\"\n",
                "1:\tnop\n\tb 1b\n«1»:\tnop\n\tb\t«1‸b»\n\tb\t«1b»\n1:\tret\n\tb 1b\n",
                "\tb\t«1‸f»\n\tb\t«1f»\n«1»:\tnop\n\tb 1f\n1:\n",
                "\t.macro m «a»\n\tmov x0, #\\«‸a»\n\t.endm\n\t.macro n a\n\tmov x0, #\\a\n\t.endm\n\tm «a»=1\n\tn a=2\n",
                "#define F(«x») ((«x‸») + 1)\n#define G(x) x\n\tmov x0, #F(1)\nx:\n",
                "#define «N» 4\n#if «N» > 2\n\tmov x0, #«‸N»\n#endif\n#define M «N»\n",
                "#if 0\n#define «N» 4\n#else\n#define «N» 5\n#endif\n\tmov x0, #«‸N»\n",
                "«t»\t.req x9\n\tmov «‸t», #0\n\t.unreq «t»\n",
                "\t.macro «m» t\n\tmov \\t, #0\n\t.endm\n\t«m» x0\n\t«‸m» x1\n",
                "\t.globl «f»\n\t.type «f», %function\n«f»:\tret\n\t.size «f», . - «‸f»\n\tbl «f»\n",
                "#if 0\n\tb «f»\n#endif\n«f‸»:\tret\n",
            })
    void findAllOfTheSameMeaning(String text) throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.open("x.S", text);
            assertThat(fixture.places("textDocument/references", ",\"context\":{\"includeDeclaration\":true}"))
                    .isEqualTo(fixture.expected());
            assertThat(fixture.places("textDocument/documentHighlight", "")).isEqualTo(fixture.expected());
        }
    }

    @Test
    void definitionsAreLeftOutOnDemand() throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.open("x.S", "a:\tnop\n\tb\t«‸a»\n");
            assertThat(fixture.places("textDocument/references", ",\"context\":{\"includeDeclaration\":false}"))
                    .isEqualTo(fixture.expected());
        }
    }

    @Test
    void highlightsTellWritesFromReads() throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.open("x.S", "a:\tnop\n\tb\t‸a\n");
            String answer = fixture.ask("textDocument/documentHighlight").toString();
            assertThat(answer).contains("\"kind\":3").contains("\"kind\":2");
        }
    }

    @Test
    void globalSymbolsAndWhatHeadersDefineAreFoundAcrossFiles() throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.file("y.h", "#ifdef __ASSEMBLER__\n\t.macro «twice» r\n\t.endm\n#endif\n");
            fixture.file("z.S", "#include \"y.h\"\n\t«twice» x1\n\tbl\tf\n");
            fixture.file("own.S", "\t.macro twice\n\t.endm\n\ttwice\n");
            fixture.open("x.S", "#include \"y.h\"\n\t.globl f\nf:\t«‸twice» x0\n");
            assertThat(fixture.places("textDocument/references", ",\"context\":{\"includeDeclaration\":true}"))
                    .isEqualTo(fixture.expected());
        }
        try (var fixture = new Fixture(directory)) {
            fixture.file("z.S", "#include \"y.h\"\n\ttwice x1\n\tbl\t«f»\n");
            fixture.open("x.S", "#include \"y.h\"\n\t.globl «f»\n«‸f»:\ttwice x0\n");
            assertThat(fixture.places("textDocument/references", ",\"context\":{\"includeDeclaration\":true}"))
                    .isEqualTo(fixture.expected());
        }
    }
}
