package relolens.emulator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import relolens.emulator.memory.MemoryType;
import relolens.emulator.memory.RamRegion;
import relolens.emulator.mmu.Access;
import relolens.emulator.mmu.Translation;

class TranslationTest {
    private static final long RAM = 0x4000_0000L;
    private static final long TABLE = RAM + 0x10000;
    private static final long PAGES = RAM + 0x20_0000;
    /** A page mapped by level 3 entry 0 of the second gigabyte's tables. */
    private static final long VA = 0x8000_0000L;

    private static final long NORMAL = 1 << 10 | 3 << 8 | 3;
    private static final long USER = 1 << 6;
    private static final long READ_ONLY = 1 << 7;
    private static final long NEVER_EXECUTE = 3L << 53;

    private final Machine machine =
            new Machine(MachineConfig.plain(new RamRegion(RAM, 16 << 20)).withHighestEl(1));

    TranslationTest() {
        // 39 bits, level 1 first: RAM as one block, then one page behind three levels.
        machine.memory().write64(TABLE + 8, RAM | 1 << 10 | 3 << 8 | 1);
        machine.memory().write64(TABLE + 16, TABLE + 0x1000 | 3);
        machine.memory().write64(TABLE + 0x1000, TABLE + 0x2000 | 3);
        machine.cpu().register("ttbr0_el1", TABLE);
        machine.cpu().register("tcr_el1", 25 | 1 << 8 | 1 << 10 | 3 << 12 | 1 << 23 | 2L << 32);
        machine.cpu().register("mair_el1", 0x44_00_ffL);
        machine.cpu().register("sctlr_el1", 0x30d0_1805L);
    }

    private void map(long pa, long attributes) {
        machine.memory().write64(TABLE + 0x2000, pa | attributes);
    }

    private Stop run(String text) {
        Snippet snippet = new Snippet(RAM, text).into(machine.memory());
        machine.addExit(snippet.end());
        machine.cpu().pc = RAM;
        Stop stop = machine.run(10_000, () -> false);
        machine.removeExit(snippet.end());
        return stop;
    }

    private void assertFault(Stop stop, String name) {
        assertThat(stop)
                .isInstanceOfSatisfying(
                        Stop.Fault.class, fault -> assertThat(fault.name()).isEqualTo(name));
    }

    @Test
    void accessesGoWhereTheTablesSay() {
        map(PAGES, NORMAL);
        machine.memory().write64(PAGES + 0x18, 77);
        machine.cpu().x(0, VA);
        assertThat(run("ldr x1, [x0, #24]\nstr x1, [x0, #32]")).isInstanceOf(Stop.ReachedExit.class);
        assertThat(machine.memory().read64(PAGES + 0x20)).isEqualTo(77);
        assertThat(machine.translate(VA + 5, Access.WRITE))
                .isEqualTo(new Translation.Mapped(PAGES + 5, MemoryType.NORMAL_WRITE_BACK, 4096));
    }

    @Test
    void aChangedEntryIsSeenOnceTheTlbHasLetTheOldOneGo() {
        // 128 sets of four ways: pages 0, 128, 256, 384 and 512 compete for one set, and the first one in is the first
        // out.
        int pagesApart = 128;
        machine.memory().write64(TABLE + 0x1008, TABLE + 0x3000 | 3);
        for (int i = 0; i < 4; i++) {
            machine.memory().write64(TABLE + 0x2000 + 8 * pagesApart * i, PAGES | NORMAL);
        }
        machine.memory().write64(TABLE + 0x3000, PAGES | NORMAL);
        machine.memory().write64(PAGES, 1);
        machine.memory().write64(PAGES + 0x1000, 2);
        machine.cpu().x(0, VA);
        machine.cpu().x(1, TABLE + 0x2000);
        machine.cpu().x(2, PAGES + 0x1000 | NORMAL);
        machine.cpu().x(3, pagesApart << 12);
        String others = "add x7, x7, x3\nldr x8, [x7]\nstr x8, [x7]\n";
        run("ldr x4, [x0]\nstr x4, [x0]\nstr x2, [x1]\nmov x7, x0\n" + others + others + others + "ldr x5, [x0]\n"
                + others + "ldr x6, [x0]\nstr x6, [x0, #8]");
        assertThat(machine.cpu().x(4)).isEqualTo(1);
        assertThat(machine.cpu().x(5)).isEqualTo(1);
        assertThat(machine.cpu().x(6)).isEqualTo(2);
        assertThat(machine.memory().read64(PAGES + 0x1008)).isEqualTo(2);
    }

