package relolens.emulator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.emulator.memory.LittleEndian;
import relolens.emulator.memory.RamRegion;

/** What exceptions and branches leave: syndrome, return address, saved state and fault address as under QEMU. */
@Tag("oracle")
class ExceptionAgreementTest {
    private static final long CODE = 0x4020_0000L;
    private static final long VECTORS = 0x4030_0000L;
    private static final long RESULTS = 0x4050_0000L;
    private static final long SCRATCH = 0x4060_0000L;
    private static final long TABLES = 0x4014_0000L;

    /**
     * QEMU answers HVC itself, takes DC by VA and IC as no-ops and does not check SP; those are unit tests. Each runs with x10 = RAM, x11 = an unmapped address, x12 = a read-only page, x13 = 0x...1, SP aligned.
     */
    private static final List<String> CASES = List.of(
            "svc #0x1234",
            "brk #0x77",
            ".word 00000000",
            "hlt #1",
            "smc #1",
            "mrs x0, s3_0_c15_c15_7",
            "mrs x0, sctlr_el2",
            "msr midr_el1, x0",
            "ldr x0, [x11]",
            "ldrb w0, [x11, #1]",
            "str x0, [x11]",
            "stp x0, x1, [x11]",
            "ldp q0, q1, [x11]",
            "str x0, [x12]",
            "strb w0, [x12, #3]",
            "ldr x0, [x12]",
            "ldxr x0, [x13]",
            "stlr x0, [x13]",
            "ldadd x0, x1, [x13]",
            "ldr x0, [x13]",
            "str x0, [x14]",
            "ldr x0, [x15]",
            "br x11",
            "br x16",
            "dc zva, x11",
            "dc zva, x12",
            "dc cvac, x12",
            "ldtr x0, [x10]",
            "sttr x0, [x10]",
            "msr spsel, #0;svc #1",
            "msr daifclr, #2;svc #1;msr daifset, #15",
            "prfm pldl1keep, [x11]",
            "mov x0, #0;cbz x0, away;mov x1, #1;away:",
            "mov x0, #8;tbnz x0, #3, away;mov x1, #1;away:",
            "mov x0, #8;tbz x0, #3, away;mov x1, #1;away:",
            "cmp x0, x0;b.eq away;mov x1, #1;away:",
            "cmp x0, x0;b.hi away;mov x1, #1;away:",
            "bl away;mov x1, #1;away:;mov x0, x30",
            "adr x2, away;blr x2;mov x1, #1;away:;mov x0, x30",
            "adr x30, away;ret;mov x1, #1;away:",
            "adrp x0, away;away:",
            "mov x0, #5;msr tpidr_el1, x0;mrs x1, tpidr_el1",
            "mrs x0, currentel;mrs x1, daif",
            "mov x0, sp;mov x1, #0x80;msr sp_el0, x1;mrs x2, sp_el0",
            "at s1e1r, x11;isb;mrs x0, par_el1",
            "at s1e1w, x12;isb;mrs x0, par_el1",
            "at s1e0r, x12;isb;mrs x0, par_el1");

    @TempDir
    private Path directory;

