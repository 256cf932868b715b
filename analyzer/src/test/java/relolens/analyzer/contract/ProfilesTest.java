package relolens.analyzer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relolens.emulator.isa.Effects;

class ProfilesTest {
    @Test
    void everyProfileExplainsItself() {
        assertThat(Profiles.names()).hasSizeGreaterThan(10).isSorted().doesNotHaveDuplicates();
        for (String name : Profiles.names()) {
            assertThat(Profiles.explain(name)).startsWith(name + ": ").contains("ABI:", "//@ entry", "Why: ");
        }
        assertThat(Profiles.explain("no-such-profile")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "swsusp_arch_suspend_exit, linux-hibernate-exit",
        "__pi_copy_page, linux-copy-page",
        "clear_page, linux-clear-page",
        "__memcpy, memcpy",
        "dcache_clean_inval_poc, linux-cache-maintenance",
        "__pi_dcache_inval_poc, linux-cache-maintenance",
        "caches_clean_inval_pou, linux-cache-maintenance",
        "relocate_code, u-boot-relocate-code",
        "enable_mmu_direct_el3, tf-a-enable-mmu",
        "switch_ttbr_id, xen-switch-ttbr"
    })
    void wellKnownRoutinesAreFoundByName(String routine, String profile) {
        Profile found = Profiles.fitting(routine, CodeShape.UNKNOWN);
        assertThat(found).isNotNull();
        assertThat(found.name()).isEqualTo(profile);
    }

    @Test
    void routinesOfOneNameAreToldApartByWhatTheyWrite() {
        assertThat(Profiles.fitting("enable_mmu", new CodeShape(1, 0, Set.of("sctlr_el2", "ttbr0_el2")))
                        .name())
                .isEqualTo("xen-enable-mmu");
        assertThat(Profiles.fitting("enable_mmu", new CodeShape(1, 0, Set.of("sctlr_el1")))
                        .name())
                .isEqualTo("op-tee-enable-mmu");
        assertThat(Profiles.fitting("enable_mmu", CodeShape.UNKNOWN)).isNull();
    }

    @Test
    void shapeKnowsArgumentsUntilTheyAreOverwritten() {
        CodeShape shape = CodeShape.of(List.of(
                effects(0b1, 1L << 28, load(0), null),
                effects(0, 0b10, null, null),
                effects(0b10, 1L << 9, load(1), null),
                effects(0b1000, 0, null, new Effects.Flow(Effects.FlowKind.CONDITIONAL, 8, 3, -1, 0)),
                effects(0, 0, null, new Effects.Flow(Effects.FlowKind.RETURN, 0, 30, -1, -1)),
                effects(0b10000, 0, null, null)));
        assertThat(shape.reads(0)).isTrue();
        assertThat(shape.dereferences(0)).isTrue();
        assertThat(shape.reads(1)).as("written first").isFalse();
        assertThat(shape.dereferences(1)).isFalse();
        assertThat(shape.reads(3)).isTrue();
        assertThat(shape.reads(4)).as("behind the return").isFalse();
    }

    private static Effects effects(long reads, long writes, Effects.MemoryAccess memory, Effects.Flow flow) {
        return new Effects(reads, writes, 0, 0, memory, flow, null);
    }

    private static Effects.MemoryAccess load(int base) {
        return new Effects.MemoryAccess(
                Effects.AccessKind.LOAD,
                8,
                1,
                base,
                -1,
                "",
                0,
                16,
                Effects.Writeback.NONE,
                false,
                false,
                false,
                List.of(28),
                false);
    }
}