    @Test
    void aChangedEntryIsNotSeenBeforeItIsInvalidated() {
        map(PAGES, NORMAL);
        machine.memory().write64(PAGES, 1);
        machine.memory().write64(PAGES + 0x1000, 2);
        machine.cpu().x(0, VA);
        machine.cpu().x(1, TABLE + 0x2000);
        machine.cpu().x(2, PAGES + 0x1000 | NORMAL);
        machine.cpu().x(3, VA >>> 12);
        run("ldr x4, [x0]\nstr x2, [x1]\ndsb sy\nisb\nldr x5, [x0]\ntlbi vaae1, x3\ndsb sy\nisb\nldr x6, [x0]");
        assertThat(machine.cpu().x(4)).isEqualTo(1);
        assertThat(machine.cpu().x(5)).isEqualTo(1);
        assertThat(machine.cpu().x(6)).isEqualTo(2);
    }

    @Test
    void entriesOfAnotherAsidDoNotCount() {
        map(PAGES, NORMAL | 1 << 11);
        machine.memory().write64(PAGES, 1);
        machine.memory().write64(PAGES + 0x1000, 2);
        machine.cpu().register("ttbr0_el1", TABLE | 5L << 48);
        machine.cpu().x(0, VA);
        machine.cpu().x(1, TABLE + 0x2000);
        machine.cpu().x(2, PAGES + 0x1000 | NORMAL | 1 << 11);
        machine.cpu().x(3, TABLE | 6L << 48);
        machine.cpu().x(7, TABLE | 5L << 48);
        run("ldr x4, [x0]\nstr x2, [x1]\nmsr ttbr0_el1, x3\nisb\nldr x5, [x0]\nmsr ttbr0_el1, x7\nisb\nldr x6, [x0]");
        assertThat(machine.cpu().x(4)).isEqualTo(1);
        assertThat(machine.cpu().x(5)).isEqualTo(2);
        assertThat(machine.cpu().x(6)).isEqualTo(1);
    }

    @Test
    void missingEntriesFaultWithTheirLevel() {
        machine.cpu().x(0, VA + 0x1000);
        assertFault(run("ldr x1, [x0]"), "Translation fault, level 3");
        machine.cpu().x(0, VA + 0x20_0000);
        assertFault(run("ldr x1, [x0]"), "Translation fault, level 2");
        machine.cpu().x(0, 0xffff_0000_0000_0000L);
        assertFault(run("ldr x1, [x0]"), "Translation fault, level 0");
    }

    @Test
    void aBlockWhereNoneIsAllowedIsATranslationFault() {
        machine.cpu().register("tcr_el1", 16 | 1 << 23 | 2L << 32);
        machine.memory().write64(TABLE + 0x3000, RAM | 1 << 10 | 1);
        machine.cpu().register("ttbr0_el1", TABLE + 0x3000);
        assertThat(machine.translate(RAM, Access.READ))
                .isEqualTo(new Translation.Faulted("Translation fault, level 0", 4));
    }

    @Test
    void permissionsAreKept() {
        map(PAGES, NORMAL | READ_ONLY);
        machine.cpu().x(0, VA);
        assertFault(run("str x1, [x0]"), "Permission fault, level 3");
        map(PAGES, NORMAL | NEVER_EXECUTE);
        machine.cpu().x(0, VA);
        assertFault(run("tlbi vmalle1\nbr x0"), "Permission fault, level 3 on fetch");
        map(PAGES, NORMAL | USER);
        assertFault(run("tlbi vmalle1\nmsr pan, #1\nldr x1, [x0]"), "Permission fault, level 3");
        machine.cpu().pan = false;
        assertThat(run("tlbi vmalle1\nldr x1, [x0]\nldtr x2, [x0]")).isInstanceOf(Stop.ReachedExit.class);
        map(PAGES, NORMAL);
        assertFault(run("tlbi vmalle1\nldtr x2, [x0]"), "Permission fault, level 3");
        assertFault(run("tlbi vmalle1\nmov x5, #1\nsttr x2, [x0]"), "Permission fault, level 3");
    }

