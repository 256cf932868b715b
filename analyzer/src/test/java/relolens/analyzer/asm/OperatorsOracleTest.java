package relolens.analyzer.asm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import relolens.analyzer.elf.ElfListing;
import relolens.analyzer.elf.ElfWriter;
import relolens.analyzer.source.Severity;

/** Every relocation operator in every form of operand: accepted or refused as by GNU as, with the same relocations. */
@Tag("oracle")
class OperatorsOracleTest {
    private static final String[] OPERATORS =
            ("lo12 pg_hi21 pg_hi21_nc abs_g0 abs_g0_s abs_g0_nc abs_g1 abs_g1_s abs_g1_nc"
                            + " abs_g2 abs_g2_s abs_g2_nc abs_g3 prel_g0 prel_g0_nc prel_g1 prel_g1_nc prel_g2 prel_g2_nc prel_g3"
                            + " dtprel_hi12 dtprel_lo12 dtprel_lo12_nc dtprel_g0 dtprel_g0_nc dtprel_g1 dtprel_g1_nc dtprel_g2 tlsgd"
                            + " tlsgd_lo12 tlsgd_g0_nc tlsgd_g1 tlsldm tlsldm_lo12_nc gottprel gottprel_lo12 gottprel_g0_nc"
                            + " gottprel_g1 tlsdesc tlsdesc_lo12 tlsdesc_off_g0_nc tlsdesc_off_g1 tprel_hi12 tprel_lo12"
                            + " tprel_lo12_nc tprel_g2 tprel_g1 tprel_g1_nc tprel_g0 tprel_g0_nc got got_lo12 gotpage_lo14"
                            + " gotpage_lo15 gotoff_g0_nc gotoff_g1 gotoff_lo15 secrel_lo12 nonsense")
                    .split(" ");
    private static final String[] FORMS = {
        "adrp x0, :@:s",
        "adr x0, :@:s",
        "ldr x0, :@:s",
        "add x0, x1, #:@:s",
        "add w0, w1, :@:s",
        "adds x0, x1, :@:s",
        "sub x0, x1, #:@:s",
        "cmp x0, :@:s",
        "ldr x0, [x1, #:@:s]",
        "ldr w0, [x1, :@:s+4]",
        "ldrb w0, [x1, :@:s]",
        "ldrh w0, [x1, :@:s]",
        "strh w0, [x1, :@:s]",
        "ldrsw x0, [x1, :@:s]",
        "ldr q0, [x1, :@:s]",
        "ldr d0, [x1, :@:s]",
        "ldp x0, x1, [x2, :@:s]",
        "ldur x0, [x1, :@:s]",
        "prfm pldl1keep, [x0, :@:s]",
        "movz x0, #:@:s",
        "movk x0, #:@:s",
        "movn x0, #:@:s",
        "mov x0, #:@:s",
        "movz w0, #:@:s",
        "movk w0, #:@:s",
        "b :@:s",
        "bl :@:s",
        "cbz x0, :@:s",
        "ldr x0, =:@:s",
        "add x0, x1, #:@:s, lsl #12",
        "and x0, x1, #:@:s",
        "ldr x0, [x1, :@:s]!",
        "movz x0, #:@:s, lsl #16",
        "ldr x0, [x1], :@:s",
        ".word :@:s"
    };
    private static final String TAIL = "\n\t.data\nlocal:\t.quad 1\n\t.section .tdata,\"awT\"\nt:\t.quad 1\n";
    private static final Pattern LINE = Pattern.compile("\\.s:(\\d+): Error");

    private static Set<Integer> ours(String source) {
        Set<Integer> lines = new TreeSet<>();
        Snippets.assemble(source).problems().stream()
                .filter(p -> p.severity() == Severity.ERROR)
                .forEach(p -> lines.add(p.origin().span().line()));
        return lines;
    }

    private static Set<Integer> theirs(GnuAssembler.Verdict judge) {
        Set<Integer> lines = new TreeSet<>();
        for (Matcher m = LINE.matcher(judge.messages()); m.find(); ) {
            lines.add(Integer.parseInt(m.group(1)));
        }
        return lines;
    }

    @Test
    void operatorsStandWhereGnuAsTakesThemAndGiveItsRelocations() throws Exception {
        long accepted = 0;
        for (String operator : OPERATORS) {
            for (String target : new String[] {"extern", "local", "t"}) {
                List<String> lines = new ArrayList<>();
                for (String form : FORMS) {
                    lines.add("\t" + form.replace("@", operator).replace(":s", ":" + target));
                }
                String tail = "\n\t.data\nlocal:\t.quad 1\n\t.section .tdata,\"awT\"\nt:\t.quad 1\n";
                // GNU as finds some mistakes only after all others are gone.
                GnuAssembler.Verdict judge = GnuAssembler.assemble(String.join("\n", lines) + TAIL);
                while (!judge.accepted()) {
                    Set<Integer> refused = theirs(judge);
                    if (judge.messages().contains("as thread-local object")) {
                        // Said without a line, of the variable's section.
                        refused.addAll(ours(String.join("\n", lines) + TAIL));
                    }
                    assertThat(refused)
                            .as(operator + " " + target + ": " + judge.messages())
                            .isNotEmpty();
                    assertThat(refused).as(operator + " " + target).allMatch(line -> line <= FORMS.length);
                    assertThat(ours(String.join("\n", lines) + TAIL))
                            .as(operator + " " + target)
                            .containsAll(refused);
                    refused.forEach(line -> lines.set(line - 1, ""));
                    judge = GnuAssembler.assemble(String.join("\n", lines) + TAIL);
                }
                accepted += lines.stream().filter(line -> !line.isEmpty()).count();
                AssembledUnit unit = Snippets.assemble(String.join("\n", lines) + TAIL);
                assertThat(unit.problems()).as(operator + " " + target).isEmpty();
                assertThat(ElfListing.of(ElfWriter.write(unit)))
                        .as(operator + " " + target)
                        .isEqualTo(ElfListing.of(judge.object()));
            }
        }
        assertThat(accepted).isGreaterThan(600);
    }
}
