package relolens.emulator.execute;

import relolens.emulator.cpu.GuestFault;

/** TLBI. One core: local, inner and outer shareable forms do the same, and complete at once. */
final class TlbMaintenance {
    /** One invalidation with the operand register's value. */
    @FunctionalInterface
    private interface Invalidation {
        void run(Core core, long operand);
    }

    private TlbMaintenance() {}

    static Executor prepare(Operation op) {
        int crm = op.bits(8, 4);
        int op2 = op.bits(5, 3);
        int op1 = op.bits(16, 3);
        // 3 inner shareable, 7 local, 1 outer shareable (v8.4, harmless to accept).
        boolean known = crm == 3 || crm == 7 || crm == 1;
        if (op1 == 0 && known) {
            return ofGuest(op2);
        }
        if (op1 == 4 && known) {
            return ofHypervisor(op2);
        }
        if (op1 == 4 && (crm == 0 || crm == 4) && (op2 == 1 || op2 == 5)) {
            // IPAS2E1, IPAS2LE1: there is no stage 2 to forget.
            return executor(2, (c, operand) -> {});
        }
        return Maintenance.unknown("tlbi");
    }

    private static Executor ofGuest(int op2) {
        switch (op2) {
            case 0:
                return executor(1, (c, operand) -> c.mmu.invalidateAllOfGuest());
            case 1:
            case 5:
                return executor(1, (c, operand) -> c.mmu.invalidateAddress(operand, false, false));
            case 2:
                return executor(1, (c, operand) -> c.mmu.invalidateAsid(operand));
            case 3:
            case 7:
                return executor(1, (c, operand) -> c.mmu.invalidateAddress(operand, false, true));
            default:
                return Maintenance.unknown("tlbi");
        }
    }

    private static Executor ofHypervisor(int op2) {
        switch (op2) {
            case 0:
                return executor(2, (c, operand) -> c.mmu.invalidateAll(true));
            case 1:
            case 5:
                return executor(2, (c, operand) -> c.mmu.invalidateAddress(operand, true, false));
            case 4:
            case 6:
                return executor(2, (c, operand) -> c.mmu.invalidateAll(false));
            default:
                return Maintenance.unknown("tlbi");
        }
    }

    private static Executor executor(int lowestEl, Invalidation invalidation) {
        return (c, o) -> {
            if (c.cpu.el < lowestEl) {
                throw GuestFault.undefined("tlbi at EL" + c.cpu.el);
            }
            long operand = c.x[o.t];
            invalidation.run(c, operand);
            if (c.listener != null) {
                c.listener.maintenance(o, operand << 12, 0, 0, false);
            }
        };
    }
}
