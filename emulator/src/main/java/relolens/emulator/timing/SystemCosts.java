package relolens.emulator.timing;

import java.util.Set;
import relolens.emulator.isa.Effects.SystemKind;

/** Times of barriers and maintenance operations, and what a barrier has to wait for. */
final class SystemCosts {
    private final MemoryPath path;
    private final StoreBuffer stores;
    private final Attribution attribution;
    private final boolean maintenance;
    private final boolean barriers;
    private final long dcEvery;
    private final long dcFinish;
    private final long ic;
    private final long tlbi;
    private final long dsb;
    private final long dmb;
    private final long isb;
    private long maintenanceDone;
    /** No access starts before this: what a DMB waits for. */
    long memoryFloor;
    /** No instruction is dispatched before this: what a DSB or ISB waits for. */
    long dispatchFloor;

    SystemCosts(CoreModel core, MemoryPath path, StoreBuffer stores, Attribution attribution, Set<Mechanism> off) {
        this.path = path;
        this.stores = stores;
        this.attribution = attribution;
        maintenance = !off.contains(Mechanism.MAINTENANCE);
        barriers = !off.contains(Mechanism.BARRIER);
        dcEvery = Ticks.of(core.number("maintenance.dc_every"));
        dcFinish = Ticks.of(core.number("maintenance.dc_finish"));
        ic = Ticks.of(core.number("maintenance.ic"));
        tlbi = Ticks.of(core.number("maintenance.tlbi"));
        dsb = Ticks.of(core.number("barriers.dsb"));
        dmb = Ticks.of(core.number("barriers.dmb"));
        isb = Ticks.of(core.number("barriers.isb"));
    }

    /** {@return when a DC, IC or TLBI lets its pipe go on}; a later DSB waits for the rest of it. */
    long maintain(SystemKind kind, long issue, long complete, int memoryWrites) {
        if (!maintenance) {
            return complete;
        }
        long until = issue
                + switch (kind) {
                    case IC -> ic;
                    case TLBI -> tlbi;
                    case DC -> dcEvery;
                    default -> 0;
                };
        long finish = kind == SystemKind.DC ? until + dcFinish : until;
        for (int i = 0; i < memoryWrites; i++) {
            finish = Math.max(finish, path.write(until));
        }
        maintenanceDone = Math.max(maintenanceDone, finish);
        attribution.add(Cause.MAINTENANCE, Math.max(0, until - complete));
        return Math.max(complete, until);
    }

    /** {@return when a barrier is over; {@code complete} for what is no barrier}. {@code left}: older ones are done. */
    long barrier(SystemKind kind, long issue, long complete, long left) {
        if (!barriers) {
            return complete;
        }
        long until;
        switch (kind) {
            case DSB:
                until = Math.max(Math.max(issue, left), Math.max(stores.allDone(), maintenanceDone));
                until = Math.max(until, path.writesDone()) + dsb;
                dispatchFloor = Math.max(dispatchFloor, until);
                break;
            case DMB:
                memoryFloor = Math.max(memoryFloor, stores.allDone());
                until = issue + dmb;
                break;
            case ISB:
                until = Math.max(issue, left) + isb;
                dispatchFloor = Math.max(dispatchFloor, until);
                break;
            default:
                return complete;
        }
        attribution.add(Cause.BARRIER, Math.max(0, until - complete));
        return Math.max(complete, until);
    }
}
