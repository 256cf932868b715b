package relolens.analyzer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relolens.analyzer.report.Report;
import relolens.emulator.timing.Mechanism;

/** Each phase of the routine leans on one mechanism; idealising that one must change its phase's lines and no others. */
class MechanismRowsTest {
    private static final String TEXT = """
            //@ entry el=1 mmu=on
            //@ x0: data va size=4M align=4K
            //@ x1: data va size=1M align=4K
            //@ run r: mmu=on
            .globl f
            f: mov x9, #4000
            1: add x2, x2, x9
            subs x9, x9, #1
            b.ne 1b
            dsb sy
            isb
            mov x9, #4000
            2: str x3, [x0]
            ldr x3, [x0]
            subs x9, x9, #1
            b.ne 2b
            dsb sy
            isb
            mov x9, #4000
            3: ldr x4, [x1], #64
            add x5, x5, x4
            subs x9, x9, #1
            b.ne 3b
            dsb sy
            isb
            mov x9, #200
            mov x10, x1
            4: sub x10, x10, #1024
            prfm pldl1keep, [x10]
            subs x9, x9, #1
            b.ne 4b
            dsb sy
            isb
            mov x9, #40000
            5: stp x3, x4, [x0], #16
            stp x3, x4, [x0], #16
            stp x3, x4, [x0], #16
            stp x3, x4, [x0], #16
            subs x9, x9, #1
            b.ne 5b
            dsb sy
            isb
            mov x9, #40
            6: nop
            .rept 12288
            nop
            .endr
            subs x9, x9, #1
            b.ne 6b
            dsb sy
            isb
            ret
            """;

    private static Report.Run run(Conditions conditions) {
        Experiment e = Experiment.text(TEXT, "f");
        RunResult result = Runs.run(
                new RunRequest(e.unit, e.contract, e.run("r"), Map.of(), "cortex-a53", "rk3399", conditions),
                Progress.NONE);
        return ((RunResult.Finished) result).run();
    }

    /** Phases, by number, whose cycles differ by more than one in a hundred. */
    private static Set<Integer> changed(Report.Run one, Report.Run other) {
        Set<Integer> phases = new TreeSet<>();
        double[] a = phases(one);
        double[] b = phases(other);
        for (int i = 0; i < a.length; i++) {
            if (Math.abs(a[i] - b[i]) > 0.01 * Math.max(a[i], b[i])) {
                phases.add(i + 1);
            }
        }
        return phases;
    }

    private static double[] phases(Report.Run run) {
        assertThat(run.outcome()).as(run.detail()).isEqualTo("ok");
        double[] cycles = new double[6];
        int phase = 0;
        for (Report.LineCost c : run.lines()) {
            String text = TEXT.split("\n")[c.line() - 1];
            if (text.matches("[1-6]: .*")) {
                phase = text.charAt(0) - '0';
            }
            if (phase > 0 && c.count() > 30) {
                cycles[phase - 1] += c.cycles();
            }
        }
        return cycles;
    }

    @ParameterizedTest(name = "{0} changes phases {1}")
    @CsvSource({
        "FORWARDING, 2",
        "PREFETCH, 3",
        "LOAD_LATENCY, 3 4",
        "STREAMING, 5",
        "TLB, 2 3 4 5",
        "FETCH, 6",
        "STORE_BUFFER, 5"
    })
    void idealisingAMechanismChangesItsOwnRowsOnly(String mechanism, String expected) {
        Conditions usual = Conditions.exact(true);
        Conditions without = mechanism.equals("STREAMING")
                ? new Conditions(true, "off", Set.of(), 0)
                : new Conditions(true, "default", Set.of(Mechanism.valueOf(mechanism)), 0);
        Set<Integer> allowed = new TreeSet<>();
        for (String phase : expected.split(" ")) {
            allowed.add(Integer.parseInt(phase));
        }
        Set<Integer> changed = changed(run(usual), run(without));
        assertThat(changed).isNotEmpty().isSubsetOf(allowed);
    }
}
