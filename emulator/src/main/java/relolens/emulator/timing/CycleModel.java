package relolens.emulator.timing;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Effects.SystemKind;
import relolens.emulator.isa.TimingClass;
import relolens.emulator.machine.DecodedInstruction;
import relolens.emulator.machine.MachineListener;
import relolens.emulator.memory.MemoryType;

/**
 * Listens to a machine and tells the cycles of what it does. Each instruction is dispatched, issued when operands and
 * pipe are free, completes, and leaves in order; its cost is how far it moves the moment of leaving. So costs add up to
 * the total, and a wait is charged to the instruction that causes it, not to the first user of its result.
 *
 * <p>In order, an instruction that cannot issue holds up all after it. Out of order, only width, pipes, window and
 * operands limit: no scheduler queues, no replays. One object per run; not thread-safe.
 */
public final class CycleModel implements MachineListener {
    private static final int LOADED_EVENTS = 32;

    private final CoreModel core;
    private final BoardModel board;
    private final Set<Mechanism> off;
    private final MemoryPath path;
    private final StoreBuffer stores;
    private final BranchPredictor predictor = new BranchPredictor();
    private final Attribution attribution = new Attribution();
    private @Nullable SlotInfo[] slots = new SlotInfo[256];

    private final boolean inOrder;
    private final long step;
    private final long mispredict;
    private final long takenBranch;
    private final long[] ring;
    private int ringAt;
    private final long[] pipeFree;
    private final long[] ready = new long[33];
    private final long[] vectorReady = new long[32];
    private long dispatched;
    private long left;
    private long floor;
    private long previousNext = -1;

    private final long deviceRead;
    private final long uncachedFetch;
    private final int deviceBytes;
    private long deviceReadDone;
    private long memoryFloor;
    private long maintenanceDone;
    private final long dcEvery;
    private final long dcFinish;
    private final long icCost;
    private final long tlbiCost;
    private final long dsb;
    private final long dmb;
    private final long isb;
    private final long mainHit;
    private final long walkStart;
    private final long upperLevel;
    private final double leafMemoryShare;

    private int events;
    private final boolean[] eventStore = new boolean[LOADED_EVENTS];
    private final long[] eventPa = new long[LOADED_EVENTS];
    private final int[] eventBytes = new int[LOADED_EVENTS];
    private final MemoryType[] eventType = new MemoryType[LOADED_EVENTS];
    private final int[] eventLevel = new int[LOADED_EVENTS];
    private final boolean[] eventAllocated = new boolean[LOADED_EVENTS];
    private int memoryWrites;
    private long walk;
    private long fetchWalk;
    private int uncachedFetches;
    private long cachedFetch;
    private boolean maintained;

    /** A model with every mechanism on. */
    public CycleModel(CoreModel core, BoardModel board) {
        this(core, board, EnumSet.noneOf(Mechanism.class));
    }

    /**
     * @param core the core, as found in the catalogue
     * @param board the board; what it says of the core wins
     * @param off mechanisms that take no time
     */
    public CycleModel(CoreModel core, BoardModel board, Set<Mechanism> off) {
        CoreModel c = core.on(board);
        this.core = c;
        this.board = board;
        this.off = off.isEmpty() ? EnumSet.noneOf(Mechanism.class) : EnumSet.copyOf(off);
        path = new MemoryPath(c, board, this.off);
        stores = new StoreBuffer(c, board, path, this.off);
        inOrder = c.inOrder();
        step = Ticks.CYCLE / c.integer("pipeline.width");
        mispredict = Ticks.of(c.number("pipeline.mispredict"));
        takenBranch = Ticks.of(c.number("pipeline.taken_branch"));
        ring = new long[Math.max(1, c.integer("pipeline.window"))];
        pipeFree = new long[c.pipeCount()];
        double ghz = c.hz() / 1e9;
        deviceRead = Ticks.of(board.deviceRead().nominal() * ghz);
        uncachedFetch = Ticks.of(board.uncachedFetch().nominal() * ghz);
        deviceBytes = c.integer("device.access_bytes");
        dcEvery = Ticks.of(c.number("maintenance.dc_every"));
        dcFinish = Ticks.of(c.number("maintenance.dc_finish"));
        icCost = Ticks.of(c.number("maintenance.ic"));
        tlbiCost = Ticks.of(c.number("maintenance.tlbi"));
        dsb = Ticks.of(c.number("barriers.dsb"));
        dmb = Ticks.of(c.number("barriers.dmb"));
        isb = Ticks.of(c.number("barriers.isb"));
        mainHit = Ticks.of(c.number("tlb.main_hit"));
        walkStart = Ticks.of(c.number("tlb.walk_start"));
        upperLevel = Ticks.of(c.number("tlb.upper_level"));
        leafMemoryShare = c.number("tlb.leaf_memory_share");
    }

    private boolean on(Mechanism m) {
        return !off.contains(m);
    }

    @Override
    public void fetch(long va, long pa, int level, boolean cacheable) {
        if (!cacheable) {
            uncachedFetches++;
        } else if (level != 1) {
            cachedFetch += path.fetchLatency(level);
        }
    }

