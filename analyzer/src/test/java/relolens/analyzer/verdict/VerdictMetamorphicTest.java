package relolens.analyzer.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import relolens.analyzer.Sources;
import relolens.analyzer.report.Report;

/** The verdict does not depend on how the same routine is written. */
class VerdictMetamorphicTest {
    private static final String HEAD = """
            //@ entry el=1 mmu=any
            //@ x0: code pa size=4K align=4K
            //@ x1: data pa size=4K align=4K
            //@ x2: offset phys-to-virt
            copy:
            """;

    /** %1$s destination, %2$s source, %3$s end, %4$s cursor, %5$s and %6$s data, %7$s the odd instruction. */
    private static final String BODY = """
            	add	%1$s, x0, x2
            	add	%2$s, x1, x2
            	add	%3$s, %1$s, #4096
            	mov	%4$s, %1$s
            1:	dc	civac, %4$s
            	add	%4$s, %4$s, #64
            	cmp	%4$s, %3$s
            	b.lo	1b
            	dsb	sy
            	mov	%4$s, %1$s
            2:	ldp	%5$s, %6$s, [%2$s], #16
            	%7$s
            	stp	%5$s, %6$s, [%4$s], #16
            	cmp	%4$s, %3$s
            	b.lo	2b
            	dmb	sy
            	mov	%4$s, %1$s
            3:	dc	civac, %4$s
            	add	%4$s, %4$s, #64
            	cmp	%4$s, %3$s
            	b.lo	3b
            	dsb	sy
            """;

    private static String body(String odd) {
        return BODY.formatted("x4", "x5", "x6", "x7", "x8", "x9", odd);
    }

    private static String renamed(String odd) {
        return BODY.formatted(
                "x13",
                "x10",
                "x3",
                "x17",
                "x15",
                "x11",
                odd.replace("x7", "x17").replace("x8", "x15"));
    }

    private static String padded(String odd) {
        return body(odd)
                .replace("\tdsb\tsy\n", "\tmov\tx12, #7\n\tdsb\tsy\n\tadd\tx12, x12, #1\n\tnop\n")
                .replace("\tdmb\tsy\n", "\teor\tx12, x12, x12\n\tdmb\tsy\n\tlsl\tx12, x12, #3\n")
                .replace("\tmov\tx7, x4\n", "\tnop\n\tmov\tx7, x4\n\tsub\tx12, x12, #1\n");
    }

    private static String inMacro(String odd) {
        return "\t.macro\tthe_copy\n" + body(odd) + "\t.endm\n" + HEAD + "\tthe_copy\n\tret\n";
    }

    private static String inCallee(String odd) {
        return HEAD + "\tmov\tx16, x30\n\tbl\tdo_copy\n\tret\tx16\ndo_copy:\n" + body(odd) + "\tret\n";
    }

    private static String inTail(String odd) {
        return HEAD + "\tb\tdo_copy\n\t.globl\tdo_copy\ndo_copy:\n" + body(odd) + "\tret\n";
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                        Arguments.of("nop", "agnostic", ""),
                        Arguments.of("dc\tzva, x7", "on-only", "D01"),
                        Arguments.of("ldxr\tx8, [x7]", "on-only", "D03"),
                        Arguments.of("ldur\tx8, [x7, #3]", "on-only", "D02"),
                        Arguments.of("tlbi\tvmalle1", "on-only", "A01"),
                        Arguments.of("ldr\tx8, [x1]", "off-only", "D07"))
                .flatMap(a -> {
                    String odd = (String) a.get()[0];
                    return Stream.of(
                                    HEAD + body(odd) + "\tret\n",
                                    HEAD + renamed(odd) + "\tret\n",
                                    HEAD + padded(odd) + "\tret\n",
                                    inMacro(odd),
                                    inCallee(odd),
                                    inTail(odd))
                            .map(text -> Arguments.of(text, a.get()[1], a.get()[2]));
                });
    }

    @ParameterizedTest
    @MethodSource("forms")
    void verdictIsTheSameHoweverItIsWritten(String text, String verdict, String rule) {
        Report report = Sources.analyze(text);
        assertEquals(List.of(), report.problems());
        Report.Routine routine = report.routines().stream()
                .filter(r -> r.name().equals("copy"))
                .findFirst()
                .orElseThrow();
        assertEquals(verdict, routine.mmu(), () -> routine + "\n" + text);
        List<String> rules =
                routine.mmuReasons().stream().map(Report.MmuReason::rule).toList();
        assertEquals(rule.isEmpty() ? List.of() : List.of(rule), rules, routine::toString);
    }
}
