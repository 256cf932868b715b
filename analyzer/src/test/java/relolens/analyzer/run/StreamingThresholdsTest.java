package relolens.analyzer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relolens.emulator.machine.MachineListener;
import relolens.emulator.memory.MemoryType;

/** At which line of a fill stores go out to which cache, for values of every field that a manual names; and what ends it. */
class StreamingThresholdsTest {
    private static final String HEAD = """
            //@ entry el=1 mmu=on
            //@ x0: data va size=4M align=4K
            //@ x2: number %d
            //@ run r: mmu=on
            .globl f
            f:
            """;
    private static final String LINE = """
            stp x3, x4, [x0], #16
            stp x3, x4, [x0], #16
            stp x3, x4, [x0], #16
            stp x3, x4, [x0], #16
            """;

    /** The first line that each level took instead of those before it; lines that were read before they were written. */
    private static final class Lines implements MachineListener {
        final Map<Integer, Long> first = new TreeMap<>();
        private long line = -1;
        private long count;
        long owned;
        long streamed;

        @Override
        public void data(boolean store, long va, long pa, int bytes, MemoryType type, int level, boolean allocated) {
            if (store && pa >>> 6 != line) {
                line = pa >>> 6;
                count++;
            }
            owned += store && level == 0 && allocated ? 1 : 0;
        }

        @Override
        public void streamed(long pa, int bytes, int toLevel) {
            // A store of a whole line is told of before the access itself.
            first.putIfAbsent(toLevel, pa >>> 6 == line ? count : count + 1);
            streamed++;
        }

        String text() {
            StringBuilder text = new StringBuilder();
            for (int level : new int[] {2, 3, 0}) {
                if (first.containsKey(level)) {
                    text.append(text.length() == 0 ? "" : " ")
                            .append(level == 0 ? "memory" : "L" + level)
                            .append('@')
                            .append(first.get(level));
                }
            }
            return text.toString();
        }
    }

    private static Lines lines(String source, String core, String setting) {
        Experiment e = Experiment.text(source, "f");
        Lines lines = new Lines();
        Runs.Measured m = Runs.measure(
                new RunRequest(
                        e.unit,
                        e.contract,
                        e.run("r"),
                        Map.of(),
                        core,
                        "generic",
                        new Conditions(true, setting, Set.of(), 0)),
                lines,
                Progress.NONE);
        assertThat(m.kind()).hasToString("OK");
        return lines;
    }

