package relolens.analyzer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import relolens.analyzer.rules.Rule;
import relolens.analyzer.rules.Rules;

/**
 * The sanitiser and the rules on the order of code maintenance judge the rules' examples alike: what a rule reports is
 * found by running it, what it lets pass is not.
 */
class StaleAgreementTest {
    private static final Set<String> RULES = Set.of("C01", "C02", "C03", "C04", "C05", "C06", "C15");

    private static final String EL2_TABLES = "no page tables are built for EL2 without VHE";

    /** Examples in which nothing is executed, or that cannot be run, and why. */
    private static final Map<String, String> NOT_JUDGED = Map.of(
            "C01 hyp_stub", EL2_TABLES,
            "C02 vectors_page", EL2_TABLES,
            "C03 return_to_patched", EL2_TABLES,
            "C04 call_it", EL2_TABLES,
            "C05 one_loop_for_both", EL2_TABLES,
            "C02 loaded_extension", "executes other memory than it stored to",
            "C04 jump_into_copy", "executes other memory than it stored to",
            "C03 switched_tables", "executes nothing that it stored",
            "C15 tested", "the machine's CTR_EL0.IDC is 0: the way that lacks the DSB is not taken");

    @TestFactory
    Stream<DynamicTest> examplesAreJudgedAlike() {
        return Rules.ALL.stream()
                .filter(r -> RULES.contains(r.info().id()))
                .flatMap(r -> Stream.concat(tests(r, true), tests(r, false)));
    }

    private static Stream<DynamicTest> tests(Rule rule, boolean bad) {
        List<String> texts = bad ? rule.info().bad() : rule.info().good();
        return texts.stream()
                .filter(t -> t.contains("mmu=o"))
                .map(t -> DynamicTest.dynamicTest(rule.info().id() + (bad ? " bad " : " good ") + routine(t), () -> {
                    String text = t.replaceFirst(
                            "(?m)^" + routine(t) + ":", "//@ run r: mmu=" + mmu(t) + "\n" + routine(t) + ":");
                    String found = StaleRunTest.words(StaleRunTest.found(Experiment.text(text, routine(t)), "r"));
                    boolean judged = !NOT_JUDGED.containsKey(rule.info().id() + " " + routine(t));
                    assertThat(found.contains("fetch")).as(found).isEqualTo(bad && judged);
                }));
    }

    private static String routine(String text) {
        return text.lines()
                .filter(l -> l.matches("[a-z_]+:.*"))
                .findFirst()
                .orElseThrow()
                .replaceAll(":.*", "");
    }

    private static String mmu(String text) {
        return text.replaceAll("(?s).*?mmu=(\\w+).*", "$1");
    }
}
