package relolens.analyzer.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class IomemTest {
    private static final String TEXT = """
            09000000-09000fff : pl011@9000000
            80000000-bfffffff : System RAM
              80210000-813fffff : Kernel code
              81400000-818fffff : reserved
              b0000000-b3ffffff : Crash kernel
            880000000-8ffffffff : System RAM
            """;

    static Iomem map() {
        return Iomem.parse("iomem", TEXT);
    }

    private static MachineAdvice.Line line(long image, String strategy) {
        return MachineAdvice.of(map(), List.of(image), 4096, false).lines().stream()
                .filter(l -> l.strategy().equals(strategy))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ramReservedAndFreeAreToldApart() {
        assertThat(map().ramBytes()).isEqualTo(0x4000_0000L + 0x8000_0000L);
        assertThat(map().freeBytes()).isEqualTo(map().ramBytes() - 0x16f_0000 - 0x400_0000);
        assertThat(map().largestFree()).isEqualTo(0x8000_0000L);
        assertThat(map().crashKernel()).isEqualTo(new Iomem.Range(0xb000_0000L, 0xb3ff_ffffL));
    }

    @Test
    void reservationThatHoldsTheImageComesWithItsCommandLine() {
        MachineAdvice.Line fits = line(25_000_000, "reservation");
        assertThat(fits.room()).isTrue();
        assertThat(fits.command())
                .isEqualTo(
                        "kexec -c --mem-min=0xb0000000 --mem-max=0xb3ffffff --reuse-cmdline --initrd=INITRD -l IMAGE");
        MachineAdvice.Line small = line(380_000_000, "reservation");
        assertThat(small.room()).isFalse();
        assertThat(small.command()).isEmpty();
        assertThat(small.message()).contains("crashkernel=365M");
    }

    @Test
    void linearMapsTablesFollowTheMachinesRam() {
        assertThat(line(25_000_000, "mmu-on-linear-map").pageTableBytes())
                .isEqualTo(TableMemory.bytes(3L << 30, 4096, false));
        assertThat(line(4_000_000_000L, "mmu-off").room()).isFalse();
    }

    /** Shapes of real machines: low and high reservations, holes, deeper lines, lines of Windows editors. */
    @Test
    void reservationAboveFourGigabytesIsTheOneImagesGoTo() {
        String text = """
                00200000-083fffff : System RAM
                  00200000-0021ffff : reserved
                08400000-091fffff : reserved
                09200000-f7ffffff : System RAM
                  0a000000-0b9fffff : Kernel code
                  c0000000-dfffffff : Crash kernel
                fb000000-fb00ffff : pcie@f8000000
                  fb000000-fb000fff : 0000:00:00.0
                100000000-1ffffffff : System RAM
                  1e0000000-1f7ffffff : Crash kernel
                  1f8000000-1f8ffffff : reserved
                    1f8100000-1f81fffff : deeper
                """;
        for (String ends : List.of(text, text.replace("\n", "\r\n"))) {
            Iomem map = Iomem.parse("iomem", ends);
            assertThat(map.crashKernel()).isEqualTo(new Iomem.Range(0x1_e000_0000L, 0x1_f7ff_ffffL));
            assertThat(map.ramBytes()).isEqualTo(0x820_0000L + 0xeee0_0000L + 0x1_0000_0000L);
            assertThat(map.freeBytes())
                    .isEqualTo(map.ramBytes() - 0x2_0000L - 0x1a0_0000L - 0x2000_0000L - 0x1800_0000L - 0x100_0000L);
            assertThat(map.largestFree()).isEqualTo(0xe000_0000L);
        }
    }

    @Test
    void brokenOrHiddenMapsAreRefusedWithTheirLine() {
        assertThatThrownBy(() -> Iomem.parse("f", "80000000-bfffffff : System RAM\nnonsense"))
                .hasMessage("f:2:1: expected START-END : NAME, as /proc/iomem has it");
        assertThatThrownBy(() -> Iomem.parse("f", "80000000-4fffffff : System RAM"))
                .hasMessage("f:1:1: the range ends before it starts");
        assertThatThrownBy(() -> Iomem.parse("f", "")).hasMessageContaining("no System RAM");
        assertThatThrownBy(() -> Iomem.parse("f", "00000000-00000000 : System RAM"))
                .hasMessageContaining("only root");
    }
}
