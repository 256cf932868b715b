package relolens.emulator.sanitize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import relolens.emulator.machine.Machine;
import relolens.emulator.machine.MachineConfig;
import relolens.emulator.machine.Snippet;
import relolens.emulator.machine.Stop;
import relolens.emulator.memory.RamRegion;

/**
 * Litmus tests: each sequence is right as it stands, and each of its barriers and maintenance instructions is taken out in
 * turn. What is then found stands behind it, or that the architecture lets it go.
 */
class SanitizerTest {
    private static final long RAM = 0x4000_0000L;
    private static final long DATA = RAM + 0x10_0000;
    private static final long CODE = RAM + 0x20_0000;
    private static final long TABLE = RAM + 0x1_0000;
    private static final long BLOCK = RAM | 1 << 10 | 3 << 8 | 1;
    private static final long ON = 0x30c5_1835L;
    /** M and C clear, I set. */
    private static final long OFF = 0x30c5_1830L;

    private static final long FETCH_UNCACHED = 1 << 12;

    private record Litmus(String name, boolean translating, Assumptions assumptions, List<String> lines) {
        static Litmus of(String name, String text) {
            return new Litmus(name, true, Assumptions.none(), text.lines().toList());
        }

        Litmus untranslated() {
            return new Litmus(name, false, assumptions, lines);
        }

        Litmus assuming(boolean idc, boolean dic) {
            return new Litmus(name, translating, new Assumptions(idc, dic, 64, List.of(), List.of(), List.of()), lines);
        }