    @Test
    void memoryTypesBite() {
        map(PAGES, NORMAL | 1 << 2);
        machine.cpu().x(0, VA + 1);
        assertFault(run("ldr x1, [x0]"), "Alignment fault");
        machine.cpu().x(0, VA);
        assertFault(run("dc zva, x0"), "Alignment fault");
        map(PAGES, NORMAL | 2 << 2);
        assertFault(run("tlbi vmalle1\nldxr x1, [x0]"), "Unsupported Exclusive access fault");
        assertFault(run("ldadd x1, x2, [x0]"), "Unsupported Exclusive access fault");
        machine.cpu().x(0, VA + 1);
        assertThat(run("ldr x1, [x0]")).isInstanceOf(Stop.ReachedExit.class);
        machine.cpu().x(0, VA);
        assertThat(run("dc zva, x0")).isInstanceOf(Stop.ReachedExit.class);
    }

    @Test
    void clearingTheCacheBitMakesNormalMemoryNonCacheable() {
        map(PAGES, NORMAL);
        machine.cpu().register("sctlr_el1", 0x30d0_1801L);
        assertThat(machine.translate(VA, Access.READ))
                .isEqualTo(new Translation.Mapped(PAGES, MemoryType.NORMAL_NON_CACHEABLE, 4096));
    }

    @Test
    void writableMemoryIsNotExecutedUnderWxn() {
        machine.cpu().register("sctlr_el1", 0x30d8_1805L);
        assertFault(run("nop"), "Permission fault, level 1 on fetch");
    }

    @Test
    void aLoadAcrossAPageThatIsNotThereFaultsAtThatPage() {
        map(PAGES, NORMAL);
        machine.cpu().x(0, VA + 0xffc);
        machine.cpu().x(1, 5);
        assertThat(run("ldr x1, [x0]"))
                .isInstanceOfSatisfying(
                        Stop.Fault.class,
                        fault -> assertThat(fault.faultAddress()).isEqualTo(VA + 0x1000));
        assertThat(machine.cpu().x(1)).isEqualTo(5);
    }

    @Test
    void addressesWithoutRamAbort() {
        map(0x9000_0000L, NORMAL);
        machine.cpu().x(0, VA);
        assertFault(run("ldr x1, [x0]"), "Synchronous External abort");
    }

    @Test
    void listenersSeeEachMissOnce() {
        map(PAGES, NORMAL);
        List<String> walks = new ArrayList<>();
        machine.listen(new MachineListener() {
            @Override
            public void walk(long va, boolean secondLevelHit, int descriptorReads, boolean instruction) {
                walks.add((instruction ? "fetch " : "data ") + secondLevelHit + " " + descriptorReads);
            }
        });
        machine.cpu().x(0, VA);
        run("ldr x1, [x0]\nldr x1, [x0, #8]\nldr x1, [x0, #16]");
        assertThat(walks).containsExactly("fetch false 1", "data false 3");
    }

    @Test
    void watchingDoesNotChangeTheRun() {
        String text = "mov x2, #200\nloop:\nldr x1, [x0]\nadd x1, x1, x2\nstr x1, [x0], #8\nsubs x2, x2, #1\nb.ne loop";
        map(PAGES, NORMAL);
        machine.cpu().x(0, VA);
        run(text);
        TranslationTest other = new TranslationTest();
        other.map(PAGES, NORMAL);
        other.machine.listen(new MachineListener() {});
        other.machine.cpu().x(0, VA);
        other.run(text);
        assertThat(other.machine.cpu().x).isEqualTo(machine.cpu().x);
        assertThat(other.machine.instructions()).isEqualTo(machine.instructions());
        assertThat(other.machine.memory().sha256(RAM, 16 << 20))
                .isEqualTo(machine.memory().sha256(RAM, 16 << 20));
    }
}
