package relolens.analyzer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relolens.analyzer.contract.Contracts.InstructionPlace;
import relolens.analyzer.contract.Contracts.RoutinePlace;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.source.Problem;

class ContractsTest {
    private final Map<String, String> files = new HashMap<>();

    private Contracts contracts(String file, String text) {
        files.put(file, text);
        return Contracts.of(Preprocessor.preprocess(file, CppOptions.none(), files::get), files::get);
    }

    private static RoutinePlace routine(String name, String file, int line, int end) {
        return new RoutinePlace(name, file, line, end, CodeShape.UNKNOWN);
    }

    private static final String TWO_ROUTINES = """
            //@ entry el=1 mmu=on
            //@ x0: data va
            //@ allow C03 "whole routine"
            first:
            //@ assume x9 aligned 16
            //@ allow D01 "just here"
                nop

                //@ loop max=4
            1:  b 1b
            /*@ entry mmu=off
              * x1: number 3
              */
            second:
                ret
            """;

    @Test
    void clausesGoToTheNextRoutineOrInstruction() {
        Contracts c = contracts("a.S", TWO_ROUTINES);
        c.place(
                List.of(routine("second", "a.S", 14, 15), routine("first", "a.S", 4, 10)),
                List.of(
                        new InstructionPlace("a.S", 7),
                        new InstructionPlace("a.S", 10),
                        new InstructionPlace("a.S", 15)));
        Contract first = c.of("first");
        assertThat(first.entries()).extracting(e -> e.state().mmu()).containsExactly(OnOff.ON);
        assertThat(first.registers()).containsOnlyKeys("x0");
        assertThat(first.allows()).extracting(Clause.Allow::rule).containsExactly("C03");
        assertThat(c.at("a.S", 7))
                .hasSize(2)
                .anyMatch(Clause.Assume.class::isInstance)
                .anyMatch(Clause.Allow.class::isInstance);
        assertThat(c.at("a.S", 10)).singleElement().isInstanceOf(Clause.Loop.class);
        assertThat(c.of("second").entries()).extracting(e -> e.state().mmu()).containsExactly(OnOff.OFF);
        assertThat(c.of("second").registers().get("x1").number()).isEqualTo(3);
        assertThat(c.problems()).isEmpty();
    }

    @Test
    void aClauseThatBelongsToNothingIsABadContract() {
        Contracts c = contracts("a.S", "first:\n nop\n//@ entry mmu=on\n//@ loop max=3\n");
        c.place(List.of(routine("first", "a.S", 1, 2)), List.of(new InstructionPlace("a.S", 2)));
        assertThat(c.problems()).extracting(p -> p.origin().span().line()).containsExactly(3, 4);
        assertThat(c.problems()).extracting(Problem::message).anyMatch(m -> m.contains("no label follows"));
    }

    @Test
    void theFileSpeaksBeforeTheNearSidecarBeforeTheFarOneBeforeTheProfile() {
        files.put("arch/relolens.yml", """
                routines:
                  "kernel/*.S":
                    copy_page: ["entry el=2 mmu=off", "x1: data pa size=1K"]
                """);
        files.put("relolens.yml", """
                root: true
                routines:
                  "arch/**.S":
                    "copy_*": ["entry el=3 mmu=on", "x2: number 9", "x1: stack"]
                """);
        files.put("../relolens.yml", "routines: {'**': {copy_page: ['x7: number 1']}}");
        Contracts c = contracts("arch/kernel/a.S", "//@ x0: device pa\ncopy_page:\n ret\n");
        c.place(List.of(routine("copy_page", "arch/kernel/a.S", 2, 3)), List.of());
        Contract contract = c.of("copy_page");
        assertThat(c.problems()).isEmpty();
        assertThat(contract.entries()).extracting(e -> e.state().el()).containsExactly(2);
        assertThat(contract.registers().get("x0").role()).isEqualTo(Clause.Role.DEVICE);
        assertThat(contract.registers().get("x1").size()).isEqualTo(1024);
        assertThat(contract.registers().get("x2").number()).isEqualTo(9);
        assertThat(contract.registers()).as("the search ends at root: true").doesNotContainKey("x7");
        assertThat(contract.expect()).as("only the profile speaks of it").isNotNull();
        assertThat(contract.profile()).isEqualTo("linux-copy-page");
    }

    @Test
    void badSidecarsAreProblemsAtTheirPlace() {
        files.put("relolens.yml", """
                root: true
                routines:
                  "*.S":
                    first: ["entry mmu=sometimes", "loop max=3"]
                """);
        Contracts c = contracts("a.S", "first:\n");
        assertThat(c.problems())
                .extracting(p -> p.origin().span().text())
                .containsExactly("relolens.yml:4:24", "relolens.yml:4:37");
        files.put("relolens.yml", "root: [\nroutines: }");
        assertThat(contracts("a.S", "").problems())
                .singleElement()
                .satisfies(p -> assertThat(p.message()).contains("not valid YAML"));
        files.put("relolens.yml", "routes: {}\nroot: perhaps\nroutines: 3\n");
        assertThat(contracts("a.S", "").problems()).hasSize(3);
    }

    @Test
    void nobodySaysAnythingOfAnUnknownRoutine() {
        Contracts c = contracts("a.S", "mine:\n");
        c.place(List.of(routine("mine", "a.S", 1, 1)), List.of());
        assertThat(c.of("mine")).isEqualTo(Contract.none("mine"));
    }

    @Test
    void theTwoKexecConventionsAreToldApartByTheirCode() {
        Contracts c = contracts("a.S", "arm64_relocate_new_kernel:\n");
        String name = "arm64_relocate_new_kernel";
        c.place(List.of(new RoutinePlace(name, "a.S", 1, 1, new CodeShape(0b1, 0b1, Set.of()))), List.of());
        Contract newer = c.of(name);
        assertThat(newer.profile()).isEqualTo("linux-kexec-5.16");
        assertThat(newer.entries().get(0).state().mmu()).isEqualTo(OnOff.ON);
        assertThat(newer.explicitRuns()).isEmpty();
        assertThat(((RunValue.KimageHead) newer.runs().get(0).registers().get("x0"))
                        .kimage()
                        .structure())
                .isTrue();
        c.place(List.of(new RoutinePlace(name, "a.S", 1, 1, new CodeShape(0b111, 0, Set.of()))), List.of());
        Contract older = c.of(name);
        assertThat(older.profile()).isEqualTo("linux-kexec-4.8");
        MachineState entry = older.entries().get(0).state();
        assertThat(List.of(entry.mmu(), entry.dcache(), entry.icache())).containsOnly(OnOff.OFF);
        assertThat(older.abi()).contains("x0 = kimage->head");
        c.place(List.of(routine(name, "a.S", 1, 1)), List.of());
        assertThat(c.of(name).profile()).as("nothing is known of the code").isNull();
    }
}
