package relolens.emulator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import relolens.emulator.cache.CacheGeometry;
import relolens.emulator.cache.CacheMode;
import relolens.emulator.memory.RamRegion;

/** Cache mode DATA through whole programs: forgotten maintenance shows. EL2, translation on by one block. */
class StaleDataTest {
    private static final long RAM = 0x4000_0000L;
    private static final long DATA = RAM + 0x10_0000;
    private static final long ON = 0x30c5_1835L;

    private final Machine machine = new Machine(MachineConfig.plain(new RamRegion(RAM, 16 << 20))
            .withCaches(CacheGeometry.SMALL_CORE.withMode(CacheMode.DATA)));

    StaleDataTest() {
        machine.memory().write64(RAM + 0x1_0008, RAM | 1 << 10 | 3 << 8 | 1);
        machine.cpu().register("ttbr0_el2", RAM + 0x1_0000);
        machine.cpu().register("tcr_el2", 25 | 1 << 8 | 1 << 10 | 3 << 12 | 2 << 16);
        machine.cpu().register("mair_el2", 0xff);
        machine.cpu().register("sctlr_el2", ON);
        machine.cpu().x(0, DATA);
        machine.cpu().x(1, 42);
        machine.cpu().x(9, 0x30c5_0830L);
        machine.cpu().x(10, ON);
    }

    private void run(String text) {
        Snippet snippet = new Snippet(RAM, text).into(machine.memory());
        machine.addExit(snippet.end());
        machine.cpu().pc = RAM;
        assertThat(machine.run(10_000, () -> false)).isEqualTo(new Stop.ReachedExit(snippet.end()));
        machine.removeExit(snippet.end());
    }

    @Test
    void storesAreNotSeenWithTranslationOffUnlessCleaned() {
        run("str x1, [x0]\ndsb sy\nmsr sctlr_el2, x9\nisb\nldr x2, [x0]");
        assertThat(machine.cpu().x(2)).isZero();
    }

    @Test
    void cleanedStoresAreSeenWithTranslationOff() {
        run("str x1, [x0]\ndc cvac, x0\ndsb sy\nmsr sctlr_el2, x9\nisb\nldr x2, [x0]");
        assertThat(machine.cpu().x(2)).isEqualTo(42);
    }

    @Test
    void storesWithTranslationOffHideBehindOldLines() {
        String off = "msr sctlr_el2, x9\nisb\nstr x1, [x0]\ndsb sy\n";
        String on = "msr sctlr_el2, x10\nisb\nldr x2, [x0]";
        run("ldr x2, [x0]\n" + off + on);
        assertThat(machine.cpu().x(2)).isZero();
    }

    @Test
    void storesWithTranslationOffAreSeenOnceOldLinesAreGone() {
        run("ldr x2, [x0]\nmsr sctlr_el2, x9\nisb\nstr x1, [x0]\ndsb sy\ndc ivac, x0\ndsb sy\n"
                + "msr sctlr_el2, x10\nisb\nldr x2, [x0]");
        assertThat(machine.cpu().x(2)).isEqualTo(42);
    }

    @Test
    void newCodeRunsOnlyAfterTheInstructionCacheWasTold() {
        machine.cpu().x(3, 0xd65f_03c0_d280_0540L);
        machine.memory().write64(DATA, 0xd65f_03c0_d280_0020L);
        machine.cpu().x(4, DATA);
        // mov x0, #1 became mov x0, #42.
        run(
                "blr x4\nstr x3, [x4]\ndc cvau, x4\ndsb ish\nblr x4\nmov x5, x0\nic ivau, x4\ndsb ish\nisb\nblr x4\nmov x6, x0");
        assertThat(machine.cpu().x(5)).isEqualTo(1);
        assertThat(machine.cpu().x(6)).isEqualTo(42);
    }
}
