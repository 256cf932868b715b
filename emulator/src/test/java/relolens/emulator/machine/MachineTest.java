package relolens.emulator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import relolens.emulator.memory.RamRegion;

class MachineTest {
    private static final long CODE = 0x4000_0000L;
    private static final long DATA = 0x4010_0000L;

    private final Machine machine = new Machine(MachineConfig.plain(new RamRegion(CODE, 64 << 20)));

    private Stop run(String text) {
        Snippet snippet = new Snippet(CODE, text).into(machine.memory());
        machine.addExit(snippet.end());
        machine.cpu().pc = CODE;
        return machine.run(1_000_000, () -> false);
    }

    @Test
    void aLoopRunsToItsExit() {
        machine.cpu().x(0, DATA);
        machine.cpu().x(1, DATA + 0x1000);
        for (int i = 0; i < 512; i++) {
            machine.memory().write64(DATA + 8L * i, i * 0x0101_0101_0101L);
        }
        Stop stop = run("mov x2, #64\nloop:\nldp x3, x4, [x0], #16\nldp x5, x6, [x0], #16\nldp x7, x8, [x0], #16\n"
                + "ldp x9, x10, [x0], #16\nstp x3, x4, [x1], #16\nstp x5, x6, [x1], #16\nstp x7, x8, [x1], #16\n"
                + "stp x9, x10, [x1], #16\nsubs x2, x2, #1\nb.ne loop");
        assertThat(stop).isEqualTo(new Stop.ReachedExit(CODE + 44));
        assertThat(machine.memory().sha256(DATA + 0x1000, 0x1000))
                .isEqualTo(machine.memory().sha256(DATA, 0x1000));
        assertThat(machine.instructions()).isEqualTo(1 + 64 * 10);
    }

    @Test
    void unalignedAccessWithTranslationOffIsAnAlignmentFault() {
        machine.cpu().x(0, DATA + 1);
        Stop stop = run("ldr x1, [x0]");
        assertThat(stop).isInstanceOfSatisfying(Stop.Fault.class, fault -> {
            assertThat(fault.name()).isEqualTo("Alignment fault");
            assertThat(fault.faultAddress()).isEqualTo(DATA + 1);
            assertThat(fault.detail()).contains("Device");
        });
    }

    @Test
    void exclusivesWithTranslationOffAreUnsupported() {
        machine.cpu().x(0, DATA);
        assertThat(run("ldxr x1, [x0]"))
                .isInstanceOfSatisfying(
                        Stop.Fault.class,
                        fault -> assertThat(fault.name()).isEqualTo("Unsupported Exclusive access fault"));
    }

    @Test
    void zeroingByBlockWithTranslationOffIsAnAlignmentFault() {
        machine.cpu().x(0, DATA);
        assertThat(run("dc zva, x0"))
                .isInstanceOfSatisfying(
                        Stop.Fault.class, fault -> assertThat(fault.name()).isEqualTo("Alignment fault"));
    }

    @Test
    void exceptionsGoToTheVectorWhenThereIsOne() {
        machine.cpu().register("vbar_el2", CODE + 0x800);
        new Snippet(CODE + 0xa00, "mrs x5, esr_el2\nmrs x6, elr_el2\nadd x6, x6, #0\neret").into(machine.memory());
        Stop stop = run("svc #7\nmov x1, #1");
        assertThat(stop).isInstanceOf(Stop.ReachedExit.class);
        assertThat(machine.cpu().x(5)).isEqualTo(0x15L << 26 | 1 << 25 | 7);
        assertThat(machine.cpu().x(6)).isEqualTo(CODE + 4);
        assertThat(machine.cpu().x(1)).isEqualTo(1);
    }

    @Test
    void codeThatRewritesItselfIsSeen() {
        machine.cpu().x(0, CODE + 12);
        int word = 0xd2800542;
        machine.cpu().x(1, word);
        run("str w1, [x0]\nmov x3, #1\nnop\nmov x2, #1");
        assertThat(machine.cpu().x(2)).isEqualTo(42);
    }

    @Test
    void aRunCanBeContinuedAfterItsLimit() {
        Snippet snippet = new Snippet(CODE, "mov x0, #5\nloop:\nsub x0, x0, #1\ncbnz x0, loop").into(machine.memory());
        machine.addExit(snippet.end());
        machine.cpu().pc = CODE;
        assertThat(machine.run(3, () -> false)).isEqualTo(new Stop.Limit(3));
        assertThat(machine.run(100, () -> false)).isEqualTo(new Stop.ReachedExit(snippet.end()));
        assertThat(machine.instructions()).isEqualTo(11);
    }
}
