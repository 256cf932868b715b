package relolens.analyzer.cpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relolens.analyzer.source.Span;

class ConditionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "2 - 1",
                "defined A",
                "defined(A) && !defined B",
                "A == 3",
                "UNKNOWN == 0",
                "-1 > 0u",
                "-1 < 0",
                "(2 || 1/0)",
                "!(0 && 1/0)",
                "1 ? 2 : 1/0",
                "0 ? 0 : 1",
                "1 ? 0 ? 0 : 1 : 0",
                "0, 1",
                "'A' == 65",
                "'\\n' == 10",
                "'\\x41' == 0101",
                "0x10 == 16 && 0b11 == 3 && 010 == 8",
                "1UL << 63 > 0",
                "(1 << 63) < 0",
                "-8 >> 1 == -4",
                "7 % 4 == 3 && -7 / 2 == -3",
                "~0 == -1",
                "1 | 2 ^ 2 & 3",
                "F(2) == 3",
                "__has_include(\"there.h\") && !__has_include(<there.h>)",
                "defined __has_include",
                "0xffffffffffffffff == -1",
                "18446744073709551615 > 1"
            })
    void theseHold(String expression) {
        Cpp cpp = Cpp.of("#define A 3\n#define F(x) x + 1\n#if " + expression + "\nyes\n#else\nno\n#endif\n")
                .with("there.h", "");
        assertThat(cpp.lines()).as("%s", cpp.run().problems()).containsExactly("yes");
        assertThat(cpp.codes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1 +",
                "(1",
                "1)",
                "1 2",
                "1/0",
                "1 % 0",
                "1.5",
                "08",
                "1x",
                "\"s\"",
                "= 1",
                "defined",
                "defined(",
                "1 ? 2",
                "@",
                "__has_include(",
                "0x"
            })
    void theseAreReportedOnceAndCountAsFalse(String expression) {
        Cpp cpp = Cpp.of("#if " + expression + "\nyes\n#else\nno\n#endif\n");
        assertThat(cpp.lines()).containsExactly("no");
        assertThat(cpp.codes()).containsExactly("bad-condition");
    }

    @Test
    void endlessParenthesesAreAProblemNotACrash() {
        assertThat(Cpp.of("#if " + "(".repeat(100_000) + "\n#endif\n").codes()).containsExactly("bad-condition");
        assertThat(Cpp.of("#if " + "-".repeat(100_000) + "1\n#endif\n").codes()).containsExactly("bad-condition");
        assertThat(Cpp.of("#if " + "1?".repeat(100_000) + "1\n#endif\n").codes())
                .containsExactly("bad-condition");
    }

    @Test
    void onlyTheFirstTrueBranchIsTaken() {
        assertThat(Cpp.of("#if 0\na\n#elif 1\nb\n#elif 1/0\nc\n#else\nd\n#endif\n")
                        .lines())
                .containsExactly("b");
        assertThat(Cpp.of("#ifdef X\na\n#elifndef X\nb\n#else\nc\n#endif\n").lines())
                .containsExactly("b");
        assertThat(Cpp.of("#define X\n#ifndef X\na\n#elifdef X\nb\n#endif\n").lines())
                .containsExactly("b");
        assertThat(Cpp.of("#if 0\n#if 1\na\n#else\nb\n#endif\n#else\nc\n#endif\n")
                        .lines())
                .containsExactly("c");
    }

    @Test
    void skippedTextMayHoldAnything() {
        assertThat(Cpp.of("#if 0\n# no directive\n#include <x>\n#error e\nit's\n#if @@\n#endif\n#endif\nnop\n")
                        .lines())
                .containsExactly("nop");
        assertThat(Cpp.of("#if 0\n#include <x>\n#error e\n#endif\n").codes()).isEmpty();
    }

    @Test
    void unbalancedConditionalsAreReportedWhereTheyOpen() {
        assertThat(Cpp.of("nop\n#if 1\nnop\n").run().problems())
                .singleElement()
                .satisfies(p -> assertThat(p.origin().span().text()).isEqualTo("a.S:2:2"));
        assertThat(Cpp.of("#endif\n").codes()).containsExactly("unbalanced-conditional");
        assertThat(Cpp.of("#else\n").codes()).containsExactly("unbalanced-conditional");
        assertThat(Cpp.of("#if 1\n#else\n#else\n#endif\n").codes()).containsExactly("unbalanced-conditional");
    }

    @Test
    void inactiveRegionsAreWholeLines() {
        PreprocessedUnit unit =
                Cpp.of("#if 0\na\nb\n#else\nc\n#endif\n#ifdef X\nd\n").run();
        assertThat(unit.inactive()).containsExactly(new Span("a.S", 2, 1, 4, 1), new Span("a.S", 8, 1, 9, 1));
        assertThat(Cpp.of("#if 1\na\n#else\n\nb\n\n#endif\n").run().inactive())
                .containsExactly(new Span("a.S", 4, 1, 7, 1));
    }
}
