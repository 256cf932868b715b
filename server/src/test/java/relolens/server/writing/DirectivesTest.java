package relolens.server.writing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import relolens.analyzer.contract.Clause;
import relolens.analyzer.contract.ClauseParser;
import relolens.analyzer.source.Span;

/** What is offered exists: directives are the assembler's and described, clauses are those the parser takes. */
class DirectivesTest {
    @Test
    void everyDirectiveOfTheAssemblerIsDescribed() {
        assertThat(Directives.names()).contains(".balign", ".macro", ".ltorg", ".cfi_startproc");
        assertThat(Directives.names())
                .allSatisfy(d -> assertThat(Directives.text(d)).as(d).isNotEmpty());
    }

    @Test
    void everyClauseKeyAndValueOfferedIsUnderstood() {
        for (String key : ContractWords.STATE) {
            for (String value : ContractWords.VALUES.get(key)) {
                understood("entry " + key + "=" + value);
            }
        }
        for (String key : ContractWords.CPU) {
            for (String value : ContractWords.VALUES.get(key)) {
                understood("cpu " + key + "=" + value);
            }
        }
        for (String role : ContractWords.ROLES) {
            understood("x0: " + role
                    + (role.equals("offset") ? " phys-to-virt" : role.equals("symbol") ? " name pa" : ""));
        }
        for (String key : ContractWords.KIMAGE) {
            String value = ContractWords.VALUES.containsKey(key)
                    ? ContractWords.VALUES.get(key).get(0)
                    : "1";
            understood("run a: x0=kimage(" + key + "=" + value + ")");
        }
        for (String exit : ContractWords.VALUES.get("exit")) {
            understood("expect exit=" + exit);
        }
    }

    private static void understood(String clause) {
        var parsed = ClauseParser.parse(
                new Clause.Statement(Clause.Level.COMMENT, Span.of("a.S", 1, 1, clause.length()), clause));
        assertThat(parsed.problem()).as(clause).isNull();
    }
}