    @Override
    public void data(boolean store, long va, long pa, int bytes, MemoryType type, int level, boolean allocated) {
        if (events > 0 && !type.isCacheable() && joins(store, pa, bytes, type)) {
            eventBytes[events - 1] += bytes;
            return;
        }
        if (events == LOADED_EVENTS) {
            return;
        }
        eventStore[events] = store;
        eventPa[events] = pa;
        eventBytes[events] = bytes;
        eventType[events] = type;
        eventLevel[events] = level;
        eventAllocated[events] = allocated;
        events++;
    }

    /** A pair's two halves are one bus transaction where the core's bus is wide enough. */
    private boolean joins(boolean store, long pa, int bytes, MemoryType type) {
        int last = events - 1;
        return eventStore[last] == store
                && eventType[last] == type
                && eventPa[last] + eventBytes[last] == pa
                && eventBytes[last] + bytes <= deviceBytes
                && eventPa[last] / deviceBytes == pa / deviceBytes;
    }

    @Override
    public void writeBack(long pa, int fromLevel, boolean toMemory) {
        if (toMemory) {
            memoryWrites++;
        }
    }

    @Override
    public void walk(long va, boolean secondLevelHit, int descriptorReads, boolean instruction) {
        if (!on(Mechanism.TLB)) {
            return;
        }
        long cost = mainHit;
        if (!secondLevelHit) {
            cost += walkStart + Math.max(0, descriptorReads - 1) * upperLevel;
            cost += Math.round(
                    leafMemoryShare * path.memoryLatency() + (1 - leafMemoryShare) * path.secondLevelLatency());
        }
        if (instruction) {
            fetchWalk += cost;
        } else {
            walk += cost;
        }
    }

    @Override
    public void maintenance(DecodedInstruction instruction, long va, long pa, int level, boolean dirty) {
        maintained = true;
    }

    @Override
    public void exception(int targetEl, long syndrome, long returnAddress, long vector) {
        clearEvents();
        floor = Math.max(floor, left + mispredict);
        previousNext = -1;
    }

    @Override
    public void retired(DecodedInstruction instruction, long nextAddress) {
        SlotInfo slot = slot(instruction);
        attribution.clear();
        long early = Math.max(dispatched + step, Math.max(floor, ring[ringAt]));
        long dispatch = fetched(early);
        long operands = operands(slot);
        long issue = Math.max(dispatch, pipeFree[slot.pipe]);
        pipeFree[slot.pipe] = issue + slot.occupancy;
        if (inOrder && operands > issue) {
            pipeFree[slot.pipe] = operands + slot.occupancy;
        }
        issue = Math.max(issue, operands);
        long complete = issue + slot.latency;
        if (walk > 0) {
            attribution.add(Cause.TLB, walk);
            issue += walk;
            complete += walk;
        }
        if (events > 0) {
            long held = memory(issue);
            complete = Math.max(complete, held + slot.latency);
            if (inOrder) {
                issue = Math.max(issue, storeAccepted);
            }
        }
        complete = special(slot, issue, complete);
        if (slot.branch) {
            complete = branched(slot, complete, nextAddress);
        }
        dispatched = inOrder ? Math.max(issue, dispatch) : dispatch;
        if (slot.branch && nextAddress != pcOf(slot) + 4) {
            dispatched += Math.max(0, takenBranch - step);
        }
        publish(slot, issue, complete);
        account(slot, complete);
        previousNext = nextAddress;
        clearEvents();
    }

    private void clearEvents() {
        events = 0;
        memoryWrites = 0;
        walk = 0;
        fetchWalk = 0;
        uncachedFetches = 0;
        cachedFetch = 0;
        maintained = false;
    }

    private SlotInfo slot(DecodedInstruction instruction) {
        int n = instruction.slot();
        if (n >= slots.length) {
            slots = Arrays.copyOf(slots, Math.max(n + 1, slots.length * 2));
        }
        SlotInfo s = slots[n];
        if (s == null) {
            s = new SlotInfo(instruction, core);
            slots[n] = s;
        }
        return s;
    }

    private long pcOf(SlotInfo slot) {
        return previousNext == -1 ? slot.instruction.address() : previousNext;
    }

    private long fetched(long early) {
        if (!on(Mechanism.FETCH)) {
            return early;
        }
        long t = early;
        if (fetchWalk + cachedFetch > 0) {
            t += fetchWalk + cachedFetch;
            attribution.add(Cause.FETCH, fetchWalk + cachedFetch);
        }
        if (uncachedFetches > 0) {
            t += uncachedFetches * uncachedFetch;
            attribution.uncachedFetch(uncachedFetches * uncachedFetch);
        }
        return t;
    }

    private long operands(SlotInfo slot) {
        long latest = 0;
        for (long r = slot.reads; r != 0; r &= r - 1) {
            latest = Math.max(latest, ready[Long.numberOfTrailingZeros(r)]);
        }
        for (int v = slot.vectorReads; v != 0; v &= v - 1) {
            latest = Math.max(latest, vectorReady[Integer.numberOfTrailingZeros(v)]);
        }
        return latest;
    }

    private long storeAccepted;

