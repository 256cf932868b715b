package relolens.emulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import relolens.emulator.cache.CacheGeometry;
import relolens.emulator.machine.Machine;
import relolens.emulator.memory.MemoryType;
import relolens.emulator.mmu.Access;
import relolens.emulator.mmu.TlbGeometry;
import relolens.emulator.mmu.Translation;

class ScenarioRunTest {
    private static final int RET = 0xd65f03c0;
    private static final int BR_X1 = 0xd61f0020;
    private static final int MOV_X0_X2 = 0xaa0203e0;
    private static final int LDR_X3_X0 = 0xf9400003;
    private static final int[] ZERO_X1_TO_X3 = {0xd2800001, 0xd2800002, 0xd2800003};

    private static byte[] code(int... words) {
        byte[] bytes = new byte[words.length * 4];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (words[i / 4] >>> 8 * (i % 4));
        }
        return bytes;
    }

    private static Scenario scenario(
            EntryState state,
            KimageSpec image,
            Scenario.Expectation expectation,
            Map<Integer, Argument> more,
            int... words) {
        Map<Integer, Argument> registers =
                new HashMap<>(Map.of(0, new Argument.Image(), 1, new Argument.Start(), 2, new Argument.DeviceTree()));
        registers.putAll(more);
        return new Scenario(code(words), 0, 4096, state, registers, image, Map.of(), expectation, Map.of());
    }

    private static KimageSpec image(KimageSpec.Va va, KimageSpec.Mapping mapping) {
        return new KimageSpec(3_000_000, 0, KimageSpec.Layout.SCATTERED, va, mapping, 0, 0, 1, false, false);
    }

    private static ScenarioRun on(KimageSpec image, int el) {
        EntryState state = new EntryState(el, el == 2, true, true, true, true);
        return ScenarioRun.prepare(scenario(state, image, Scenario.Expectation.RETURN, Map.of(), RET), Hardware.PLAIN);
    }

    @ParameterizedTest
    @EnumSource(KimageSpec.Mapping.class)
    void machineTranslatesTheLinearMapToRamAndTheCodeToItself(KimageSpec.Mapping mapping) {
        for (int el = 1; el <= 2; el++) {
            ScenarioRun run = on(image(KimageSpec.Va.LINEAR, mapping), el);
            Machine machine = run.machine();
            Random random = new Random(3);
            for (int i = 0; i < 300; i++) {
                long pa = run.map().ramBase()
                        + Math.floorMod(random.nextLong(), run.map().ramBytes());
                assertThat(machine.translate(run.map().virt(pa), Access.WRITE))
                        .isInstanceOfSatisfying(Translation.Mapped.class, m -> {
                            assertThat(m.pa()).isEqualTo(pa);
                            assertThat(m.type()).isEqualTo(MemoryType.NORMAL_WRITE_BACK);
                        });
            }
            long code = run.codeAddress();
            assertThat(machine.translate(code, Access.FETCH))
                    .isInstanceOfSatisfying(
                            Translation.Mapped.class, m -> assertThat(m.pa()).isEqualTo(code));
            assertThat(machine.translate(code, Access.WRITE)).isInstanceOf(Translation.Faulted.class);
            assertThat(machine.translate(run.map().virt(code), Access.FETCH)).isInstanceOf(Translation.Faulted.class);
            assertThat(machine.translate(code + 0x10_0000, Access.READ)).isInstanceOf(Translation.Faulted.class);
        }
    }

    @Test
    void contiguousLayoutGivesSourcesARowOfAddresses() {
        ScenarioRun run = on(image(KimageSpec.Va.CONTIGUOUS, KimageSpec.Mapping.PAGE), 1);
        Kimage image = java.util.Objects.requireNonNull(run.image());
        for (int i = 0; i < image.pages(); i++) {
            long source = image.source(i);
            assertThat(run.machine().translate(run.map().virt(run.map().rowBase() + i * 4096L), Access.READ))
                    .isInstanceOfSatisfying(
                            Translation.Mapped.class, m -> assertThat(m.pa()).isEqualTo(source));
        }
        long list = image.listPages().get(0);
        assertThat(run.machine().memory().read64(list + 8)).isEqualTo(run.map().rowBase() | Kimage.SOURCE);
        assertThat(run.machine().memory().read64(list + 16)).isEqualTo(run.map().rowBase() + 4096 | Kimage.SOURCE);
    }

    @Test
    void contiguousLayoutWithoutTablesIsRefused() {
        assertThatThrownBy(() -> scenario(
                        EntryState.mmuOff(true),
                        image(KimageSpec.Va.CONTIGUOUS, KimageSpec.Mapping.PAGE),
                        Scenario.Expectation.RETURN,
                        Map.of(),
                        RET))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("needs the MMU on");
    }

    @Test
    void routineThatReturnsIsOkOnlyWhereAReturnIsExpected() {
        for (boolean mmu : new boolean[] {true, false}) {
            EntryState state = mmu ? EntryState.mmuOn() : EntryState.mmuOff(false);
            Outcome ok = ScenarioRun.prepare(
                            scenario(state, KimageSpec.of(4096), Scenario.Expectation.RETURN, Map.of(), RET),
                            Hardware.PLAIN)
                    .run(Watch.NONE);
            Outcome not = ScenarioRun.prepare(
                            scenario(state, KimageSpec.of(4096), Scenario.Expectation.RELOCATED, Map.of(), RET),
                            Hardware.PLAIN)
                    .run(Watch.NONE);
            assertThat(ok.kind()).as(ok.sentence()).isEqualTo(Outcome.Kind.OK);
            assertThat(ok.instructions()).isEqualTo(1);
            assertThat(not.kind()).isEqualTo(Outcome.Kind.MISMATCH);
            assertThat(not.sentence()).contains("returned to its caller instead of branching");
        }
    }

    @Test
    void imageThatLiesInPlaceAlreadyNeedsNoCopy() {
        KimageSpec inPlace = new KimageSpec(
                100_000,
                0,
                KimageSpec.Layout.SCATTERED,
                KimageSpec.Va.LINEAR,
                KimageSpec.Mapping.PAGE,
                100,
                0,
                1,
                false,
                false);
        int[] leave = {0xaa0103e4, MOV_X0_X2, ZERO_X1_TO_X3[0], ZERO_X1_TO_X3[1], ZERO_X1_TO_X3[2], 0xd61f0080
        }; // mov x4, x1 … br x4
        Outcome there = ScenarioRun.prepare(
                        scenario(EntryState.mmuOff(true), inPlace, Scenario.Expectation.RELOCATED, Map.of(), leave),
                        Hardware.PLAIN)
                .run(Watch.NONE);
        Outcome elsewhere = ScenarioRun.prepare(
                        scenario(
                                EntryState.mmuOff(true),
                                KimageSpec.of(100_000),
                                Scenario.Expectation.RELOCATED,
                                Map.of(),
                                leave),
                        Hardware.PLAIN)
                .run(Watch.NONE);
        assertThat(there.kind()).as(there.sentence()).isEqualTo(Outcome.Kind.OK);
        assertThat(elsewhere.kind()).isEqualTo(Outcome.Kind.MISMATCH);
        assertThat(elsewhere.sentence()).contains("25 of 25 pages are wrong");
    }

    @Test
    void entryRegistersOfTheNewImageAreChecked() {
        Outcome o = ScenarioRun.prepare(
                        scenario(
                                EntryState.mmuOff(true),
                                KimageSpec.of(0),
                                Scenario.Expectation.RELOCATED,
                                Map.of(),
                                BR_X1),
                        Hardware.PLAIN)
                .run(Watch.NONE);
        assertThat(o.kind()).isEqualTo(Outcome.Kind.MISMATCH);
        assertThat(o.sentence()).startsWith("x0 is 0x4 at the end, expected 0x").endsWith("(the device tree)");
    }

    @Test
    void rolesPutBuffersWhereTheirAddressSpaceSays() {
        Argument va = new Argument.Memory(8192, 65536, true, false, Argument.Content.RANDOM);
        Argument pa = new Argument.Memory(8192, 4096, false, false, Argument.Content.RANDOM);
        Scenario s = scenario(
                EntryState.mmuOn(),
                KimageSpec.of(0),
                Scenario.Expectation.RETURN,
                Map.of(
                        0,
                        va,
                        5,
                        pa,
                        6,
                        new Argument.Offset(false),
                        7,
                        new Argument.Offset(true),
                        8,
                        new Argument.Number(77)),
                LDR_X3_X0,
                RET);
        ScenarioRun run = ScenarioRun.prepare(s, Hardware.PLAIN);
        long physical = run.machine().cpu().x(0) - run.map().physToVirt();
        assertThat(physical % 65536).isZero();
        assertThat(run.machine().memory().isRam(physical)).isTrue();
        assertThat(run.machine().memory().isRam(run.machine().cpu().x(5))).isTrue();
        assertThat(run.machine().cpu().x(6))
                .isEqualTo(run.map().physToVirt())
                .isEqualTo(-run.machine().cpu().x(7));
        assertThat(run.machine().cpu().x(8)).isEqualTo(77);
        long expected = run.machine().memory().read64(physical);
        Outcome o = run.run(Watch.NONE);
        assertThat(o.kind()).as(o.sentence()).isEqualTo(Outcome.Kind.OK);
        assertThat(run.machine().cpu().x(3)).isEqualTo(expected).isNotZero();
    }

    @Test
    void dirtyLinesOfDestinationsAreInTheCachesAtEntry() {
        KimageSpec dirty = new KimageSpec(
                16_384,
                0,
                KimageSpec.Layout.SCATTERED,
                KimageSpec.Va.LINEAR,
                KimageSpec.Mapping.PAGE,
                0,
                100,
                1,
                false,
                false);
        ScenarioRun run = ScenarioRun.prepare(
                scenario(EntryState.mmuOn(), dirty, Scenario.Expectation.RETURN, Map.of(), RET),
                new Hardware(CacheGeometry.SMALL_CORE, TlbGeometry.SMALL_CORE, 16));
        Kimage image = java.util.Objects.requireNonNull(run.image());
        assertThat(run.machine().caches().isDirty(image.destination(0))).isTrue();
        assertThat(run.machine().caches().isDirty(image.destination(0) + 4032)).isTrue();
        assertThat(run.machine().caches().isDirty(image.source(0))).isFalse();
    }

    @Test
    void imageOfManyTimesTheHostsMemoryCanBeSetUp() {
        ScenarioRun run = ScenarioRun.prepare(
                scenario(EntryState.mmuOff(true), KimageSpec.of(4L << 30), Scenario.Expectation.RETURN, Map.of(), RET),
                Hardware.PLAIN);
        assertThat(run.machine().memory().allocatedBytes()).isLessThan(64 << 20);
    }

    @Test
    void stateThatCannotBeBuiltIsRefused() {
        assertThatThrownBy(() -> new EntryState(2, false, true, true, true, true))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("el=2 vhe=no mmu=on");
        assertThatThrownBy(() -> new EntryState(3, false, false, false, false, true))
                .hasMessageContaining("el must be");
    }
}