        List<String> run(int without) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < lines.size(); i++) {
                text.append(i == without ? "nop" : lines.get(i).replaceAll("//.*", ""))
                        .append('\n');
            }
            return found(text.toString(), translating, assumptions);
        }
    }

    private static List<String> found(String text, boolean translating, Assumptions assumptions) {
        Machine machine = new Machine(MachineConfig.plain(new RamRegion(RAM, 16 << 20)));
        // Three views of RAM: write-back at its address, write-back at 2 GiB, Non-cacheable at 3 GiB.
        machine.memory().write64(TABLE + 8, BLOCK);
        machine.memory().write64(TABLE + 16, BLOCK);
        machine.memory().write64(TABLE + 24, BLOCK | 1 << 2);
        machine.cpu().register("ttbr0_el2", TABLE);
        machine.cpu().register("tcr_el2", 25 | 1 << 8 | 1 << 10 | 3 << 12 | 2 << 16);
        machine.cpu().register("mair_el2", 0x44ff);
        machine.cpu().register("sctlr_el2", translating ? ON : OFF);
        machine.memory().write64(CODE, 0xd65f_03c0_d280_002fL); // mov x15, #1; ret
        machine.cpu().x(0, DATA);
        machine.cpu().x(1, 42);
        machine.cpu().x(3, 43);
        machine.cpu().x(4, CODE);
        machine.cpu().x(5, 0xd65f_03c0_d280_004fL); // mov x15, #2; ret
        machine.cpu().x(6, TABLE + 16);
        machine.cpu().x(7, BLOCK | 1 << 7);
        machine.cpu().x(8, 0x8010_0000L);
        machine.cpu().x(9, OFF);
        machine.cpu().x(10, ON);
        machine.cpu().x(11, OFF & ~FETCH_UNCACHED);
        machine.cpu().x(12, 0x8010_0000L >>> 12);
        machine.cpu().x(14, 0xc010_0000L);
        machine.cpu().x(16, 25 | 3 << 12 | 2 << 16);
        Snippet snippet = new Snippet(RAM, text).into(machine.memory());
        machine.addExit(snippet.end());
        machine.cpu().pc = RAM;
        Sanitizer sanitizer = new Sanitizer(machine, assumptions);
        machine.listen(sanitizer);
        assertThat(machine.run(10_000, () -> false)).isEqualTo(new Stop.ReachedExit(snippet.end()));
        return sanitizer.found().stream()
                .map(a -> a.kind().name().toLowerCase(java.util.Locale.ROOT) + " "
                        + a.lack().name())
                .toList();
    }

    private static final List<Litmus> TABLES = List.of(
            Litmus.of("stored into a cache, read with translation off", """
                    str x1, [x0]
                    dc cvac, x0         // data CLEAN
                    dsb sy              // data CLEAN_BARRIER
                    msr sctlr_el2, x9
                    isb                 // -
                    ldr x2, [x0]"""),
            Litmus.of("cleaned and invalidated just as well", """
                    str x1, [x0]
                    dc civac, x0        // data CLEAN
                    dsb ish             // data CLEAN_BARRIER
                    msr sctlr_el2, x9
                    isb                 // -
                    ldrb w2, [x0]"""),
            Litmus.of("stored with translation off, read through the caches", """
                    msr sctlr_el2, x9
                    isb                 // -
                    str x1, [x0]
                    dsb sy              // -
                    dc ivac, x0         // data INVALIDATE
                    dsb sy              // data INVALIDATE_BARRIER
                    msr sctlr_el2, x10
                    isb                 // -
                    ldr x2, [x0]"""),
            Litmus.of("invalidated before the store: nothing fills lines with translation off", """
                    msr sctlr_el2, x9
                    isb                 // -
                    dc ivac, x0         // data INVALIDATE
                    dsb sy              // -
                    str x1, [x0]
                    dsb sy              // -
                    msr sctlr_el2, x10
                    isb                 // -
                    ldr x2, [x0]"""),
            Litmus.of("stored over what a dirty line holds", """
                    str x1, [x0]
                    dc civac, x0        // data CLEAN_BEFORE
                    dsb sy              // data CLEAN_BEFORE_BARRIER
                    msr sctlr_el2, x9
                    isb                 // -
                    str x3, [x0]
                    dsb sy              // -
                    ldr x2, [x0]"""),
            Litmus.of("stored through one mapping, read through a Non-cacheable one", """
                    str x1, [x0]
                    dc cvac, x0         // data CLEAN
                    dsb sy              // data CLEAN_BARRIER
                    ldr x2, [x14]"""),
            Litmus.of("stored through a Non-cacheable mapping, read through the caches", """
                    str x1, [x14]
                    dmb sy              // -
                    dc ivac, x0         // data INVALIDATE
                    dmb sy              // data INVALIDATE_BARRIER
                    ldr x2, [x0]"""),
            Litmus.of("code patched", """
                    str x5, [x4]
                    dc cvau, x4         // fetch CODE_CLEAN
                    dsb ish             // fetch CODE_INVALIDATE
                    ic ivau, x4         // fetch CODE_INVALIDATE
                    dsb ish             // fetch CODE_INVALIDATE_BARRIER
                    isb                 // fetch CODE_SYNCHRONISE
                    blr x4"""),
            Litmus.of("code patched, all of the instruction cache invalidated", """
                    str w5, [x4]
                    dc cvac, x4         // fetch CODE_CLEAN
                    dsb sy              // fetch CODE_INVALIDATE
                    ic iallu            // fetch CODE_INVALIDATE
                    dsb nsh             // fetch CODE_INVALIDATE_BARRIER
                    isb                 // fetch CODE_SYNCHRONISE
                    blr x4"""),
            Litmus.of("code patched where CTR_EL0.IDC is set", """
                    str x5, [x4]
                    dsb ish             // fetch CODE_INVALIDATE
                    ic ivau, x4         // fetch CODE_INVALIDATE
                    dsb ish             // fetch CODE_INVALIDATE_BARRIER
                    isb                 // fetch CODE_SYNCHRONISE
                    blr x4""").assuming(true, false),
            Litmus.of("code patched where CTR_EL0.IDC and DIC are set", """
                    str x5, [x4]
                    dsb ish             // fetch CODE_CLEAN_BARRIER
                    isb                 // fetch CODE_SYNCHRONISE
                    blr x4""").assuming(true, true),
            Litmus.of("code written with translation off, fetched through the instruction cache", """
                    msr sctlr_el2, x9
                    isb                 // -
                    str x5, [x4]
                    dmb sy              // -
                    dc ivac, x4         // fetch INVALIDATE
                    dsb sy              // fetch CODE_INVALIDATE
                    ic iallu            // fetch CODE_INVALIDATE
                    dsb nsh             // fetch CODE_INVALIDATE_BARRIER
                    isb                 // fetch CODE_SYNCHRONISE
                    blr x4"""),
            Litmus.of("code written into a cache, fetched past all of them", """
                    str x5, [x4]
                    dc cvac, x4         // fetch CLEAN
                    dsb sy              // fetch CLEAN_BARRIER
                    msr sctlr_el2, x11
                    isb                 // fetch CODE_SYNCHRONISE
                    blr x4"""),
            Litmus.of("table entry broken, then made", """
                    ldr x2, [x8]
                    str xzr, [x6]
                    dsb ishst           // tlb TABLE_INVALIDATE
                    tlbi vae2, x12      // tlb TABLE_INVALIDATE
                    dsb ish             // tlb TABLE_INVALIDATE_BARRIER
                    isb                 // -
                    str x7, [x6]
                    dsb ishst           // tlb TABLE_BARRIER
                    isb                 // tlb TABLE_SYNCHRONISE
                    ldr x2, [x8]"""),
            Litmus.of("table entry changed", """
                    str x7, [x6]
                    dsb ishst           // tlb TABLE_INVALIDATE
                    tlbi alle2          // tlb TABLE_INVALIDATE
                    dsb nsh             // tlb TABLE_INVALIDATE_BARRIER
                    isb                 // tlb TABLE_SYNCHRONISE
                    ldr x2, [x8]"""),
            Litmus.of("table written with translation off, walked through the caches", """
                    msr sctlr_el2, x9
                    isb                 // -
                    str x7, [x6]
                    dsb sy              // -
                    dc ivac, x6         // tlb INVALIDATE
                    dsb sy              // -
                    tlbi alle2          // tlb TABLE_INVALIDATE
                    dsb nsh             // tlb TABLE_INVALIDATE_BARRIER
                    isb                 // -
                    msr sctlr_el2, x10
                    isb                 // -
                    ldr x2, [x8]"""),
            Litmus.of("table written into a cache, walked past it", """
                    str x7, [x6]
                    dc cvac, x6         // tlb CLEAN
                    dsb sy              // tlb TABLE_INVALIDATE
                    tlbi alle2          // tlb TABLE_INVALIDATE
                    dsb nsh             // tlb TABLE_INVALIDATE_BARRIER
                    msr tcr_el2, x16
                    isb                 // tlb TABLE_SYNCHRONISE
                    ldr x2, [x8]"""),
            Litmus.of("translation turned on", """
                    tlbi alle2          // tlb TLB_UNKNOWN
                    dsb nsh             // tlb TLB_UNKNOWN
                    isb                 // -
                    msr sctlr_el2, x10
                    isb                 // -
                    ldr x2, [x0]""").untranslated());

    @TestFactory
    Stream<DynamicNode> eachOfThemIsNeededOrIsNot() {
        return TABLES.stream()
                .map(litmus -> DynamicContainer.dynamicContainer(
                        litmus.name(),
                        Stream.concat(
                                Stream.of(DynamicTest.dynamicTest(
                                        "as it stands",
                                        () -> assertThat(litmus.run(-1)).isEmpty())),
                                IntStream.range(0, litmus.lines().size())
                                        .filter(i -> litmus.lines().get(i).contains("//"))
                                        .mapToObj(i -> DynamicTest.dynamicTest(
                                                "without " + litmus.lines().get(i), () -> {
                                                    String wanted = litmus.lines()
                                                            .get(i)
                                                            .replaceAll(".*//", "")
                                                            .strip();
                                                    List<String> all = new ArrayList<>(
                                                            wanted.equals("-") ? List.of() : List.of(wanted));
                                                    assertThat(litmus.run(i)).isEqualTo(all);
                                                })))));
    }

    private static List<String> found(String text) {
        return found(text, true, Assumptions.none());
    }

    @Test
    void whatIsStoredAgainAsItWasIsNotStale() {
        assertThat(found("ldr x2, [x0]; str x2, [x0]; msr sctlr_el2, x9; isb; ldr x2, [x0]"))
                .isEmpty();
        assertThat(found("ldr x5, [x4]; str x5, [x4]; blr x4")).isEmpty();
    }

    @Test
    void otherBytesOfTheLineAreNotStale() {
        assertThat(found("str x1, [x0]; msr sctlr_el2, x9; isb; ldr x2, [x0, #8]"))
                .isEmpty();
        assertThat(found("str x1, [x0]; msr sctlr_el2, x9; isb; ldr x2, [x0, #56]; ldr x2, [x0]"))
                .containsExactly("data CLEAN");
    }

    @Test
    void linesComeBackWhileTranslationIsOn() {
        assertThat(found("dc ivac, x0; dsb sy; msr sctlr_el2, x9; isb; str x1, [x0]; dsb sy; msr sctlr_el2, x10; isb;"
                        + "ldr x2, [x0]"))
                .containsExactly("data INVALIDATE");
    }

    @Test
    void invalidationDropsWhatOnlyACacheHolds() {
        assertThat(found("str x1, [x0]; dc ivac, x0; dsb sy; ldr x2, [x0]")).containsExactly("data DISCARDED");
        assertThat(found("str x1, [x0]; dc cvac, x0; dsb sy; dc ivac, x0; dsb sy; ldr x2, [x0]"))
                .isEmpty();
        assertThat(found("str x1, [x0]; dc ivac, x0; dsb sy; str x3, [x0]; ldr x2, [x0]"))
                .isEmpty();
    }

    @Test
    void aDirtyLineIsWrittenBackOverLaterBytes() {
        assertThat(found("str x1, [x0]; msr sctlr_el2, x9; isb; str x3, [x0]; dsb sy; dc civac, x0; dsb sy"))
                .containsExactly("data WRITES_BACK");
    }

    @Test
    void cleaningToThePouIsNotCleaningToThePoc() {
        assertThat(found("str x1, [x0]; dc cvau, x0; dsb sy; msr sctlr_el2, x9; isb; ldr x2, [x0]"))
                .containsExactly("data CLEAN_FURTHER");
    }

    @Test
    void theInstructionCacheTakesInAgainWhatItIsToldToForgetTooEarly() {
        assertThat(found("ic iallu; dsb nsh; str x5, [x4]; dc cvau, x4; dsb ish; isb; blr x4"))
                .containsExactly("fetch CODE_INVALIDATE");
        assertThat(found("str x5, [x4]; ic iallu; dsb nsh; dc cvau, x4; dsb ish; isb; blr x4"))
                .containsExactly("fetch CODE_INVALIDATE");
    }

    @Test
    void tlbiOfAnotherAddressIsNone() {
        assertThat(found("str x7, [x6]; dsb ishst; tlbi vae2, x0; dsb ish; isb; ldr x2, [x8]"))
                .containsExactly("tlb TABLE_INVALIDATE");
    }

    @Test
    void oneInstructionIsNamedOncePerKind() {
        assertThat(found("mov x13, #4; str x1, [x0]; str x1, [x0, #128]; msr sctlr_el2, x9; isb;"
                        + "again:; ldr x2, [x0], #64; sub x13, x13, #1; cbnz x13, again"))
                .containsExactly("data CLEAN");
    }

    @Test
    void whatAnEarlierOwnerLeftDirtyGoesBeforeTheStore() {
        Assumptions owned =
                new Assumptions(false, false, 64, List.of(new Assumptions.Extent(DATA, 4096)), List.of(), List.of());
        assertThat(found("str x1, [x0]; dsb sy; ldr x2, [x0]", false, owned)).containsExactly("data CLEAN_BEFORE");
        assertThat(found("dc ivac, x0; dsb sy; str x1, [x0]; dsb sy; ldr x2, [x0]", false, owned))
                .isEmpty();
        assertThat(found("dc civac, x0; str x1, [x0]; dsb sy; ldr x2, [x0]", false, owned))
                .containsExactly("data CLEAN_BEFORE_BARRIER");
    }

    @Test
    void whatNoCacheHoldsAtEntryHidesNothing() {
        String text = "str x1, [x0]; dsb sy; tlbi alle2; dsb nsh; isb; msr sctlr_el2, x10; isb; ldr x2, [x0]";
        assertThat(found(text, false, Assumptions.none())).containsExactly("data INVALIDATE");
        Assumptions gone =
                new Assumptions(false, false, 64, List.of(), List.of(new Assumptions.Extent(DATA, 4096)), List.of());
        assertThat(found(text, false, gone)).isEmpty();
    }
}
