package relolens.analyzer.asm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relolens.analyzer.source.Frame;
import relolens.analyzer.source.Problem;
import relolens.analyzer.source.Severity;

class AssemblerTest {
    private static AssembledUnit.Section section(AssembledUnit unit, String name) {
        return unit.sections().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String text(String source) {
        AssembledUnit unit = PlainText.assemble(source);
        assertThat(unit.problems()).isEmpty();
        return HexFormat.of().formatHex(section(unit, ".text").content());
    }

    private static List<Problem> problems(String source) {
        return PlainText.assemble(source).problems();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '"',
            value = {
                "1 + 2 * 3 @ 07",
                "1 << 2 + 1 @ 05",
                "1 | 2 + 4 @ 07",
                "7 & 3 + 1 @ 04",
                "1 == 1 @ ff",
                "2 && 3 @ 01",
                "!0 @ 01",
                "~0 @ ff",
                "-1 >> 60 @ 0f",
                "-7 / 2 @ fd",
                "5 ! 3 @ fd",
                "0x1fUL @ 1f",
                "0b11 @ 03",
                "'a' @ 61",
            })
    void expressionsFollowGnuAsRanksAndSigns(String expression, String hex) {
        assertThat(text(".byte " + expression)).isEqualTo(hex);
    }

    @Test
    void macroArgumentsTakeDefaultsKeywordsAndTheRest() {
        assertThat(text(".macro m a, b=7, c:vararg\n.byte \\a, \\b, \\c\n.endm\nm 1, , 3, 4\nm b=2 a=5 c=6\n"))
                .isEqualTo("01070304" + "050206");
    }

    @Test
    void repetitionsIterate() {
        assertThat(text(".irp x, 1, 2\n.byte \\x\n.endr\n.irpc c, 34\n.byte \\c\n.endr\n.rept 2\n.byte 5\n.endr\n"))
                .isEqualTo("010203040505");
    }

    @Test
    void alternativesLayOutBehindTheMainCode() {
        AssembledUnit unit = PlainText.assemble(
                "661: nop\n662:\n.subsection 1\n663: wfi\n664: .org . - (664b-663b) + (662b-661b)\n.previous\nret\n");
        assertThat(unit.problems()).isEmpty();
        AssembledUnit.Section text = section(unit, ".text");
        assertThat(HexFormat.of().formatHex(text.content())).isEqualTo("1f2003d5" + "c0035fd6" + "7f2003d5");
        assertThat(text.instructions())
                .extracting(AssembledUnit.Placed::offset, AssembledUnit.Placed::subsection)
                .containsExactly(tuple(0L, 0), tuple(4L, 0), tuple(8L, 1));
    }

    @Test
    void localBranchesAreResolvedAndGlobalOnesRelocated() {
        AssembledUnit unit = PlainText.assemble("1: b 1b\n bl f\n .globl f\nf: adrp x0, there\n");
        AssembledUnit.Section text = section(unit, ".text");
        assertThat(text.instructions().get(0).word()).isEqualTo(0x14000000);
        assertThat(text.relocations())
                .containsExactly(
                        new AssembledUnit.Relocation(4, 283, "f", 0), new AssembledUnit.Relocation(8, 275, "there", 0));
    }

    @Test
    void literalPoolsShareTheirEntries() {
        assertThat(text("ldr x0, =0x1234\nldr x1, =0x1234\nnop\n.ltorg\n"))
                .isEqualTo("80000058" + "61000058" + "1f2003d5" + "00000000" + "3412000000000000");
    }

    @Test
    void mappingsTellCodeFromData() {
        AssembledUnit unit = PlainText.assemble("nop\n.long 1\nnop\n");
        assertThat(section(unit, ".text").mappings())
                .containsExactly(
                        new AssembledUnit.Mapping(0, true),
                        new AssembledUnit.Mapping(4, false),
                        new AssembledUnit.Mapping(8, true));
    }

    @Test
    void expandedInstructionsPointAtTheUseAndNameTheirFrames() {
        AssembledUnit unit =
                PlainText.assemble(".macro in\nnop\n.endm\n.macro out\nin\n.endm\n  out\n.rept 2\nwfi\n.endr\n");
        List<AssembledUnit.Placed> placed = section(unit, ".text").instructions();
        assertThat(placed.get(0).origin().span().text()).isEqualTo("test.s:7:3");
        assertThat(placed.get(0).origin().expansion())
                .extracting(Frame::kind, Frame::name, f -> f.at().line())
                .containsExactly(tuple(Frame.Kind.MACRO, "out", 5), tuple(Frame.Kind.MACRO, "in", 2));
        assertThat(placed.get(2).origin().span().line()).isEqualTo(9);
        assertThat(placed.get(2).origin().expansion())
                .extracting(Frame::kind, f -> f.at().line())
                .containsExactly(tuple(Frame.Kind.REPT, 8));
    }

    @Test
    void aBadLineIsOneProblemAtItsPlaceAndTheNextLineIsUnharmed() {
        AssembledUnit unit = PlainText.assemble("nop\n  add x0, x1, frob\nwfi\n\t.bogus 1\n frobnicate x0\nret\n");
        assertThat(unit.problems())
                .extracting(Problem::code, p -> p.origin().span().text())
                .containsExactly(
                        tuple("unknown-directive", "test.s:4:2"),
                        tuple("unknown-mnemonic", "test.s:5:2"),
                        tuple("bad-operand", "test.s:2:15"));
        assertThat(HexFormat.of().formatHex(section(unit, ".text").content()))
                .startsWith("1f2003d5")
                .contains("7f2003d5")
                .endsWith("c0035fd6");
    }

    @Test
    void misspeltDirectivesGetASuggestion() {
        assertThat(problems(".golbl x\n"))
                .singleElement()
                .satisfies(p -> assertThat(p.message()).contains(".globl"));
    }

    @Test
    void endlessRecursionIsOneErrorAtTheUseAndTheRestIsRead() {
        AssembledUnit unit = PlainText.assemble(".macro m\n.if 1\nm\n.endif\n.endm\n m\n.byte 7\n");
        assertThat(unit.problems()).singleElement().satisfies(p -> {
            assertThat(p.message()).contains("call itself");
            assertThat(p.origin().span().text()).isEqualTo("test.s:6:2");
        });
        assertThat(section(unit, ".text").content()).containsExactly(7);
    }

    @Test
    void explodingRecursionEndsSoon() {
        assertThat(problems(".macro m\nm\nm\n.endm\nm\n")).hasSize(1);
    }

    @Test
    void hugeCountsAreRefusedOnce() {
        assertThat(problems(".rept 100000000\n.byte 1\n.endr\n"))
                .extracting(Problem::code)
                .containsExactly("too-many-statements");
        assertThat(problems(".skip 0x7fffffffffff\n.byte 1\n"))
                .extracting(Problem::code)
                .containsExactly("output-too-big");
        assertThat(problems(".fill 0x7fffffffffff, 8\n"))
                .extracting(Problem::code)
                .containsExactly("output-too-big");
        assertThat(problems(".org 0x7fffffffffff\n")).extracting(Problem::code).containsExactly("output-too-big");
    }

    @Test
    void deepExpressionsAreRefusedNotOverflowed() {
        assertThat(problems(".long " + "(".repeat(50_000) + "1")).hasSize(1);
        assertThat(problems(".long " + "-".repeat(50_000) + "1")).hasSize(1);
        assertThat(problems(".long x" + "+x".repeat(50_000))).hasSize(1);
        StringBuilder chain = new StringBuilder(".set a0, u\n");
        for (int i = 1; i < 20_000; i++) {
            chain.append(".set a").append(i).append(", a").append(i - 1).append(" + 1\n");
        }
        assertThat(problems(chain + ".long a19999\n")).isNotEmpty();
    }

    @Test
    void aSetSymbolKeepsItsValueForEarlierUses() {
        assertThat(text(".set i, 1\n.byte i\n.set i, i + 1\n.byte i\n.byte j\n.set j, 9\n"))
                .isEqualTo("010209");
    }

    @Test
    void conditionalsNestAndSkip() {
        assertThat(
                        text(
                                ".if 0\n.if 1\n.byte 1\n.else\n.byte 2\n.endif\nnonsense\n.elseif 1\n.byte 3\n.else\n.byte 4\n.endif\n"))
                .isEqualTo("03");
    }

    @Test
    void cTextOfAHeaderIsOneNote() {
        assertThat(HeaderText.assemble("void f(void);\nstruct s {\n  int a;\n};\n", "nop\n")
                        .problems())
                .singleElement()
                .satisfies(p -> assertThat(p.severity()).isEqualTo(Severity.NOTE));
    }

    @Test
    void enumeratorsOfHeadersDefineNoSymbols() {
        AssembledUnit unit = HeaderText.assemble(
                "typedef enum {\n  KIND_A = 0,\n  KIND_B,\n  KIND_C = 2\n} Kind;\n.macro m\nv = 1\n.endm\n",
                "m\nnop\n");
        assertThat(unit.problems())
                .singleElement()
                .satisfies(p -> assertThat(p.severity()).isEqualTo(Severity.NOTE));
        assertThat(unit.symbols()).extracting(AssembledUnit.Symbol::name).containsExactly("v");
    }

    @Test
    void userMessagesKeepTheirSeverity() {
        assertThat(problems(".error \"a\"\n.warning \"b\"\n.print \"c\"\n"))
                .extracting(Problem::severity, Problem::message)
                .containsExactly(tuple(Severity.ERROR, "a"), tuple(Severity.WARNING, "b"), tuple(Severity.NOTE, "c"));
    }

    @Test
    void missingForwardLabelsAreNamed() {
        assertThat(problems("b 7f\n"))
                .singleElement()
                .satisfies(p -> assertThat(p.message()).contains("7:"));
    }

    @Test
    void includedFilesAreReadAndPlaced() {
        AssembledUnit unit = Assembler.assemble(
                PlainText.unit(".include \"inc.s\"\nret\n"),
                p -> p.equals("dir/inc.s") ? "wfi\nbogus\n" : null,
                List.of("dir"));
        assertThat(unit.problems())
                .singleElement()
                .satisfies(p -> assertThat(p.origin().span().text()).isEqualTo("dir/inc.s:2:1"));
        assertThat(section(unit, ".text").size()).isEqualTo(8);
    }

    @Test
    void aFileThatIncludesItselfIsRefused() {
        AssembledUnit unit = Assembler.assemble(
                PlainText.unit(".include \"inc.s\"\n"),
                p -> p.equals("inc.s") ? ".include \"inc.s\"\n" : null,
                List.of());
        assertThat(unit.problems()).hasSize(1);
    }
}
