package relolens.emulator.machine;

import org.jspecify.annotations.Nullable;
import relolens.emulator.execute.Operation;
import relolens.emulator.memory.PhysicalMemory;

/** Decoded instructions of one page, for one virtual address of it: branch targets and ADR results are absolute. */
final class CodePage {
    final long va;
    final long pa;
    /** By word number; null where nothing was decoded yet or an exit stands. */
    final @Nullable Operation[] operations = new Operation[PhysicalMemory.PAGE_BYTES / 4];

    /** By fetch granule: the filling of the instruction cache's line that decoded words agree with, 0 for none. */
    private long[] agreed = new long[0];

    CodePage(long va, long pa) {
        this.va = va;
        this.pa = pa;
    }

    long agreed(int granule, int granuleShift) {
        if (agreed.length == 0) {
            agreed = new long[PhysicalMemory.PAGE_BYTES >> granuleShift];
        }
        return agreed[granule];
    }

    void agree(int granule, long filled) {
        if (granule < agreed.length) {
            agreed[granule] = filled;
        }
    }
}
