package relolens.analyzer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relolens.emulator.machine.MachineListener;
import relolens.emulator.memory.MemoryType;

/** What a model of write streaming must not get wrong: the bounds of its benefit, where its knee is, what it leaves alone. */
class StreamingControlsTest {
    private static final String HEAD = """
            //@ entry el=1 mmu=on
            //@ x0: data va size=%1$d align=4K
            //@ x1: data va size=%1$d align=4K
            //@ x2: number %1$d
            //@ run r: mmu=on
            .globl f
            f:
            1:
            """;
    private static final String LOADS = """
            ldp x3, x4, [x1]
            ldp x5, x6, [x1, #16]
            ldp x7, x8, [x1, #32]
            ldp x9, x10, [x1, #48]
            add x1, x1, #64
            """;
    private static final String STORES = """
            stp x3, x4, [x0]
            stp x5, x6, [x0, #16]
            stp x7, x8, [x0, #32]
            stp x9, x10, [x0, #48]
            """;
    private static final String TAIL = """
            add x0, x0, #64
            subs x2, x2, #64
            b.ne 1b
            ret
            """;

    private static final class Traffic implements MachineListener {
        long owned;
        long written;

        @Override
        public void data(boolean store, long va, long pa, int bytes, MemoryType type, int level, boolean allocated) {
            owned += store && type.isCacheable() && level == 0 && allocated ? 1 : 0;
        }

        @Override
        public void writeBack(long pa, int fromLevel, boolean toMemory) {
            written += toMemory ? 1 : 0;
        }

        @Override
        public void streamed(long pa, int bytes, int toLevel) {
            written += toLevel == 0 ? 1 : 0;
        }
    }

    private static Runs.Measured measure(String source, String core, String board, String setting, Traffic traffic) {
        Experiment e = Experiment.text(source, "f");
        Conditions conditions = new Conditions(true, setting, Set.of(), 0);
        Runs.Measured m = Runs.measure(
                new RunRequest(e.unit, e.contract, e.run("r"), Map.of(), core, board, conditions),
                traffic,
                Progress.NONE);
        assertThat(m.kind()).hasToString("OK");
        return m;
    }

    private static double cycles(String source, String core, String board, String setting) {
        return measure(source, core, board, setting, new Traffic()).cycles();
    }

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({
        "cortex-a53, rk3399",
        "cortex-a53, rpi3",
        "cortex-a55, rk3588",
        "cortex-a57, generic",
        "cortex-a72, rk3399",
        "cortex-a72, stingray",
        "cortex-a76, rk3588",
        "neoverse-n1, graviton2"
    })
    void fillGainsAtMostTwiceAndCopyAtMostHalfAsMuchAgain(String core, String board) {
        String fill = HEAD.formatted(4 << 20) + STORES + TAIL;
        String copy = HEAD.formatted(4 << 20) + LOADS + STORES + TAIL;
        double ofFill = cycles(fill, core, board, "off") / cycles(fill, core, board, "default");
        double ofCopy = cycles(copy, core, board, "off") / cycles(copy, core, board, "default");
        assertThat(ofFill).as("fill").isBetween(1.1, 2.05);
        // A copy that the core itself holds up gains next to nothing, within what the order of lines makes out.
        assertThat(ofCopy).as("copy").isBetween(0.98, 1.52);
    }

    @ParameterizedTest(name = "{0} with {1}: knee at line {2}")
    @CsvSource({
        "cortex-a53, default, 4",
        "cortex-a53, L1RADIS=01, 64",
        "cortex-a53, L1RADIS=10, 128",
        "cortex-a72, default, 4",
        "cortex-a72, L1NOALLOC=01, 64",
        "cortex-a72, L1NOALLOC=10, 128",
        "cortex-a76, WS_THR_L2=00, 5",
        "cortex-a76, default, 65",
        "cortex-a76, WS_THR_L2=10, 129"
    })
    void sweepOverTheLengthOfFillsShowsItsKneeWhereTheManualCounts(String core, String setting, int knee) {
        List<Long> owned = new ArrayList<>();
        for (int lines : List.of(knee - 1, knee, knee + 1, knee + 40)) {
            Traffic traffic = new Traffic();
            measure(HEAD.formatted(lines * 64) + STORES + TAIL, core, "generic", setting, traffic);
            owned.add(traffic.owned);
        }
        // Each line up to the knee is read before it is written; none from there on.
        assertThat(owned).containsExactly(knee - 1L, knee - 1L, knee - 1L, knee - 1L);
    }

