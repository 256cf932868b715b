package relolens.analyzer.asm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.source.Problem;
import relolens.analyzer.source.Severity;

class TargetDirectivesTest {
    private static AssembledUnit assemble(String source, String... machine) {
        CppOptions options =
                new CppOptions(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(machine));
        return Assembler.assemble(Preprocessor.preprocess("t.S", options, p -> source), p -> null, options);
    }

    private static List<String> codes(AssembledUnit unit, Severity severity) {
        return unit.problems().stream()
                .filter(p -> p.severity() == severity)
                .map(Problem::code)
                .toList();
    }

    @Test
    void theCommandLineSaysWhatMayBeAssembled() {
        String source = "\tldadd x0, x1, [x2]\n";
        assertThat(codes(assemble(source, "-march=armv8-a"), Severity.ERROR)).containsExactly("not-on-target");
        assertThat(assemble(source, "-march=armv8-a", "-Wa,-march=armv8.1-a").problems())
                .isEmpty();
        assertThat(assemble(source, "-march=armv8.2-a").problems()).isEmpty();
        assertThat(codes(assemble(source, "-mcpu=cortex-a72", "-march=armv8.2-a"), Severity.ERROR))
                .containsExactly("not-on-target");
        assertThat(assemble(source, "-mcpu=cortex-a76.cortex-a55").problems()).isEmpty();
        assertThat(assemble(source, "-march=armv19-a").problems()).isEmpty();
    }

    @Test
    void whereNobodySaysItIsAWarningAndAssembledAllTheSame() {
        AssembledUnit unit = assemble("\tldadd x0, x1, [x2]\n");
        assertThat(codes(unit, Severity.WARNING)).containsExactly("not-on-target");
        assertThat(unit.sections().get(0).instructions()).hasSize(1);
    }

    @Test
    void directivesChangeItFromThereOn() {
        String source = "\t.arch_extension lse\n\tldadd x0, x1, [x2]\n\t.arch armv8-a\n\tldadd x0, x1, [x2]\n"
                + "\t.cpu cortex-a76+nolse\n\tldadd x0, x1, [x2]\n\t.cpu cortex-a76\n\tldadd x0, x1, [x2]\n";
        assertThat(assemble(source).problems())
                .extracting(p -> p.origin().span().line())
                .containsExactly(4, 6);
        assertThat(codes(assemble(source), Severity.ERROR)).hasSize(2);
    }

    @Test
    void namesNobodyKnowsAreProblems() {
        for (String line :
                List.of(".arch armv7-a", ".arch all", ".cpu all", ".cpu foo", ".arch_extension foo", ".arch")) {
            assertThat(codes(assemble("\t" + line + "\n\tnop\n"), Severity.ERROR))
                    .as(line)
                    .containsExactly("bad-operand");
        }
    }
}
