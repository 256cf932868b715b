package relolens.emulator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import relolens.emulator.cache.CacheGeometry;
import relolens.emulator.memory.RamRegion;

class SystemStateTest {
    private static final long RAM = 0x4000_0000L;

    private final Machine machine =
            new Machine(MachineConfig.plain(new RamRegion(RAM, 1 << 20)).withCaches(CacheGeometry.SMALL_CORE));

    private Stop run(String text) {
        Snippet snippet = new Snippet(RAM, text).into(machine.memory());
        machine.addExit(snippet.end());
        machine.cpu().pc = RAM;
        Stop stop = machine.run(10_000, () -> false);
        machine.removeExit(snippet.end());
        return stop;
    }

    private void assertFault(Stop stop, String name, String detail) {
        assertThat(stop).isInstanceOfSatisfying(Stop.Fault.class, fault -> {
            assertThat(fault.name()).isEqualTo(name);
            assertThat(fault.detail()).contains(detail);
        });
    }

    @Test
    void theGeometryIsToldToSoftware() {
        run(
                "mrs x0, ctr_el0\nmrs x1, clidr_el1\nmov x2, #2\nmsr csselr_el1, x2\nisb\nmrs x3, ccsidr_el1\nmrs x4, dczid_el0");
        assertThat(machine.cpu().x(0)).isEqualTo(0x8444_c004L);
        assertThat(machine.cpu().x(1)).isEqualTo(2 << 24 | 1 << 27 | 1 << 21 | 4 << 3 | 3);
        assertThat(machine.cpu().x(3)).isEqualTo(511 << 13 | 15 << 3 | 2);
        assertThat(machine.cpu().x(4)).isEqualTo(4);
    }

    @Test
    void unknownRegistersAreUndefinedByName() {
        assertFault(run("mrs x0, s3_0_c15_c1_4"), "Undefined instruction", "s3_0_c15_c1_4");
        assertFault(run("msr midr_el1, x0"), "Undefined instruction", "midr_el1");
        assertFault(run("mrs x0, zcr_el1"), "Undefined instruction", "zcr_el1");
    }

    @Test
    void el2RegistersAreUndefinedAtEl1() {
        machine.cpu().enter(1, true);
        assertFault(run("mrs x0, sctlr_el2"), "Undefined instruction", "sctlr_el2 at EL1");
    }

    @Test
    void withE2hEl1NamesReachEl2Registers() {
        machine.cpu().register("hcr_el2", 1L << 34);
        machine.cpu().register("tcr_el1", 0x11);
        machine.cpu().register("tcr_el2", 0x22);
        machine.cpu().x(5, 0x8000);
        run("mrs x0, tcr_el1\nmrs x1, tcr_el12\nmrs x2, tcr_el2\nmsr vbar_el1, x5");
        assertThat(machine.cpu().x(0)).isEqualTo(0x22);
        assertThat(machine.cpu().x(1)).isEqualTo(0x11);
        assertThat(machine.cpu().x(2)).isEqualTo(0x22);
        assertThat(machine.cpu().register("vbar_el2")).isEqualTo(0x8000);
        assertThat(machine.cpu().register("vbar_el1")).isZero();
        machine.cpu().register("vbar_el2", 0);
        machine.cpu().register("hcr_el2", 0);
        assertFault(run("mrs x1, tcr_el12"), "Undefined instruction", "s3_5_c2_c0_2");
    }

    @Test
    void exceptionReturnChangesLevelAndStack() {
        machine.cpu().register("hcr_el2", 1L << 31);
        machine.cpu().register("spsr_el2", 0x3c5);
        machine.cpu().register("elr_el2", RAM + 0x100);
        machine.cpu().sp(0x1000);
        machine.cpu().stackPointer(1, 0x2000);
        Snippet there = new Snippet(RAM + 0x100, "mrs x0, currentel\nmov x1, sp\nmrs x2, spsel").into(machine.memory());
        new Snippet(RAM, "eret").into(machine.memory());
        machine.addExit(there.end());
        machine.cpu().pc = RAM;
        assertThat(machine.run(100, () -> false)).isEqualTo(new Stop.ReachedExit(there.end()));
        assertThat(machine.cpu().x(0)).isEqualTo(4);
        assertThat(machine.cpu().x(1)).isEqualTo(0x2000);
        assertThat(machine.cpu().x(2)).isEqualTo(1);
        assertThat(machine.cpu().stackPointer(2)).isEqualTo(0x1000);
    }

