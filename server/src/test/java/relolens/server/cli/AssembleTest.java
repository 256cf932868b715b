package relolens.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.server.terminal.Exit;

class AssembleTest {
    @TempDir
    Path directory;

    @BeforeEach
    void sources() throws Exception {
        Files.writeString(directory.resolve("a.S"), "f:\tmov x0, #N\n\tb f\n\t.word 7\n");
        Files.writeString(directory.resolve("b.S"), "g:\tret\n");
        Files.writeString(directory.resolve("bad.S"), "\tnop\n\tfrob x0\n");
    }

    private CommandLineSession run(String... args) {
        return CommandLineSession.run(directory, args);
    }

    @Test
    void anObjectListsAsWhatWasWritten() {
        var assembled = run("assemble", "a.S", "-DN=4", "-o", "out/a.o");
        assertThat(assembled.code()).as(assembled.err()).isZero();
        assertThat(assembled.out()).isEmpty();
        assertThat(run("disassemble", "out/a.o").out())
                .contains("file format elf64-littleaarch64")
                .contains("0000000000000000 <f>:")
                .contains("mov\tx0, #0x4")
                .contains("b\t0 <f>")
                .contains(".word\t0x00000007");
    }

    @Test
    void severalGoToADirectory() {
        assertThat(run("assemble", "a.S", "b.S", "-DN=1", "--out-dir", "objects")
                        .code())
                .isZero();
        assertThat(directory.resolve("objects/a.o")).exists();
        assertThat(directory.resolve("objects/b.o")).exists();
    }

    @Test
    void sourcesOfOneNameKeepTheirDirectoriesApart() throws Exception {
        Files.createDirectories(directory.resolve("hyp"));
        Files.writeString(directory.resolve("hyp/b.S"), "h:\tnop\n");
        var run = run("assemble", "b.S", "hyp/b.S", "a.S", "-DN=1", "--out-dir", "objects", "-j", "2");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run("disassemble", "objects/b.o").out()).contains("<g>").doesNotContain("<h>");
        assertThat(run("disassemble", "objects/hyp/b.o").out()).contains("<h>");
        assertThat(directory.resolve("objects/a.o")).exists();
    }

    @Test
    void aDirectorysFragmentsAreNotedAndItsUnitsAssembled() throws Exception {
        Files.createDirectories(directory.resolve("tree"));
        Files.writeString(directory.resolve("tree/part.S"), "\tADD1(x0)\n");
        Files.writeString(directory.resolve("tree/link.lds.S"), "SECTIONS { }\n");
        Files.writeString(directory.resolve("tree/unit.S"), "#define ADD1(r) add r, r, #1\n#include \"part.S\"\n");
        var run = run("assemble", "tree", "--out-dir", "objects");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err().lines()).hasSize(2).allMatch(l -> l.contains("note: "));
        assertThat(run("disassemble", "objects/unit.o").out()).contains("add\tx0, x0, #0x1");
        assertThat(directory.resolve("objects/part.o")).doesNotExist();
    }

    @Test
    void aFloodOfErrorsIsCutOff() throws Exception {
        Files.writeString(directory.resolve("many.S"), "\tfrob x0\n".repeat(1000));
        var run = run("assemble", "many.S", "-o", "many.o");
        assertThat(run.code()).isEqualTo(Exit.INPUT);
        assertThat(run.err().lines()).hasSizeLessThan(110);
        assertThat(run.err()).contains("more problems");
    }

    @Test
    void fileMacroRepeatsWhatTheCommandLineSaid() throws Exception {
        Files.createDirectories(directory.resolve("inc"));
        Files.writeString(directory.resolve("inc/h.h"), "\t.asciz __FILE__\n");
        Files.writeString(directory.resolve("named.S"), "#include \"h.h\"\n\t.asciz __FILE__\n");
        assertThat(run("assemble", "named.S", "-I./inc", "-o", "named.o").code())
                .isZero();
        String object = Files.readString(directory.resolve("named.o"), StandardCharsets.ISO_8859_1);
        assertThat(object).contains("./inc/h.h\0named.S\0").doesNotContain(directory.toString());
    }

    @Test
    void aSourceWithErrorsLeavesNoObject() {
        var bad = run("assemble", "bad.S", "-o", "bad.o");
        assertThat(bad.code()).isEqualTo(Exit.INPUT);
        assertThat(bad.err().lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("bad.S:2:2: error: unknown mnemonic 'frob'");
        assertThat(directory.resolve("bad.o")).doesNotExist();
        assertThat(run("assemble", "nowhere.S", "-o", "n.o").code()).isEqualTo(Exit.INPUT);
    }

    @Test
    void whereToWriteMustBeSaidOnce() {
        assertThat(run("assemble", "a.S").code()).isEqualTo(Exit.USAGE);
        assertThat(run("assemble", "a.S", "b.S", "-o", "x.o").code()).isEqualTo(Exit.USAGE);
        assertThat(run("assemble", "a.S", "-o", "x.o", "--out-dir", "d").code()).isEqualTo(Exit.USAGE);
    }

    @Test
    void whatIsNoObjectIsNotDisassembled() {
        var run = run("disassemble", "a.S");
        assertThat(run.code()).isEqualTo(Exit.INPUT);
        assertThat(run.err()).isEqualTo("a.S:1:1: error: not an ELF file [not-an-object]\n");
        assertThat(run("disassemble", "nowhere.o").code()).isEqualTo(Exit.INPUT);
    }
}
