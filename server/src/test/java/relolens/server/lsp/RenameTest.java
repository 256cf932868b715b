package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rename: what is marked changes, nothing else does, and what cannot be renamed safely is refused with a reason. */
class RenameTest {
    @TempDir
    Path parent;

    private Path directory;

    @org.junit.jupiter.api.BeforeEach
    void makeWorkspace() throws Exception {
        directory = java.nio.file.Files.createDirectories(parent.resolve("tree"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "«a»:\tnop\n\tb\t«‸a»\n\tldr x0, =«a»\n// a\n",
                "\t.macro m «a»\n\tmov x0, #\\«‸a»\n\t.endm\n\tm «a»=1\n",
                "#define F(«x») ((«x‸») + 1)\n\tmov x0, #F(1)\n",
                "#define «N» 4\n#ifdef «N»\n\tmov x0, #«‸N»\n#endif\n",
                "«t»\t.req x9\n\tmov «‸t», #0\n",
                "\t.macro «m» t\n\tmov \\t, #0\n\t.endm\n\t«‸m» x1\n",
                "\t.globl «f»\n\t.type «f», %function\n«f»:\tret\n\t.size «f», . - «‸f»\n",
            })
    void changesWhatIsMarked(String text) throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.open("x.S", text);
            JsonObject range = fixture.ask("textDocument/prepareRename").getAsJsonObject();
            assertThat(fixture.expected()).contains(fixture.place(fixture.uri("x.S"), range.getAsJsonObject("range")));
            JsonObject edit = fixture.editor
                    .ask("textDocument/rename", fixture.atCursor(",\"newName\":\"renamed\""))
                    .getAsJsonObject();
            assertThat(fixture.edited(edit, "x.S"))
                    .isEqualTo(text.replace("‸", "").replaceAll("«[^»]*»", "renamed"));
        }
    }

    @Test
    void reachesTheWorkspacesOtherFiles() throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.file("y.h", "#ifdef __ASSEMBLER__\n\t.macro twice r\n\tadd \\r, \\r, \\r\n\t.endm\n#endif\n");
            fixture.file("z.S", "#include \"y.h\"\n\ttwice x1\n");
            fixture.open("x.S", "#include \"y.h\"\n\t‸twice x0\n");
            JsonObject edit = fixture.editor
                    .ask("textDocument/rename", fixture.atCursor(",\"newName\":\"doubled\""))
                    .getAsJsonObject();
            assertThat(fixture.edited(edit, "y.h")).contains(".macro doubled r").doesNotContain("twice");
            assertThat(fixture.edited(edit, "z.S")).contains("\tdoubled x1");
            assertThat(fixture.edited(edit, "x.S")).contains("\tdoubled x0");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1:%tb%t1‸b%n                                            | numeric label
            %tmov x0‸, x1%n                                         | register
            %tm‸ov x0, x1%n                                         | instruction
            #include "x‸.h"%n                                       | file
            %t.macro e n%ngo_\\n:%tnop%n%t.endm%n%te 1%n%tb go_1‸%n | put together
            %t.macro e n%nb go‸_\\n%n%t.endm%n                       | put together
            %tbl nowhere‸%n                                         | not defined
            // comm‸ent%n                                           | no name
            """)
    void refusesWithAReason(String text, String reason) throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.open("x.S", text.replace("%t", "\t").replace("%n", "\n"));
            JsonObject error = fixture.editor.error("textDocument/prepareRename", fixture.atCursor(""));
            assertThat(error.get("message").getAsString()).contains(reason);
        }
    }

    @Test
    void refusesNamesThatOthersUse() throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.file("c.c", "extern void f(void); /* f */\n");
            fixture.open("x.S", "\t.globl f\n‸f:\tret\n");
            assertThat(fixture.editor
                            .error("textDocument/prepareRename", fixture.atCursor(""))
                            .get("message")
                            .getAsString())
                    .contains("outside assembly")
                    .contains("c.c");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a:%tnop%nb:%tb a‸%n                                     | b     | used in this file already
            a:%tnop%n%tb a‸%n                                       | 1x    | no name
            .La:%tnop%n%tb .La‸%n                                   | a     | .L
            %t.macro e n%ngo_\\n:%tnop%n%t.endm%n%te fast‸%nfast:%n%tb go_fast%n | quick | would change
            """)
    void refusesNewNamesThatWouldChangeTheObject(String text, String name, String reason) throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.open("x.S", text.replace("%t", "\t").replace("%n", "\n"));
            JsonObject error =
                    fixture.editor.error("textDocument/rename", fixture.atCursor(",\"newName\":\"" + name + "\""));
            assertThat(error.get("message").getAsString()).contains(reason);
        }
    }

    @Test
    void refusesWhatStandsOutsideTheWorkspace() throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.file("../outside.h", "#define OUT 1\n");
            fixture.open("x.S", "#include \"../outside.h\"\n\tmov x0, #OUT‸\n");
            assertThat(fixture.editor
                            .error("textDocument/prepareRename", fixture.atCursor(""))
                            .get("message")
                            .getAsString())
                    .contains("outside the workspace");
        }
    }
}