    @Test
    void illegalReturnsAreNamed() {
        machine.cpu().register("spsr_el2", 0x3cd);
        assertFault(run("eret"), "Illegal execution state", "SPSR_EL2");
    }

    @Test
    void hypervisorCallsGoToTheHostOnRequest() {
        machine.hostHandlesHvc(true);
        machine.cpu().enter(1, true);
        Snippet snippet = new Snippet(RAM, "hvc #3\nmov x1, #9").into(machine.memory());
        machine.addExit(snippet.end());
        machine.cpu().pc = RAM;
        assertThat(machine.run(10, () -> false)).isEqualTo(new Stop.HostCall("hvc", 3, RAM));
        assertThat(machine.run(10, () -> false)).isEqualTo(new Stop.ReachedExit(snippet.end()));
        assertThat(machine.cpu().x(1)).isEqualTo(9);
    }

    @Test
    void hypervisorCallsGoToEl2Otherwise() {
        machine.cpu().enter(1, true);
        machine.cpu().register("vbar_el2", RAM + 0x800);
        Snippet vector =
                new Snippet(RAM + 0xc00, "mrs x0, esr_el2\nmrs x1, elr_el2\nmrs x2, spsr_el2").into(machine.memory());
        machine.addExit(vector.end());
        run("hvc #3");
        assertThat(machine.cpu().x(0)).isEqualTo(0x16L << 26 | 1 << 25 | 3);
        assertThat(machine.cpu().x(1)).isEqualTo(RAM + 4);
        assertThat(machine.cpu().x(2)).isEqualTo(0x3c5);
    }

    @Test
    void faultsAreReportedWithSyndromeAndAddress() {
        machine.cpu().register("vbar_el2", RAM + 0x800);
        Snippet vector = new Snippet(RAM + 0xa00, "mrs x0, esr_el2\nmrs x1, far_el2").into(machine.memory());
        machine.addExit(vector.end());
        machine.cpu().x(5, RAM + 0x101);
        run("str x9, [x5]");
        assertThat(machine.cpu().x(0)).isEqualTo(0x25L << 26 | 1 << 25 | 1 << 6 | 0x21);
        assertThat(machine.cpu().x(1)).isEqualTo(RAM + 0x101);
    }

    @Test
    void aVectorThatFaultsItselfStopsTheRun() {
        machine.cpu().register("vbar_el2", 0x8000);
        assertFault(run("svc #1"), "Synchronous External abort on fetch", "exception vector");
    }

    @Test
    void aMisalignedStackPointerFaultsWhenChecked() {
        machine.cpu().sp(RAM + 0x808);
        assertThat(run("str x0, [sp]")).isInstanceOf(Stop.ReachedExit.class);
        machine.cpu().register("sctlr_el2", 8);
        assertFault(run("str x0, [sp]"), "SP alignment fault", "multiple of 16");
    }

    @Test
    void branchesToOddAddressesFault() {
        machine.cpu().x(0, RAM + 2);
        assertFault(run("br x0"), "PC alignment fault", "multiple of 4");
    }

    @Test
    void vectorsAreTrappedWhereNotOpened() {
        machine.cpu().register("cptr_el2", 0x33ff | 1 << 10);
        assertFault(run("movi v0.16b, #1"), "FP/SIMD access trapped", "CPTR_EL2");
    }

    @Test
    void theCounterRunsWithInstructions() {
        run("mrs x0, cntpct_el0\nnop\nnop\nmrs x1, cntpct_el0");
        assertThat(machine.cpu().x(1) - machine.cpu().x(0)).isEqualTo(3);
    }

    @Test
    void pointerStrippingWorksWithoutKeys() {
        machine.cpu().x(3, 0x12b4_5678_9abc_def0L);
        machine.cpu().x(4, 0x1234_5678_9abc_def0L);
        run("xpaci x3\nxpacd x4");
        assertThat(machine.cpu().x(3)).isEqualTo(0xffff_5678_9abc_def0L);
        assertThat(machine.cpu().x(4)).isEqualTo(0x0000_5678_9abc_def0L);
    }
}