    @ParameterizedTest
    @CsvSource({"cortex-a53", "cortex-a72", "cortex-a76"})
    void copyBrokenEveryHalfLineNeverStreams(String core) {
        String broken = HEAD.formatted(1 << 20)
                + "ldp x3, x4, [x1]\nldp x5, x6, [x1, #16]\nadd x1, x1, #32\n"
                + "stp x3, x4, [x0]\nstp x5, x6, [x0, #16]\nadd x0, x0, #0x80, lsl #12\n"
                + "stp x3, x4, [x0]\nstp x5, x6, [x0, #16]\nsub x0, x0, #0x80, lsl #12\n"
                + "add x0, x0, #64\nsubs x2, x2, #128\nb.ne 1b\nret\n";
        Traffic on = new Traffic();
        Traffic off = new Traffic();
        double with = measure(broken, core, "generic", "default", on).cycles();
        double without = measure(broken, core, "generic", "off", off).cycles();
        assertThat(with).isEqualTo(without);
        assertThat(on.owned).isEqualTo(off.owned).isEqualTo(2 * (1 << 20) / 128);
    }

    /** Linux 6.1 pushes each page out of the caches: what it wrote reaches memory either way. */
    @ParameterizedTest
    @CsvSource({"cortex-a53", "cortex-a72", "cortex-a76"})
    void whereEachPageIsCleanedStreamingSavesTheReadAlone(String core) {
        String page = HEAD.formatted(1 << 20).replace("1:\n", "mov x11, x0\n1:\n")
                + LOADS + STORES
                + "add x0, x0, #64\ntst x0, #0xfff\nb.ne 3f\n2: dc civac, x11\nadd x11, x11, #64\ncmp x11, x0\nb.lo 2b\n"
                + "dsb sy\n3: subs x2, x2, #64\nb.ne 1b\nret\n";
        Traffic on = new Traffic();
        Traffic off = new Traffic();
        measure(page, core, "generic", "default", on);
        measure(page, core, "generic", "off", off);
        assertThat(on.written).isEqualTo(off.written).isEqualTo((1 << 20) / 64);
        assertThat(off.owned).isEqualTo((1 << 20) / 64);
        assertThat(on.owned).isLessThan(100);
    }

    @ParameterizedTest(name = "{0} on {1}, {2}: STNP fill is {3} of an STP fill")
    @CsvSource({
        "cortex-a53, rk3399, default, 0.29",
        "cortex-a53, rk3399, DTAH=1, 1.00",
        "cortex-a53, rpi3, default, 1.00",
        "cortex-a55, rk3588, default, 0.66",
        "cortex-a72, rk3399, default, 1.00",
        "cortex-a76, rk3588, default, 1.00",
        "neoverse-n1, graviton2, default, 1.00"
    })
    void nonTemporalStoresGoTheirOwnWayWhereTheCoreAndItsFirmwareLetThem(
            String core, String board, String setting, double ratio) {
        String stp = HEAD.formatted(2 << 20) + STORES + TAIL;
        double own = cycles(stp, core, board, setting) / cycles(stp.replace("stp", "stnp"), core, board, setting);
        assertThat(own).isBetween(ratio - 0.13, ratio + 0.13);
    }

    @ParameterizedTest
    @CsvSource({"cortex-a53, 4", "cortex-a72, 4", "cortex-a76, 65"})
    void zeroingByLineStreamsLikeStoresOfWholeLines(String core, long first) {
        String zva = HEAD.formatted(1 << 20) + "dc zva, x0\n" + TAIL;
        Traffic traffic = new Traffic();
        measure(zva, core, "generic", "default", traffic);
        assertThat(traffic.owned).as("lines that level 1 takes").isEqualTo(first - 1);
        String fill = HEAD.formatted(1 << 20) + STORES + TAIL;
        assertThat(cycles(zva, core, "generic", "off"))
                .as("no read for ownership even without streaming")
                .isLessThan(0.8 * cycles(fill, core, "generic", "off"));
    }

    @ParameterizedTest
    @CsvSource({"0x00000000090CA000, default", "0x1F0CA000, off", "0x0D0CA000, L1RADIS=10"})
    void registerValueStandsForItsFields(String value, String setting) {
        String fill = HEAD.formatted(1 << 20) + STORES + TAIL;
        assertThat(cycles(fill, "cortex-a53", "rpi3", "CPUACTLR_EL1=" + value))
                .isEqualTo(cycles(fill, "cortex-a53", "rpi3", setting));
    }
}
