package relolens.analyzer.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import relolens.analyzer.run.Progress;
import relolens.emulator.timing.Mechanism;

/** Switching off one mechanism changes exactly the strategies that have to do with it. */
class MechanismStrategiesTest {
    private static final double CHANGED = 0.005;
    /** What has no part in a run with the MMU on, and in one with it off: there not a digit may change. */
    private static final Set<Mechanism> NEVER_ON = Set.of(Mechanism.DEVICE);

    private static final Set<Mechanism> NEVER_OFF = Set.of(
            Mechanism.LOAD_LATENCY, Mechanism.STORE_BUFFER, Mechanism.FORWARDING, Mechanism.PREFETCH, Mechanism.TLB);

    private static List<Row> rows(String core, String board, Set<Mechanism> off) {
        Plan plan = new Plan(
                List.of(1L << 20), List.of(new Plan.Machine(core, board)), List.of("default"), 0, 4096, false, false);
        return Comparison.without(off, plan, Progress.NONE);
    }

    private static final String ON = "mmu-on-contiguous-va mmu-on-linear-map order-0 order-9 single-offset-on";
    private static final String OFF_TOO = ON.replace("single", "single-offset-off single");

    /** Of those MMU-off, only Linux 5.10's shape has its instruction cache off, and only the others clean lines. */
    private static final List<String> SMALL_CORE = List.of(
            "LOAD_LATENCY: " + ON,
            "STORE_BUFFER: ",
            "FORWARDING: ",
            "BANDWIDTH: " + ON,
            "PREFETCH: " + ON,
            "DEVICE: in-place mmu-off single-offset-off",
            "TLB: " + ON,
            "BARRIER: " + ON,
            "BRANCH: ",
            "FETCH: in-place mmu-off",
            "MAINTENANCE: " + OFF_TOO);

    @Test
    void rowsOfASmallCoreChangeWithTheirOwnMechanisms() {
        assertThat(changes("cortex-a53", "rk3399")).isEqualTo(SMALL_CORE);
    }

    /** Its loop fits into one fetch, and where memory is the bound, walks hide behind it: not where pages lie in a row. */
    @Test
    void rowsOfALargeCoreChangeWithTheirOwnMechanisms() {
        List<String> expected = new ArrayList<>(SMALL_CORE);
        expected.set(Mechanism.TLB.ordinal(), "TLB: order-9 single-offset-on");
        expected.set(Mechanism.FETCH.ordinal(), "FETCH: in-place");
        assertThat(changes("cortex-a72", "stingray")).isEqualTo(expected);
    }

    private static List<String> changes(String core, String board) {
        List<Row> usual = rows(core, board, Set.of());
        List<String> found = new ArrayList<>();
        for (Mechanism mechanism : Mechanism.values()) {
            List<Row> without = rows(core, board, Set.of(mechanism));
            Set<String> changed = new TreeSet<>();
            for (int i = 0; i < usual.size(); i++) {
                Row before = usual.get(i);
                Row after = without.get(i);
                boolean never = (before.strategy().mmu() ? NEVER_ON : NEVER_OFF).contains(mechanism);
                if (never) {
                    assertThat(after.seconds())
                            .as(before.strategy().name() + " without " + mechanism)
                            .isEqualTo(before.seconds());
                }
                if (before.strategy().relocates() && Math.abs(after.seconds() / before.seconds() - 1) > CHANGED) {
                    changed.add(before.strategy().name());
                }
            }
            found.add(mechanism + ": " + String.join(" ", changed));
        }
        return found;
    }
}
