package relolens.analyzer.cpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected lines are gcc 12's. */
class MacroExpansionTest {
    private static final String MACROS = """
            #define A 1
            #define EMPTY
            #define ID(x) x
            #define STR(x) #x
            #define XSTR(x) STR(x)
            #define CAT(a, b) a##b
            #define XCAT(a, b) CAT(a, b)
            #define V(x, ...) f(x __VA_OPT__(,) __VA_ARGS__)
            #define G(fmt, args...) p(fmt, ##args)
            #define REC REC + 1
            #define PING PONG
            #define PONG PING
            #define F(x) F(x)
            #define OBJ ID
            #define NARGS(...) NARGS_(__VA_ARGS__, 3, 2, 1, 0)
            #define NARGS_(a, b, c, n, ...) n
            #define PLACE_1 0,
            #define SECOND(ignored, val, ...) val
            #define IS_(x) IS__(PLACE_##x)
            #define IS__(j) SECOND(j 1, 0)
            #define IS(x) IS_(x)
            #define HASHED(imm) add x0, x0, #A, imm
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            quoteCharacter = '`',
            value = {
                "mov x0, #A|mov x0, #1",
                "A$A $A|1$1 $1",
                "\\A \\() A@PAGE 1A|\\1 \\() 1@PAGE 1A",
                "0x1e+A 1.A .A|0x1e+A 1.A . 1",
                "don't A|don't A",
                "'A' \"A\"|'A' \"A\"",
                "-EMPTY- x-A -A EMPTY#foo|- - x-1 -1 #foo",
                "ID(a) ID( b ) ID() ID((1, 2))|a b (1, 2)",
                "ID|ID",
                "OBJ(A)|1",
                "STR(a   +b) STR( \"a\\n\" '\\0' ) STR(\\a)|\"a +b\" \"\\\"a\\\\n\\\" '\\\\0'\" \"\\a\"",
                "STR(A) XSTR(A)|\"A\" \"1\"",
                "CAT(x, 0) CAT(, y) CAT(x, ) CAT(,) CAT(+, +)|x0 y x ++",
                "CAT(x,+) CAT(x, +) CAT(., 1) CAT(A, A) XCAT(A, A)|x+ x + .1 AA 11",
                "V(1) V(1, 2) V(1,)|f(1 ) f(1 , 2) f(1 )",
                "G(1) G(1, 2, 3) G(1,)|p(1) p(1, 2, 3) p(1,)",
                "REC|REC + 1",
                "PING PONG|PING PONG",
                "F(F(A))|F(F(1))",
                "NARGS(a) NARGS(a, b)|1 2",
                "IS(1) IS(0) IS(UNSET)|1 0 0",
                "HASHED(#A)|add x0, x0, #1, #1",
                "__LINE__ __COUNTER__ __COUNTER__ __FILE__|23 0 1 \"a.S\"",
                "_Pragma(\"x\") a|a",
            })
    void aLineExpandsAsInGcc(String line, String expected) {
        assertThat(Cpp.of(MACROS + line + "\n").lines()).containsExactly(expected);
    }

    @Test
    void argumentsMayCrossLinesAndHoldDirectives() {
        assertThat(Cpp.of(MACROS + "ID(a,\n").codes()).containsExactly("macro-arguments");
        assertThat(Cpp.of(MACROS + "ID\n(x\n#ifdef A\ny\n#endif\n) z\nend\n").lines())
                .containsExactly("x y z", "end");
        assertThat(Cpp.of(MACROS + "ID\n#define Q 1\n(x)\n").lines()).containsExactly("ID", "(x)");
    }

    @Test
    void wrongArgumentCountsAreReportedAtTheUse() {
        PreprocessedUnit unit = Cpp.of("#define TWO(a, b) a b\n  TWO(1)\n").run();
        assertThat(unit.problems()).singleElement().satisfies(p -> {
            assertThat(p.code()).isEqualTo("macro-arguments");
            assertThat(p.message()).contains("requires 2", "got 1");
            assertThat(p.origin().span().text()).isEqualTo("a.S:2:3");
        });
    }

    @Test
    void hashAtTheStartOfALineWithoutDirectiveIsText() {
        assertThat(Cpp.of("#define A 1\n# a comment, A isn't\n#\n# 33 \"x\"\n").lines())
                .containsExactly("# a comment, 1 isn't", "# 33 \"x\"");
    }

    @Test
    void splicesAndCommentsJoinLines() {
        assertThat(Cpp.of("mo\\\nv x0, /* one\n two */ x1 // rest \\\n more\nnop\n")
                        .lines())
                .containsExactly("mov x0, x1", "nop");
        assertThat(Cpp.of("#def\\\nine A 1 /* a\n b */ + 2\nA\n").lines()).containsExactly("1 + 2");
    }

    @Test
    void undefinedAndRedefinedMacrosTakeEffectInOrder() {
        assertThat(Cpp.of("#define A 1\nA\n#undef A\nA\n#define A 2\nA\n").lines())
                .containsExactly("1", "A", "2");
        assertThat(Cpp.of("#define A 1\n#define A 1\n#define A 2\n").codes()).containsExactly("macro-redefined");
        assertThat(Cpp.of("#define A 1\n#pragma push_macro(\"A\")\n#define A 2\n#pragma pop_macro(\"A\")\nA\n")
                        .lines())
                .containsExactly("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#define|bad-define",
                "#define 1x|bad-define",
                "#define f(a|bad-define",
                "#define f(a, a)|bad-define",
                "#define f(a b)|bad-define",
                "#define defined|bad-define",
                "#define p ## x|bad-define",
                "#define p x ##|bad-define",
                "#undef|bad-define",
                "#line x|bad-line",
                "#error no way|error-directive",
                "#warning well|warning-directive"
            })
    void badDirectivesAreReported(String line, String code) {
        assertThat(Cpp.of(line + "\nnop\n").codes()).containsExactly(code);
        assertThat(Cpp.of(line + "\nnop\n").lines()).containsExactly("nop");
    }

    @Test
    void explosionsStopWithOneProblem() {
        StringBuilder text = new StringBuilder("#define A0 x x\n");
        for (int i = 1; i < 40; i++) {
            text.append("#define A")
                    .append(i)
                    .append(" A")
                    .append(i - 1)
                    .append(" A")
                    .append(i - 1)
                    .append('\n');
        }
        assertThat(Cpp.of(text + "A39\nA39\n").codes()).containsExactly("expansion-limit");
        String deep = "ID(".repeat(5000) + "x" + ")".repeat(5000);
        assertThat(Cpp.of(MACROS + deep + "\n").codes()).containsExactly("expansion-limit");
    }

    @Test
    void theCompilersOwnMacrosAreThere() {
        assertThat(Cpp.of("__ASSEMBLER__ __aarch64__ __LP64__ __ELF__ __GNUC__\n#ifdef __ARM_BIG_ENDIAN\nbig\n#endif\n")
                        .lines())
                .containsExactly("1 1 1 1 12");
    }
}
