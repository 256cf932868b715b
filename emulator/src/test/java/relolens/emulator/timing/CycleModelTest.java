package relolens.emulator.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CycleModelTest {
    private static final int[] COPY = {
        0xa94006a0, 0xa9410ea2, 0xa94216a4, 0xa9431ea6, 0x910102b5, // ldp x4, add
        0xa8000680, 0xa8010e82, 0xa8021684, 0xa8031e86, 0x91010294, // stnp x4, add
        0xf2402ebf, 0x54fffea1 // tst, b.ne
    };

    private static CycleModel model(String core, String board, Mechanism... off) {
        EnumSet<Mechanism> set = EnumSet.noneOf(Mechanism.class);
        set.addAll(java.util.List.of(off));
        return new CycleModel(TimingCatalogue.core(core), TimingCatalogue.board(board), set);
    }

    private static double cyclesPer(int times, int word) {
        Tape tape = new Tape(model("cortex-a53", "rk3399"));
        for (int i = 0; i < times; i++) {
            tape.step(0x1000 + 4L * i, word);
        }
        return tape.model.cycles() / times;
    }

    /** One page of a copy loop; Device when {@code mmu} is off. */
    private static void copyPage(Tape tape, boolean mmu, long from, long to) {
        for (int line = 0; line < 64; line++) {
            for (int i = 0; i < COPY.length; i++) {
                long pc = 0x1000 + 4L * i;
                boolean load = i < 4;
                boolean store = i > 4 && i < 9;
                long pa = (load ? from + 16L * i : to + 16L * (i - 5)) + 64L * line;
                if (!mmu && (pc & 15) == 0) {
                    tape.model.fetch(pc, pc, 0, false);
                }
                if (load && mmu) {
                    tape.load(pa, 16, i == 0 ? 0 : 1);
                } else if (store && mmu) {
                    tape.store(pa, 16, i == 5 ? 0 : 1);
                } else if (load || store) {
                    tape.device(store, pa, 16);
                }
                tape.step(pc, COPY[i], i == 11 && line < 63 ? 0x1000 : pc + 4);
            }
        }
    }

    private static Costs copy(boolean mmu, String core, String board, Mechanism... off) {
        Tape tape = new Tape(model(core, board, off));
        for (int page = 0; page < 20; page++) {
            copyPage(tape, mmu, 0x9000_0000L + page * 0x7000L, 0xa000_0000L + page * 0x1000L);
        }
        return tape.model.costs();
    }

    @Test
    void independentAddsIssueTwoACycleAndChainedOnesOne() {
        Tape tape = new Tape(model("cortex-a53", "rk3399"));
        for (int i = 0; i < 1000; i++) {
            tape.step(0x1000 + 4L * i, i % 2 == 0 ? 0x91000400 : 0x91000421); // add x0, x0, #1 / add x1, x1, #1
        }
        assertThat(tape.model.cycles() / 1000).isCloseTo(0.5, within(0.01));
        assertThat(cyclesPer(1000, Tape.ADD_CHAIN)).isCloseTo(1, within(0.01));
        assertThat(cyclesPer(1000, Tape.MUL_CHAIN)).isCloseTo(4, within(0.01));
    }

    @Test
    void pointerChaseCostsTheLevelThatAnswers() {
        double previous = 0;
        int[] levels = {1, 2, 0};
        // Published latencies of the second level are from use to use: the first level's is in them.
        double[] expected = {3, 27, 3 + 172 * 1.416};
        for (int l = 0; l < levels.length; l++) {
            Tape tape = new Tape(model("cortex-a53", "rk3399", Mechanism.PREFETCH));
            for (int i = 0; i < 500; i++) {
                tape.load(0x9000_0000L + i * 0x10_0000L, 8, levels[l]).step(0x1000, Tape.LDR_CHAIN, 0x1000);
            }
            double per = tape.model.cycles() / 500;
            assertThat(per).isCloseTo(expected[l], within(0.5)).isGreaterThan(previous);
            previous = per;
        }
    }

    @Test
    void deviceAccessesAreOneRoundTripEach() {
        Tape tape = new Tape(model("cortex-a53", "rk3399"));
        for (int i = 0; i < 100; i++) {
            tape.device(false, 0x9000_0000L + 16 * i, 16).step(0x1000, 0xa94006a0, 0x1000);
        }
        assertThat(tape.model.costs().seconds() * 1e9 / 100).isCloseTo(170, within(1.0));
    }

    @Test
    void twoHalvesOfAPairAreOneDeviceAccess() {
        Tape whole = new Tape(model("cortex-a53", "rk3399"));
        Tape halves = new Tape(model("cortex-a53", "rk3399"));
        for (int i = 0; i < 50; i++) {
            whole.device(false, 0x9000_0000L + 16 * i, 16).step(0x1000, 0xa94006a0, 0x1000);
            halves.device(false, 0x9000_0000L + 16 * i, 8)
                    .device(false, 0x9000_0008L + 16 * i, 8)
                    .step(0x1000, 0xa94006a0, 0x1000);
        }
        assertThat(halves.model.cycles()).isEqualTo(whole.model.cycles());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rowsAddUpToTheTotalAndStallsNeverExceedTheirRow(boolean mmu) {
        Costs costs = copy(mmu, "cortex-a53", "rk3399");
        assertThat(costs.rows().stream().mapToDouble(Costs.Row::cycles).sum()).isCloseTo(costs.cycles(), within(1e-6));
        for (Costs.Row row : costs.rows()) {
            double stalls = row.stall().stream().mapToDouble(d -> d).sum();
            assertThat(stalls).isLessThanOrEqualTo(row.cycles() + 1e-9);
            assertThat(row.count()).isEqualTo(20 * 64);
        }
    }

    @Test
    void mmuOffCopyCostsTenTimesMmuOnAndMoreAndShowsItAsDeviceAndFetch() {
        for (String board : TimingCatalogue.boards()) {
            Costs off = copy(false, "cortex-a53", board);
            Costs on = copy(true, "cortex-a53", board);
            assertThat(off.cycles()).as(board).isGreaterThan(10 * on.cycles());
            assertThat(off.stall(Cause.DEVICE) + off.stall(Cause.FETCH)).isGreaterThan(0.9 * off.cycles());
            assertThat(on.stall(Cause.DEVICE) + on.stall(Cause.FETCH)).isZero();
        }
    }

    @Test
    void bandOfAnMmuOffRunIsTheBoardsBandAndAnMmuOnRunHasNone() {
        Costs off = copy(false, "cortex-a53", "stingray");
        assertThat(off.cyclesLow()).isLessThan(off.cycles());
        assertThat(off.cyclesHigh() / off.cyclesLow()).isBetween(1.5, 1.8);
        Costs on = copy(true, "cortex-a53", "stingray");
        assertThat(on.cyclesLow()).isEqualTo(on.cycles()).isEqualTo(on.cyclesHigh());
    }

    /** Each mechanism and a tape that exercises it; switched off, its cause must vanish and no other may appear. */
    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"LOAD", "STORE", "DEVICE", "TLB", "BARRIER", "BRANCH", "FETCH", "MAINTENANCE"})
    void switchingAMechanismOffTakesAwayItsCauseOnly(Cause cause) {
        Mechanism mechanism = switch (cause) {
            case LOAD -> Mechanism.LOAD_LATENCY;
            case STORE -> Mechanism.STORE_BUFFER;
            case DEVICE -> Mechanism.DEVICE;
            case TLB -> Mechanism.TLB;
            case BARRIER -> Mechanism.BARRIER;
            case BRANCH -> Mechanism.BRANCH;
            case FETCH -> Mechanism.FETCH;
            case MAINTENANCE -> Mechanism.MAINTENANCE;
            default -> throw new IllegalArgumentException(cause.name());
        };
        Consumer<Tape> story = tape -> {
            for (int i = 0; i < 50; i++) {
                story(tape, i, cause);
            }
        };
        Tape with = new Tape(model("cortex-a53", "rk3399"));
        story.accept(with);
        Tape without = new Tape(model("cortex-a53", "rk3399", mechanism));
        story.accept(without);

        assertThat(with.model.costs().stall(cause)).isPositive();
        assertThat(without.model.costs().stall(cause)).isZero();
        assertThat(without.model.cycles()).isLessThan(with.model.cycles());
        for (Cause other : Cause.values()) {
            if (other != cause && other != Cause.DEPENDENCY) {
                assertThat(without.model.costs().stall(other)).as(other.name()).isZero();
            }
        }
    }

    private static void story(Tape tape, int i, Cause cause) {
        long pa = 0x9000_0000L + i * 0x10_0000L;
        switch (cause) {
            case LOAD -> tape.load(pa, 8, 0).step(0x1000, Tape.LDR_CHAIN);
            case STORE -> tape.store(pa, 16, 0).step(0x1000, Tape.STP);
            case DEVICE -> tape.device(false, pa, 16).step(0x1000, Tape.LDP_0);
            case TLB -> {
                tape.model.walk(pa, false, 4, false);
                tape.load(pa, 8, 1).step(0x1000, Tape.LDR_CHAIN);
            }
            case BARRIER -> tape.step(0x1000, Tape.NOP).step(0x1004, Tape.DSB).step(0x1008, Tape.ISB);
            case BRANCH ->
                tape.step(0x102c, Tape.B_BACK, i % 3 == 0 ? 0x1030 : 0x1000)
                        .step(i % 3 == 0 ? 0x1030 : 0x1000, Tape.NOP, 0x102c);
            case FETCH -> {
                tape.model.fetch(0x1000, 0x1000, 0, false);
                tape.step(0x1000, Tape.NOP);
            }
            case MAINTENANCE -> tape.maintain(0x1000, Tape.DC_CIVAC, pa, i % 2 == 0);
            default -> throw new IllegalArgumentException(cause.name());
        }
    }

    @Test
    void barrierWaitsForStoresAndWriteBacksUnderWay() {
        Tape idle = new Tape(model("cortex-a53", "rk3399"));
        idle.step(0x1000, Tape.NOP).step(0x1004, Tape.DSB);
        Tape busy = new Tape(model("cortex-a53", "rk3399"));
        for (int i = 0; i < 64; i++) {
            busy.maintain(0x2000 + 4L * i, Tape.DC_CIVAC, 0x9000_0000L + 64L * i, true);
        }
        double before = busy.model.cycles();
        busy.step(0x1004, Tape.DSB);
        assertThat(busy.model.cycles() - before).isGreaterThan(idle.model.cycles());
    }

    @Test
    void streamIsFetchedAheadAndRunsAtTheSpeedOfLinesUnderWay() {
        Tape tape = new Tape(model("cortex-a53", "rk3399"));
        Tape alone = new Tape(model("cortex-a53", "rk3399", Mechanism.PREFETCH));
        for (int i = 0; i < 2000; i++) {
            tape.load(0x9000_0000L + 64L * i, 8, 0).step(0x1000, 0xf8440402, 0x1000); // ldr x2, [x0], #64
            tape.step(0x1004, 0x8b020021, 0x1000); // add x1, x1, x2: waits for the data
            alone.load(0x9000_0000L + 64L * i, 8, 0).step(0x1000, 0xf8440402, 0x1000);
            alone.step(0x1004, 0x8b020021, 0x1000);
        }
        double ahead = tape.model.costs().seconds() * 1e9 / 2000;
        double waiting = alone.model.costs().seconds() * 1e9 / 2000;
        assertThat(waiting).isCloseTo(174, within(8.0));
        assertThat(ahead).isBetween(20.0, 60.0);
    }

    @Test
    void wideCoreHidesMissesThatTheSmallCoreWaitsFor() {
        Costs small = copy(true, "cortex-a53", "rk3399", Mechanism.PREFETCH);
        Costs wide = copy(true, "cortex-a72", "rk3399", Mechanism.PREFETCH);
        assertThat(wide.seconds()).isLessThan(small.seconds() / 1.5);
    }

    @Test
    void resultNamesTheFiguresItStandsOnAndNoOthers() {
        Costs on = copy(true, "cortex-a53", "stingray");
        Costs off = copy(false, "cortex-a53", "stingray");
        assertThat(on.figures()).extracting(Figure::key).contains("classes.LOAD_PAIR.latency", "dram.latency_ns");
        assertThat(on.figures())
                .extracting(Figure::key)
                .doesNotContain("device.read_ns.nominal", "classes.CRYPTO.latency");
        assertThat(off.figures(Figure.Mark.FIT)).extracting(Figure::key).contains("device.read_ns.nominal");
    }
}
