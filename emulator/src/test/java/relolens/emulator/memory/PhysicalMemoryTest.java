package relolens.emulator.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PhysicalMemoryTest {
    private final PhysicalMemory memory =
            new PhysicalMemory(List.of(new RamRegion(0x8000_0000L, 1 << 20), new RamRegion(0x4000, 0x2000)), 1 << 20);

    @Test
    void untouchedMemoryReadsAsZeroAndCostsNothing() {
        assertThat(memory.read64(0x8000_0ff8L)).isZero();
        memory.fill(0x8000_0000L, 1 << 20, (byte) 0);
        assertThat(memory.allocatedBytes()).isZero();
        memory.write(0x4123, 1, 5);
        assertThat(memory.allocatedBytes()).isEqualTo(4096);
    }

    @Test
    void valuesCrossPagesInLittleEndianOrder() {
        memory.write64(0x8000_0ffdL, 0x1122_3344_5566_7788L);
        assertThat(memory.read64(0x8000_0ffdL)).isEqualTo(0x1122_3344_5566_7788L);
        assertThat(memory.read(0x8000_1000L, 1)).isEqualTo(0x55);
        assertThat(memory.read(0x8000_0ffeL, 2)).isEqualTo(0x6677);
    }

    @Test
    void addressesWithoutRamAreReported() {
        assertThatThrownBy(() -> memory.read64(0x7000))
                .isInstanceOfSatisfying(
                        UnmappedAddressException.class,
                        e -> assertThat(e.address()).isEqualTo(0x7000));
        assertThatThrownBy(() -> memory.write64(0x5ffcL, 1))
                .isInstanceOfSatisfying(
                        UnmappedAddressException.class,
                        e -> assertThat(e.address()).isEqualTo(0x6000));
        assertThat(memory.firstUnmapped(0x4000, 0x2000)).isEqualTo(-1);
        assertThat(memory.firstUnmapped(0x5000, 0x2000)).isEqualTo(0x6000);
    }

    @Test
    void contentsAreBounded() {
        PhysicalMemory small = new PhysicalMemory(List.of(new RamRegion(0, 1 << 20)), 8192);
        small.write64(0, 1);
        small.write64(0x5000, 1);
        assertThatThrownBy(() -> small.write64(0x9000, 1)).isInstanceOf(MemoryLimitException.class);
    }

    @Test
    void rangesCopyAndHashAcrossPages() {
        byte[] bytes = new byte[10_000];
        new Random(3).nextBytes(bytes);
        memory.write(0x8000_0123L, bytes, 0, bytes.length);
        memory.copy(0x8000_0123L, 0x8001_0ff1L, bytes.length);
        assertThat(memory.sha256(0x8001_0ff1L, bytes.length)).isEqualTo(memory.sha256(0x8000_0123L, bytes.length));
        byte[] back = new byte[bytes.length];
        memory.read(0x8001_0ff1L, back, 0, back.length);
        assertThat(back).isEqualTo(bytes);
        memory.write(0x8001_2000L, 1, memory.read(0x8001_2000L, 1) ^ 1);
        assertThat(memory.sha256(0x8001_0ff1L, bytes.length)).isNotEqualTo(memory.sha256(0x8000_0123L, bytes.length));
    }

    @Test
    void overlappingRegionsAreRefused() {
        assertThatThrownBy(() ->
                        new PhysicalMemory(List.of(new RamRegion(0, 0x3000), new RamRegion(0x2000, 0x1000)), 1 << 20))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
