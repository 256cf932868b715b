package relolens.analyzer.cpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import relolens.analyzer.cpp.PreprocessedUnit.ContractComment;
import relolens.analyzer.source.Span;

class ContractCommentTest {
    @Test
    void linesAndBlocksAreCollectedWithTheirPlaces() {
        PreprocessedUnit unit = Cpp.of(
                        "  //@ entry mmu=on  \nnop //@ not at the start\n/*@ x0: data\n * x1: number 3\n */\n//@\n")
                .run();
        assertThat(unit.comments())
                .containsExactly(
                        new ContractComment("entry mmu=on", Span.of("a.S", 1, 7, 12)),
                        new ContractComment("x0: data", Span.of("a.S", 3, 5, 8)),
                        new ContractComment("x1: number 3", Span.of("a.S", 4, 4, 12)));
        assertThat(unit.lines()).hasSize(1);
    }

    @Test
    void onlyActiveTextSpeaks() {
        PreprocessedUnit unit = Cpp.of("#if 0\n//@ no\n#else\n//@ yes\n#endif\n//@ last\n#include \"h.h\"\n")
                .with("h.h", "//@ header\n")
                .run();
        assertThat(unit.comments()).extracting(ContractComment::text).containsExactly("yes", "last", "header");
    }

    @Test
    void anUnclosedCommentIsAProblemWhereItOpens() {
        PreprocessedUnit unit = Cpp.of("nop /* x\n\n").run();
        assertThat(unit.problems()).singleElement().satisfies(p -> {
            assertThat(p.code()).isEqualTo("unterminated-comment");
            assertThat(p.origin().span().text()).isEqualTo("a.S:1:5");
        });
        assertThat(unit.lines()).hasSize(1);
    }

    @Test
    void macrosCanBeLookedUp() {
        PreprocessedUnit unit = Cpp.of(
                        "#define HEAD 8 /* offsetof */\n#define TWICE (HEAD * 2)\n#define TEXT foo bar\n#define F(x) x\n#define GONE 1\n#undef GONE\n")
                .run();
        assertThat(unit.macroValue("HEAD")).isEqualTo(OptionalLong.of(8));
        assertThat(unit.macroValue("TWICE")).isEqualTo(OptionalLong.of(16));
        assertThat(unit.macroValue("TEXT")).isEmpty();
        assertThat(unit.macroValue("F")).isEmpty();
        assertThat(unit.macroValue("GONE")).isEmpty();
        assertThat(unit.definitions())
                .extracting(PreprocessedUnit.Definition::name)
                .containsExactly("HEAD", "TWICE", "TEXT", "F", "GONE");
        assertThat(unit.definitions().get(1).body()).isEqualTo("(HEAD * 2)");
        assertThat(unit.definitions().get(1).span()).isEqualTo(Span.of("a.S", 2, 9, 5));
    }
}
