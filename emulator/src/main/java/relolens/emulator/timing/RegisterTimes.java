package relolens.emulator.timing;

/** When each register has the value that its last writer computes. */
final class RegisterTimes {
    /** By register; the last one is ready from the start. */
    private final long[] ready = new long[SlotInfo.NONE + 1];

    private final long[] vectorReady = new long[32];

    /** {@return when all that an instruction reads is ready} */
    long operands(SlotInfo slot) {
        return slot.waitsForMore ? all(slot) : Math.max(ready[slot.first], ready[slot.other]);
    }

    private long all(SlotInfo slot) {
        long latest = 0;
        for (long r = slot.reads; r != 0; r &= r - 1) {
            int n = Long.numberOfTrailingZeros(r);
            latest = Math.max(latest, n == slot.accumulator ? ready[n] - slot.shortcut : ready[n]);
        }
        for (int v = slot.vectorReads; v != 0; v &= v - 1) {
            int n = Integer.numberOfTrailingZeros(v);
            latest = Math.max(
                    latest, (slot.vectorAccumulators >>> n & 1) != 0 ? vectorReady[n] - slot.shortcut : vectorReady[n]);
        }
        return latest;
    }

    /** Notes when an instruction's results are ready. @param issue when its write-back address begins to be computed */
    void publish(SlotInfo slot, long issue, long complete) {
        if (slot.publishesMore) {
            several(slot, issue, complete);
        } else if (slot.result != SlotInfo.NONE) {
            ready[slot.result] = complete;
        }
    }

    private void several(SlotInfo slot, long issue, long complete) {
        for (long r = slot.results; r != 0; r &= r - 1) {
            ready[Long.numberOfTrailingZeros(r)] = complete;
        }
        for (int v = slot.vectorWrites; v != 0; v &= v - 1) {
            vectorReady[Integer.numberOfTrailingZeros(v)] = complete;
        }
        if (slot.secondLatency > 0) {
            ready[slot.second] = complete + slot.secondLatency;
        }
        if (slot.writeback >= 0) {
            ready[slot.writeback] = issue + slot.writebackLatency;
        }
    }
}
