package relolens.emulator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.emulator.cpu.GuestFault;
import relolens.emulator.cpu.SystemRegister;
import relolens.emulator.memory.LittleEndian;
import relolens.emulator.memory.RamRegion;

/** Random controls and tables: PAR_EL1 after AT S1E1R, S1E1W, S1E0R and S1E0W must be what QEMU reports. */
@Tag("oracle")
class WalkAgreementTest {
    private static final long CODE = 0x4020_0000L;
    private static final long RECORDS = 0x4030_0000L;
    private static final long RESULTS = 0x4050_0000L;
    private static final long SCRATCH = 0x4060_0000L;
    private static final int COUNT = 1200;
    /** Bits 9 and 10 say Non-secure and IMPLEMENTATION DEFINED things. */
    private static final long COMPARED = ~(3L << 9);

    @TempDir
    private Path directory;

    @Test
    void walksEndAsUnderQemu() throws Exception {
        WalkCases cases = new WalkCases(new Random(48), COUNT);
        byte[] records = new byte[COUNT * 48];
        for (int i = 0; i < COUNT; i++) {
            long[] words = cases.cases().get(i).words();
            for (int j = 0; j < words.length; j++) {
                LittleEndian.put64(records, i * 48 + 8 * j, words[j]);
            }
        }
        byte[] pool = cases.pool();
        Snippet program = new Snippet(CODE, program());
        byte[] expected = Qemu.run(
                directory,
                "cortex-a76",
                CODE,
                true,
                List.of(
                        new Qemu.Load(CODE, program.bytes()),
                        new Qemu.Load(RECORDS, records),
                        new Qemu.Load(WalkCases.POOL, pool)));
        // The A76's 40-bit output addresses.
        Machine machine = new Machine(MachineConfig.plain(new RamRegion(0x4000_0000L, 256 << 20))
                .withRegisters(Map.of(SystemRegister.ID_AA64MMFR0_EL1, 0x10_1122L)));
        program.into(machine.memory());
        machine.memory().write(RECORDS, records, 0, records.length);
        machine.memory().write(WalkCases.POOL, pool, 0, pool.length);
        machine.cpu().pc = CODE;
        machine.addExit(program.label("done"));
        assertThat(machine.run(10_000_000, () -> false)).isInstanceOf(Stop.ReachedExit.class);
        byte[] actual = new byte[COUNT * 32];
        machine.memory().read(RESULTS, actual, 0, actual.length);
        assertThat(expected.length).isEqualTo(actual.length);
        assertThat(differences(cases, expected, actual)).isEmpty();
    }

    private static List<String> differences(WalkCases cases, byte[] expected, byte[] actual) {
        List<String> found = new ArrayList<>();
        int mapped = 0;
        for (int i = 0; i < 4 * COUNT; i++) {
            long want = comparable(LittleEndian.get64(expected, 8 * i));
            long got = comparable(LittleEndian.get64(actual, 8 * i));
            mapped += (want & 1) == 0 ? 1 : 0;
            if (want != got) {
                WalkCases.Case c = cases.cases().get(i / 4);
                found.add(String.format(
                        "case %d kind %d va %x tcr %x sctlr %x: %s, should be %s",
                        i / 4, i % 4, c.va(), c.tcr(), c.sctlr(), words(got), words(want)));
            }
        }
        // Both outcomes must be well represented, or the test says nothing.
        assertThat(mapped).isBetween(COUNT / 2, 4 * COUNT - COUNT);
        return found.subList(0, Math.min(found.size(), 40));
    }

    /** QEMU 7.2 reports the descriptor's shareability for Device and Non-cacheable memory too, where it is fixed. */
    private static long comparable(long par) {
        int attribute = (int) (par >>> 56);
        boolean fixed = (attribute & 0xf0) == 0 || attribute == 0x44;
        return par & COMPARED & ((par & 1) == 0 && fixed ? ~(3L << 7) : -1L);
    }

    private static String words(long par) {
        return (par & 1) == 0
                ? Long.toHexString(par)
                : GuestFault.nameOfStatus((int) (par >>> 1) & 63) + " " + Long.toHexString(par);
    }

    private static String program() {
        StringBuilder text = new StringBuilder();
        OracleImage.set(text, "x0", 1L << 31);
        text.append("msr hcr_el2, x0\nisb\n");
        OracleImage.set(text, "x20", RECORDS);
        OracleImage.set(text, "x21", RESULTS);
        OracleImage.set(text, "x22", COUNT);
        text.append("loop:\nldp x0, x1, [x20], #16\nmsr tcr_el1, x0\nmsr mair_el1, x1\n"
                + "ldp x0, x1, [x20], #16\nmsr ttbr0_el1, x0\nmsr ttbr1_el1, x1\n"
                + "ldp x0, x1, [x20], #16\nmsr sctlr_el1, x0\nisb\ntlbi alle1\ndsb sy\nisb\n");
        for (String kind : new String[] {"s1e1r", "s1e1w", "s1e0r", "s1e0w"}) {
            text.append("at ").append(kind).append(", x1\nisb\nmrs x0, par_el1\nstr x0, [x21], #8\n");
        }
        text.append("subs x22, x22, #1\nb.ne loop\ndone:\n");
        OracleImage.set(text, "x19", SCRATCH);
        OracleImage.open(text);
        OracleImage.write(text, RESULTS, COUNT * 32L);
        OracleImage.exit(text);
        return text.toString();
    }
}