    @Test
    void exceptionsAndBranchesLeaveTheSameTraces() throws Exception {
        Snippet program = new Snippet(CODE, program());
        Snippet vector = new Snippet(
                VECTORS + 0x200,
                "mrs x3, esr_el1\nmrs x4, elr_el1\nstp x3, x4, [x28, #32]\nmrs x3, spsr_el1\nmrs x4, far_el1\n"
                        + "stp x3, x4, [x28, #48]\nmsr elr_el1, x9\nmov x3, #0x3c5\nmsr spsr_el1, x3\neret");
        // Exceptions from EL1 with SP_EL0 go to the first group.
        Snippet other = new Snippet(
                VECTORS,
                "mrs x3, esr_el1\nmrs x4, spsr_el1\nstp x3, x4, [x28, #32]\nmsr elr_el1, x9\nmov x3, #0x3c5\n"
                        + "msr spsr_el1, x3\neret");
        byte[] tables = tables();
        byte[] expected = Qemu.run(
                directory,
                "cortex-a76",
                CODE,
                false,
                List.of(
                        new Qemu.Load(CODE, program.bytes()),
                        new Qemu.Load(VECTORS + 0x200, vector.bytes()),
                        new Qemu.Load(VECTORS, other.bytes()),
                        new Qemu.Load(TABLES, tables)));
        Machine machine = new Machine(
                MachineConfig.plain(new RamRegion(0x4000_0000L, 256 << 20)).withHighestEl(1));
        program.into(machine.memory());
        vector.into(machine.memory());
        other.into(machine.memory());
        machine.memory().write(TABLES, tables, 0, tables.length);
        machine.hostHandlesSmc(false);
        machine.cpu().pc = CODE;
        machine.addExit(program.label("done"));
        assertThat(machine.run(100_000, () -> false)).isEqualTo(new Stop.ReachedExit(program.label("done")));
        byte[] actual = new byte[CASES.size() * 64];
        machine.memory().read(RESULTS, actual, 0, actual.length);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < CASES.size(); i++) {
            for (int word = 0; word < 8; word++) {
                long want = LittleEndian.get64(expected, 64 * i + 8 * word);
                long got = LittleEndian.get64(actual, 64 * i + 8 * word);
                if (want != got) {
                    wrong.add(String.format("%s: word %d is %x, should be %x", CASES.get(i), word, got, want));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** RAM as blocks of 2 MiB; the second gigabyte has one read-only page and nothing else. */
    private static byte[] tables() {
        byte[] bytes = new byte[5 * 4096];
        LittleEndian.put64(bytes, 0, TABLES + 0x1000 | 3);
        LittleEndian.put64(bytes, 0x1008, 0x4000_0000L | 1 << 10 | 3 << 8 | 1);
        LittleEndian.put64(bytes, 0x1010, TABLES + 0x2000 | 3);
        LittleEndian.put64(bytes, 0x2000, TABLES + 0x3000 | 3);
        LittleEndian.put64(bytes, 0x3000, SCRATCH | 1 << 10 | 3 << 8 | 1 << 7 | 3);
        // Access flag clear, and an output address beyond the range.
        LittleEndian.put64(bytes, 0x3010, SCRATCH | 3 << 8 | 3);
        LittleEndian.put64(bytes, 0x3018, 0x00ff_4060_0000L | 1L << 46 | 1 << 10 | 3);
        return bytes;
    }

    private static String program() {
        StringBuilder text = new StringBuilder();
        long tcr = 16 | 1 << 8 | 1 << 10 | 3 << 12 | 1 << 23 | 2L << 32;
        String[][] setup = {
            {"mair_el1", "255"},
            {"tcr_el1", String.valueOf(tcr)},
            {"ttbr0_el1", String.valueOf(TABLES)},
            {"vbar_el1", String.valueOf(VECTORS)},
            {"cpacr_el1", String.valueOf(3 << 20)},
            {"sctlr_el1", String.valueOf(0x30d0_180dL)}
        };
        for (String[] pair : setup) {
            OracleImage.set(text, "x0", Long.parseLong(pair[1]));
            text.append("msr ").append(pair[0]).append(", x0\nisb\n");
        }
        text.append("msr nzcv, xzr\n");
        OracleImage.set(text, "x28", RESULTS);
        OracleImage.set(text, "x10", SCRATCH);
        OracleImage.set(text, "x11", 0x8000_1000L);
        OracleImage.set(text, "x12", 0x8000_0000L);
        OracleImage.set(text, "x13", SCRATCH + 0xfff);
        OracleImage.set(text, "x14", 0x8000_2008L);
        OracleImage.set(text, "x15", 0x8000_3008L);
        OracleImage.set(text, "x16", SCRATCH + 2);
        for (int i = 0; i < CASES.size(); i++) {
            OracleImage.set(text, "x0", SCRATCH + 0x800);
            text.append("mov sp, x0\nmov x0, #0\nmov x1, #0\nmov x2, #0\nadr x9, end")
                    .append(i)
                    .append('\n');
            text.append(CASES.get(i).replace("away", "away" + i))
                    .append("\nend")
                    .append(i)
                    .append(":\n");
            text.append("stp x0, x1, [x28]\nstr x2, [x28, #16]\nmrs x0, nzcv\nstr x0, [x28, #24]\nadd x28, x28, #64\n");
        }
        text.append("done:\n");
        OracleImage.set(text, "x19", SCRATCH);
        OracleImage.open(text);
        OracleImage.write(text, RESULTS, CASES.size() * 64L);
        OracleImage.exit(text);
        return text.toString();
    }
}