    private static String fill(int lines, String line) {
        return HEAD.formatted(lines) + "1:\n" + line + "subs x2, x2, #1\nb.ne 1b\nret\n";
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource({
        "cortex-a53, default, L2@4 memory@128",
        "cortex-a53, RADIS=00, L2@4 memory@16",
        "cortex-a53, RADIS=10, L2@4 memory@512",
        "cortex-a53, RADIS=11, L2@4",
        "cortex-a53, L1RADIS=01, L2@64 memory@128",
        "cortex-a53, L1RADIS=10, memory@128",
        "cortex-a53, L1RADIS=11, ''",
        "cortex-a53, off, ''",
        "cortex-a53, L1RADIS=01 RADIS=10, L2@64 memory@512",
        "cortex-a53, CPUACTLR_EL1=0x090CA000, L2@4 memory@128",
        "cortex-a53, CPUACTLR_EL1=0x130CA000, L2@64 memory@512",
        "cortex-a55, default, L2@4 L3@128 memory@1024",
        "cortex-a55, L1WSCTL=01, L2@64 L3@128 memory@1024",
        "cortex-a55, L1WSCTL=10, L3@128 memory@1024",
        "cortex-a55, L2WSCTL=00, L2@4 L3@16 memory@1024",
        "cortex-a55, L2WSCTL=10, L2@4 L3@512 memory@1024",
        "cortex-a55, L2WSCTL=11, L2@4",
        "cortex-a55, L3WSCTL=00, L2@4 memory@128",
        "cortex-a55, L3WSCTL=10, L2@4 L3@128 memory@4096",
        "cortex-a55, L3WSCTL=11, L2@4 L3@128",
        "cortex-a55, erratum-778703, ''",
        "cortex-a57, default, L2@4 memory@12",
        "cortex-a57, L1NOALLOC=01, memory@64",
        "cortex-a57, L2NOALLOC=01, L2@4 memory@128",
        "cortex-a57, L2NOALLOC=10, L2@4 memory@512",
        "cortex-a57, L2NOALLOC=11, L2@4",
        "cortex-a57, erratum-828024, ''",
        "cortex-a72, default, L2@4 memory@12",
        "cortex-a72, L1NOALLOC=10 L2NOALLOC=10, L2@128 memory@512",
        "cortex-a72, L2NOALLOC=11, L2@4",
        "cortex-a76, default, L2@65 L3@257 memory@1025",
        "cortex-a76, WS_THR_L2=00, L2@5 L3@257 memory@1025",
        "cortex-a76, WS_THR_L2=10, L2@129 L3@257 memory@1025",
        "cortex-a76, WS_THR_L2=00 WS_THR_L3=00, L2@5 L3@13 memory@1025",
        "cortex-a76, WS_THR_L3=10, L2@65 L3@513 memory@1025",
        "cortex-a76, WS_THR_L3=11, L2@65",
        "cortex-a76, WS_THR_L4=00, L2@65 memory@257",
        "cortex-a76, WS_THR_L4=10, L2@65 L3@257 memory@2049",
        "cortex-a76, WS_THR_L4=11, L2@65 L3@257",
        "cortex-a76, erratum-1220197, ''",
        "cortex-a76, CPUECTLR_EL1=0x0000000961563000, L2@65 L3@257 memory@1025",
        "neoverse-n1, default, L2@65 L3@257 memory@16385",
        "neoverse-n1, WS_THR_DRAM=00, L2@65 L3@257 memory@1025",
        "neoverse-n1, WS_THR_DRAM=11, L2@65 L3@257",
        "neoverse-n1, erratum-1220197, ''"
    })
    void storesGoOutToTheNextLevelAtTheLineTheManualNames(String core, String setting, String expected) {
        int lines = expected.contains("16385") ? 17_000 : 5000;
        assertThat(lines(fill(lines, LINE), core, setting).text()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1} lines are read after each end")
    @CsvSource({"cortex-a53, 3", "cortex-a55, 3", "cortex-a57, 3", "cortex-a72, 3", "cortex-a76, 64", "neoverse-n1, 64"
    })
    void halfALineOrALoadOfTheLineBeingWrittenEndsAStream(String core, int before) {
        String half = "stp x3, x4, [x0], #64\n";
        String rows = ".rept 100\n" + LINE + ".endr\n";
        String once = HEAD.formatted(0) + rows + "ret\n";
        assertThat(lines(once, core, "default").owned).isEqualTo(before);
        String broken = HEAD.formatted(0) + rows + half + rows + "ret\n";
        assertThat(lines(broken, core, "default").owned)
                .as("the line that was not filled may stream as the others did")
                .isBetween(2L * before, 2L * before + 1);
        String loads =
                HEAD.formatted(0) + ".rept 100\n" + LINE.replaceFirst("\n", "\nldr x9, [x0, #-16]\n") + ".endr\nret\n";
        assertThat(lines(loads, core, "default").streamed)
                .as("loads of the line")
                .isZero();
        String elsewhere = HEAD.formatted(0) + "add x1, x0, #0x80, lsl #12\n.rept 100\n"
                + LINE.replaceFirst("\n", "\nldr x9, [x1], #8\n") + ".endr\nret\n";
        assertThat(lines(elsewhere, core, "default").owned)
                .as("loads of other lines")
                .isEqualTo(before);
    }

    @ParameterizedTest(name = "{0} {1}: STNP {2}, dc zva {3}")
    @CsvSource({
        "cortex-a53, default, L2@4 memory@128, L2@4 memory@128",
        "cortex-a53, DTAH=0, memory@1, L2@4 memory@128",
        "cortex-a55, default, memory@1, L2@4 L3@128 memory@1024",
        "cortex-a72, default, L2@4 memory@12, L2@4 memory@12",
        "cortex-a76, default, L2@65 L3@257 memory@1025, L2@65 L3@257 memory@1025"
    })
    void hintedStoresAndZeroedLinesGoWhereTheirCoreSendsThem(
            String core, String setting, String hinted, String zeroed) {
        String stnp = LINE.replaceAll("stp (.*), \\[x0\\], #16", "stnp $1, [x0]\nadd x0, x0, #16");
        assertThat(lines(fill(3000, stnp), core, setting).text()).isEqualTo(hinted);
        assertThat(lines(fill(3000, "dc zva, x0\nadd x0, x0, #64\n"), core, setting)
                        .text())
                .isEqualTo(zeroed);
    }
}
