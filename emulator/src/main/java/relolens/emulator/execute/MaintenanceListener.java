package relolens.emulator.execute;

import relolens.emulator.bus.AccessListener;

/** Hears of maintenance operations, too. */
public interface MaintenanceListener extends AccessListener {
    /**
     * A DC, IC, TLBI or AT operation.
     *
     * @param va address or operand as given
     * @param pa physical address, 0 for those that name no line
     * @param level of a DC by address the cache level that had the line, 0 = none; of one by set and way its level
     * @param dirty whether a DC found a dirty line
     */
    void maintenance(Operation operation, long va, long pa, int level, boolean dirty);
}
