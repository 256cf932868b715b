package relolens.analyzer.cpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import relolens.analyzer.source.Severity;

class InclusionTest {
    @Test
    void quotesLookBesideTheIncluderFirstBracketsDoNot() {
        Cpp cpp = Cpp.of("#include \"sub/x.h\"\n#include <y.h>\n")
                .with("sub/x.h", "#include \"y.h\"\n")
                .with("sub/y.h", "beside\n")
                .with("inc/y.h", "searched\n")
                .options(Cpp.includes("inc"));
        assertThat(cpp.lines()).containsExactly("beside", "searched");
        assertThat(cpp.run().includes()).containsExactly("a.S", "sub/x.h", "sub/y.h", "inc/y.h");
    }

    @Test
    void directoriesAreSearchedInGccsOrder() {
        Cpp cpp = Cpp.of("#include \"h.h\"\n#include <h.h>\n#include_next <h.h>\n")
                .with("q/h.h", "quote\n")
                .with("i/h.h", "include\n#include_next <h.h>\n")
                .with("s/h.h", "system\n");
        cpp.options(new CppOptions(List.of("q"), List.of("i"), List.of("s"), List.of(), List.of(), List.of()));
        assertThat(cpp.lines()).containsExactly("quote", "include", "system", "include", "system");
    }

    @Test
    void macrosMayNameTheHeader() {
        Cpp cpp = Cpp.of(
                        "#define H <lib/h.h>\n#define Q \"lib/h.h\"\n#define S(x) #x\n#include H\n#include Q\n#include S(lib/h.h)\n")
                .with("lib/h.h", "x\n")
                .options(Cpp.includes("."));
        cpp.with("./lib/h.h", "y\n");
        assertThat(cpp.lines()).containsExactly("y", "x", "x");
    }

    @Test
    void guardsPragmaOnceAndImportReadAFileOnce() {
        AtomicInteger loads = new AtomicInteger();
        Cpp cpp = Cpp.of(
                        "#include \"g.h\"\n#include \"g.h\"\n#include \"o.h\"\n#include \"o.h\"\n#import \"i.h\"\n#import \"i.h\"\n")
                .with("g.h", "/* c */\n#ifndef G\n#define G\ng\n#endif\n")
                .with("o.h", "#pragma once\no\n")
                .with("i.h", "i\n");
        assertThat(cpp.lines()).containsExactly("g", "o", "i");
        Preprocessor.preprocess("a.S", CppOptions.none(), path -> {
            loads.incrementAndGet();
            return cpp.files.get(path);
        });
        assertThat(loads).hasValue(4);
    }

    @Test
    void forcedFilesComeFirstAndImacrosLeaveOnlyMacros() {
        Cpp cpp = Cpp.of("M N\n").with("m.h", "text\n#define M 1\n").with("f.h", "forced M\n#define N 2\n");
        cpp.options(new CppOptions(
                List.of(), List.of(), List.of(), List.of("f.h"), List.of("m.h"), List.of("X=1", "-X", "f(x)=x", "Y")));
        assertThat(cpp.lines()).containsExactly("forced 1", "1 2");
        assertThat(cpp.run().includes()).containsExactly("a.S", "m.h", "f.h");
    }

    @Test
    void commandLineDefinitionsCountInOrder() {
        assertThat(Cpp.of("A B C F(2)\n")
                        .options(Cpp.defines("A", "B=2", "C=3", "-C", "F(x)=x+x"))
                        .lines())
                .containsExactly("1 2 C 2 +2");
        assertThat(Cpp.of("__linux__\n").options(Cpp.defines("-__linux__")).lines())
                .containsExactly("__linux__");
    }

    @Test
    void aMissingHeaderIsOneProblemThatSaysWhatToDo() {
        Cpp cpp = Cpp.of("nop\n#include <linux/kexec.h>\n#include <linux/kexec.h>\nret\n")
                .options(Cpp.includes("inc", "more"));
        PreprocessedUnit unit = cpp.run();
        assertThat(unit.problems()).singleElement().satisfies(p -> {
            assertThat(p.severity()).isEqualTo(Severity.ERROR);
            assertThat(p.code()).isEqualTo("missing-include");
            assertThat(p.message()).contains("linux/kexec.h", "inc, more", "-I");
            assertThat(p.origin().span().text()).isEqualTo("a.S:2:10");
            assertThat(p.origin().span().endColumn()).isEqualTo(25);
        });
        assertThat(cpp.lines()).containsExactly("nop", "ret");
    }

    @Test
    void filesThatIncludeThemselvesStopAtTheDepthLimit() {
        assertThat(Cpp.of("#include \"a.S\"\nx\n").codes()).containsExactly("include-depth");
        assertThat(Cpp.of("#include \"b.h\"\n")
                        .with("b.h", "#include \"b.h\"\n#include \"b.h\"\n")
                        .codes())
                .containsExactly("include-depth");
    }

    @Test
    void whatIsNoTextIsOneProblem() {
        assertThat(Cpp.of("a\0b").codes()).containsExactly("unreadable-file");
        assertThat(Cpp.of("x".repeat((16 << 20) + 1)).codes()).containsExactly("unreadable-file");
        assertThat(Preprocessor.preprocess("none.S", CppOptions.none(), p -> null)
                        .problems())
                .singleElement()
                .satisfies(p -> assertThat(p.code()).isEqualTo("missing-file"));
    }

    @Test
    void cProseFromHeadersStaysText() {
        assertThat(Cpp.of("#include \"c.h\"\nnop\n")
                        .with("c.h", "typedef int t;\nstatic inline int f(void) { return 'x'; }\n")
                        .lines())
                .containsExactly("typedef int t;", "static inline int f(void) { return 'x'; }", "nop");
    }

    @Test
    void lineDirectivesChangeWhatMacrosSayNotWhereThingsAre() {
        Cpp cpp = Cpp.of("#line 70 \"other.S\"\n__LINE__ __FILE__\n");
        assertThat(cpp.lines()).containsExactly("70 \"other.S\"");
        assertThat(cpp.run().lines().get(0).origin().span().text()).isEqualTo("a.S:2:1");
    }
}
