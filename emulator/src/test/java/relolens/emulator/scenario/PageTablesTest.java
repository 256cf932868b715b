package relolens.emulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relolens.emulator.memory.PhysicalMemory;
import relolens.emulator.memory.RamRegion;

class PageTablesTest {
    private static final long BASE = 0x8000_0000L;
    private final PhysicalMemory memory = new PhysicalMemory(List.of(new RamRegion(BASE, 64 << 20)), 64 << 20);
    private long next = BASE;

    private long page() {
        next += 4096;
        return next;
    }

    /** A table walk written from the architecture's figure, apart from the builder. {@return descriptor and level} */
    private long[] walk(long root, long va) {
        long table = root;
        for (int level = 0; level <= 3; level++) {
            int shift = 12 + 9 * (3 - level);
            long descriptor = memory.read64(table + (va >> shift & 0x1ff) * 8);
            if ((descriptor & 1) == 0) {
                return new long[] {0, level};
            }
            boolean table2 = (descriptor & 2) != 0;
            if (level == 3 || !table2) {
                assertThat(level == 0 && !table2).as("no blocks at level 0").isFalse();
                assertThat(level == 3 && !table2).as("reserved at level 3").isFalse();
                return new long[] {descriptor, level};
            }
            table = descriptor & 0x0000_ffff_ffff_f000L;
        }
        throw new AssertionError();
    }

    private long translate(long root, long va) {
        long[] found = walk(root, va);
        assertThat(found[0]).as("mapped").isNotZero();
        long size = 1L << (12 + 9 * (3 - (int) found[1]));
        return (found[0] & 0x0000_ffff_ffff_f000L & -size) | (va & size - 1);
    }

    @Test
    void pagesMapEveryAddressOfTheRangeAndNothingBeside() {
        PageTables tables = new PageTables(memory, this::page);
        long va = 0xffff_0000_0030_1000L;
        tables.map(va, BASE + 0x5000, 0x40_0000, PageTables.Rights.DATA, false);

        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            long offset = random.nextInt(0x40_0000);
            assertThat(translate(tables.root(), va + offset)).isEqualTo(BASE + 0x5000 + offset);
        }
        assertThat(walk(tables.root(), va - 1)[0]).isZero();
        assertThat(walk(tables.root(), va + 0x40_0000)[0]).isZero();
        assertThat(walk(tables.root(), va)[1]).isEqualTo(3);
    }

    @Test
    void blocksAreUsedWhereBothSidesAreAlignedAndPagesElsewhere() {
        PageTables tables = new PageTables(memory, this::page);
        long va = 0xffff_0000_0000_0000L;
        tables.map(va, BASE, 0x40_0000 + 0x3000, PageTables.Rights.DATA, true);

        assertThat(walk(tables.root(), va)[1]).isEqualTo(2);
        assertThat(walk(tables.root(), va + 0x40_0000)[1]).isEqualTo(3);
        assertThat(translate(tables.root(), va + 0x20_1234)).isEqualTo(BASE + 0x20_1234);
        assertThat(translate(tables.root(), va + 0x40_2fff)).isEqualTo(BASE + 0x40_2fff);
    }

    @Test
    void rightsAreWhatLinuxGivesCodeAndData() {
        PageTables tables = new PageTables(memory, this::page);
        tables.map(0x1000, BASE, 0x1000, PageTables.Rights.CODE, false);
        tables.map(0x2000, BASE, 0x1000, PageTables.Rights.DATA, false);

        long code = walk(tables.root(), 0x1000)[0];
        long data = walk(tables.root(), 0x2000)[0];
        assertThat(code >>> 53 & 3).as("PXN clear, UXN set").isEqualTo(2);
        assertThat(code >>> 6 & 3).as("read only, EL1 only").isEqualTo(2);
        assertThat(data >>> 53 & 3).as("never executable").isEqualTo(3);
        assertThat(data >>> 6 & 3).as("writable, EL1 only").isZero();
        for (long descriptor : new long[] {code, data}) {
            assertThat(descriptor >>> 10 & 1).as("access flag").isEqualTo(1);
            assertThat(descriptor >>> 8 & 3).as("inner shareable").isEqualTo(3);
            assertThat(descriptor >>> 2 & 7).as("Normal memory's index").isZero();
        }
    }
}