    /** {@return when the slowest of the instruction's accesses has its bytes, or has left the pipeline} */
    private long memory(long issue) {
        long start = Math.max(issue, memoryFloor);
        long done = start;
        storeAccepted = 0;
        for (int i = 0; i < events; i++) {
            MemoryType type = eventType[i];
            long t;
            if (type.isCacheable()) {
                t = eventStore[i]
                        ? stores.normal(start, eventPa[i], eventLevel[i], eventAllocated[i])
                        : path.load(start, eventPa[i], eventLevel[i]);
                attribution.add(eventStore[i] ? Cause.STORE : Cause.LOAD, t - start);
            } else if (!on(Mechanism.DEVICE)) {
                t = start;
            } else if (eventStore[i]) {
                t = stores.device(Math.max(start, deviceReadDone));
                attribution.deviceWrite(t - start);
            } else {
                long acknowledged = Math.max(start, stores.deviceDone());
                long free = Math.max(acknowledged, deviceReadDone);
                t = free + deviceRead;
                deviceReadDone = t;
                attribution.deviceWrite(acknowledged - start);
                attribution.deviceRead(t - acknowledged);
            }
            if (eventStore[i]) {
                storeAccepted = Math.max(storeAccepted, t);
            }
            done = Math.max(done, t);
        }
        for (int i = 0; i < memoryWrites; i++) {
            path.write(done);
        }
        return done;
    }

    private long special(SlotInfo slot, long issue, long complete) {
        long until = complete;
        if (maintained && on(Mechanism.MAINTENANCE)) {
            until = maintain(slot, issue, complete);
        } else if (on(Mechanism.BARRIER)) {
            until = barrier(slot, issue, complete);
        }
        return until;
    }

    private long maintain(SlotInfo slot, long issue, long complete) {
        long cost = switch (slot.system) {
            case IC -> icCost;
            case TLBI -> tlbiCost;
            case DC -> dcEvery;
            default -> 0;
        };
        long until = issue + cost;
        long finish = slot.system == SystemKind.DC ? until + dcFinish : until;
        for (int i = 0; i < memoryWrites; i++) {
            finish = Math.max(finish, path.write(Math.max(until, stores.allDone())));
        }
        maintenanceDone = Math.max(maintenanceDone, finish);
        attribution.add(Cause.MAINTENANCE, Math.max(0, until - complete));
        pipeFree[slot.pipe] = Math.max(pipeFree[slot.pipe], until);
        return Math.max(complete, until);
    }

    private long barrier(SlotInfo slot, long issue, long complete) {
        long until = complete;
        switch (slot.system) {
            case DSB:
                until = Math.max(issue, Math.max(left, stores.allDone()));
                until = Math.max(until, Math.max(maintenanceDone, path.writesDone())) + dsb;
                floor = Math.max(floor, until);
                break;
            case DMB:
                memoryFloor = Math.max(memoryFloor, stores.allDone());
                until = issue + dmb;
                break;
            case ISB:
                until = Math.max(issue, left) + isb;
                floor = Math.max(floor, until);
                break;
            default:
                return complete;
        }
        attribution.add(Cause.BARRIER, Math.max(0, until - complete));
        return Math.max(complete, until);
    }

    private long branched(SlotInfo slot, long complete, long nextAddress) {
        if (!on(Mechanism.BRANCH)) {
            return complete;
        }
        int n = slot.instruction.slot();
        boolean right = true;
        if (slot.conditional) {
            right = predictor.conditional(n, nextAddress != pcOf(slot) + 4, slot.backward, slot.count == 0);
        } else if (slot.indirect) {
            right = predictor.indirect(n, nextAddress);
        }
        if (right) {
            return complete;
        }
        attribution.add(Cause.BRANCH, mispredict);
        floor = Math.max(floor, complete + mispredict);
        return complete + mispredict;
    }

    private void publish(SlotInfo slot, long issue, long complete) {
        for (long r = slot.results; r != 0; r &= r - 1) {
            ready[Long.numberOfTrailingZeros(r)] = complete;
        }
        for (int v = slot.vectorWrites; v != 0; v &= v - 1) {
            vectorReady[Integer.numberOfTrailingZeros(v)] = complete;
        }
        if (slot.writeback >= 0) {
            ready[slot.writeback] = issue + Ticks.CYCLE;
        }
    }

    private void account(SlotInfo slot, long complete) {
        long before = left;
        left = Math.max(left + step, complete);
        ring[ringAt] = inOrder ? 0 : left;
        ringAt = ringAt + 1 == ring.length ? 0 : ringAt + 1;
        slot.count++;
        slot.ticks += left - before;
        attribution.charge(left - before - step, slot.stalls);
    }

    /** {@return what has been counted so far} */
    public Costs costs() {
        return Costs.of(slots, left, attribution, core, board);
    }

    /** {@return cycles so far, nominal} */
    public double cycles() {
        return Ticks.cycles(left);
    }

    /** {@return whether a class was executed, for reports on what a result stands on} */
    boolean executed(TimingClass timing) {
        for (SlotInfo s : slots) {
            if (s != null && s.timing == timing) {
                return true;
            }
        }
        return false;
    }
}
