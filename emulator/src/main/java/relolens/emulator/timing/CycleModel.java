package relolens.emulator.timing;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
    private final long[] ring;
    private int ringAt;
    private final long[] pipeFree;
    private final RegisterTimes registers = new RegisterTimes();
    private long dispatched;
    private long left;
    private long floor;
    private long previousNext = -1;
    /** When what follows the last taken branch could be dispatched: the next such moment keeps its distance. */
    private long lastTaken;
    /** Ticks of what was not watched but extrapolated; in the slots already, not in {@link #left}. */
    private long skipped;

    private int anchor = -1;
    private long anchorLeft;
    private Runnable atAnchor = () -> {};

    private final long deviceRead;
    private final long uncachedFetch;
    private long deviceReadDone;
    private final long mainHit;
    private final long walkStart;
    private final long upperLevel;

    private final boolean fetching;
    private final boolean translating;
    private final boolean devices;
    private final boolean branching;
    private final Events events;
    private final SystemCosts system;

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
        ring = new long[Math.max(1, c.integer("pipeline.window"))];
        pipeFree = new long[c.pipeCount()];
        double ghz = c.hz() / 1e9;
        deviceRead = Ticks.of(board.deviceRead().nominal() * ghz);
        uncachedFetch = Ticks.of(board.uncachedFetch().nominal() * ghz);
        events = new Events(c.integer("device.access_bytes"));
        fetching = !off.contains(Mechanism.FETCH);
        translating = !off.contains(Mechanism.TLB);
        devices = !off.contains(Mechanism.DEVICE);
        branching = !off.contains(Mechanism.BRANCH);
        system = new SystemCosts(c, path, stores, attribution, this.off);
        mainHit = Ticks.of(c.number("tlb.main_hit"));
        walkStart = Ticks.of(c.number("tlb.walk_start"));
        upperLevel = Ticks.of(c.number("tlb.upper_level"));
    }

    @Override
    public void fetch(long va, long pa, int level, boolean cacheable) {
        if (!cacheable) {
            events.any = true;
            events.uncachedFetches++;
        } else if (level != 1) {
            events.any = true;
            events.cachedFetch += path.fetchLatency(level);
        }
    }

    @Override
    public void data(boolean store, long va, long pa, int bytes, MemoryType type, int level, boolean allocated) {
        events.data(store, pa, bytes, type, level, allocated);
    }

    @Override
    public void writeBack(long pa, int fromLevel, boolean toMemory) {
        if (toMemory) {
            events.any = true;
            events.memoryWrites++;
        }
    }

    @Override
    public void streamed(long pa, int bytes, int toLevel) {
        if (toLevel == 0) {
            events.any = true;
            events.streamedLines++;
        }
    }

    @Override
    public void prefetch(long va, long pa, int level, int into) {
        events.prefetch(pa, level);
    }

    @Override
    public void descriptor(long pa, int level, boolean cacheable) {
        events.any = true;
        events.memoryDescriptors += level == 0 ? 1 : 0;
        events.lastDescriptorLevel = level;
    }

    @Override
    public void walk(long va, boolean secondLevelHit, int descriptorReads, boolean instruction) {
        if (!translating) {
            return;
        }
        long cost = mainHit;
        if (!secondLevelHit) {
            cost += walkStart + Math.max(0, descriptorReads - 1) * upperLevel;
            cost += events.memoryDescriptors * path.memoryLatency();
            cost += events.lastDescriptorLevel == 0 ? 0 : path.secondLevelLatency();
        }
        events.any = true;
        events.memoryDescriptors = 0;
        if (instruction) {
            events.fetchWalk += cost;
        } else {
            events.walk += cost;
        }
    }

    @Override
    public void maintenance(DecodedInstruction instruction, long va, long pa, int level, boolean dirty) {
        events.any = true;
        events.maintained = true;
    }

    @Override
    public void exception(int targetEl, long syndrome, long returnAddress, long vector) {
        events.clear();
        floor = Math.max(floor, left + mispredict);
        previousNext = -1;
    }

    @Override
    public void retired(DecodedInstruction instruction, long nextAddress) {
        SlotInfo slot = slot(instruction);
        attribution.clear();
        long dispatch = Math.max(dispatched + step, Math.max(floor, system.dispatchFloor));
        if (!inOrder) {
            dispatch = Math.max(dispatch, ring[ringAt]);
        }
        if (events.any) {
            dispatch = fetched(dispatch);
        }
        long operands = registers.operands(slot);
        long issue = Math.max(dispatch, pipeFree[slot.pipe]);
        pipeFree[slot.pipe] = issue + slot.occupancy;
        if (operands > issue) {
            if (inOrder) {
                pipeFree[slot.pipe] = operands + slot.occupancy;
            }
            attribution.dependency(operands - issue);
            issue = operands;
        }
        long complete = issue + slot.latency;
        if (events.any) {
            long began = issue;
            issue = accessed(slot, issue);
            complete = events.count == 0 ? complete + issue - began : accessDone;
        }
        if (slot.special || events.maintained) {
            complete = special(slot, issue, complete);
        }
        if (slot.branch) {
            complete = branched(slot, complete, nextAddress);
        }
        dispatched = inOrder ? Math.max(issue, dispatch) : dispatch;
        if (slot.branch && nextAddress != pcOf(slot) + 4) {
            dispatched = Math.max(dispatched, lastTaken + slot.keepsDistance - step);
            lastTaken = dispatched + step;
        }
        registers.publish(slot, issue, complete);
        account(slot, complete);
        previousNext = nextAddress;
        if (events.any) {
            events.clear();
        }
    }

    /** When the instruction's accesses, of which there is at least one, have what they need. */
    private long accessDone;

    /** The walks and accesses of an instruction. {@return when it has issued, which is later for a store that waits} */
    private long accessed(SlotInfo slot, long ready) {
        long issue = ready;
        if (events.walk > 0) {
            attribution.add(Cause.TLB, events.walk);
            issue += events.walk;
        }
        if (events.count > 0) {
            long held = memory(issue, slot.nonTemporal);
            long began = issue;
            if (inOrder) {
                issue = Math.max(issue, storeAccepted);
            }
            accessDone = forwarded > 0
                    ? Math.max(forwarded, began + Ticks.CYCLE)
                    : Math.max(began + slot.latency, held + slot.latency);
            attribution.dependency(forwarded - began - slot.latency);
        }
        for (int i = 0; i < events.prefetches; i++) {
            path.load(issue, events.prefetchPa[i], events.prefetchLevel[i]);
        }
        return issue;
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
        if (!fetching) {
            return early;
        }
        long cached = events.fetchWalk + events.cachedFetch;
        long uncached = events.uncachedFetches * uncachedFetch;
        attribution.add(Cause.FETCH, cached);
        attribution.uncachedFetch(uncached);
        return early + cached + uncached;
    }

    private long storeAccepted;
    private long forwarded;

    /** {@return when the slowest of the instruction's accesses has its bytes, or has left the pipeline} */
    private long memory(long issue, boolean nonTemporal) {
        long start = Math.max(issue, system.memoryFloor);
        attribution.add(Cause.BARRIER, start - issue);
        long done = start;
        storeAccepted = 0;
        forwarded = 0;
        for (int i = 0; i < events.count; i++) {
            MemoryType type = events.type[i];
            long t;
            if (type.isCacheable()) {
                t = events.store[i]
                        ? stores.normal(start, events.pa[i], events.bytes[i], events.level[i], events.allocated[i])
                        : path.load(start, events.pa[i], events.level[i]);
                attribution.add(events.store[i] ? Cause.STORE : Cause.ofLoad(events.level[i]), t - start);
                if (events.store[i]) {
                    stores.remember(start, events.pa[i], events.bytes[i]);
                } else {
                    forwarded = Math.max(forwarded, stores.forwarded(start, events.pa[i], events.bytes[i]));
                }
            } else if (!devices) {
                t = start;
            } else if (events.store[i]) {
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
            if (events.store[i]) {
                storeAccepted = Math.max(storeAccepted, t);
            }
            done = Math.max(done, t);
        }
        for (int i = 0; i < events.memoryWrites; i++) {
            path.write(done);
        }
        for (int i = 0; i < events.streamedLines; i++) {
            stores.streamed(path.write(done), nonTemporal);
        }
        return done;
    }

    private long special(SlotInfo slot, long issue, long complete) {
        if (!events.maintained) {
            return system.barrier(slot.system, issue, complete, left);
        }
        long until = system.maintain(slot.system, issue, complete, events.memoryWrites);
        pipeFree[slot.pipe] = Math.max(pipeFree[slot.pipe], until);
        return until;
    }

    private long branched(SlotInfo slot, long complete, long nextAddress) {
        if (!branching) {
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

    private void account(SlotInfo slot, long complete) {
        long before = left;
        left = Math.max(left + step, complete);
        if (!inOrder) {
            ring[ringAt] = left;
            ringAt = ringAt + 1 == ring.length ? 0 : ringAt + 1;
        }
        slot.count++;
        slot.ticks += left - before;
        if (left - before > step) {
            attribution.charge(left - before - step, slot.stalls);
        }
        if (slot.number == anchor && --anchorLeft == 0) {
            atAnchor.run();
        }
    }

    /** Calls back when the instruction of this slot has retired {@code times} more; one such watch at a time. */
    public void watch(int slot, long times, Runnable then) {
        anchor = slot;
        anchorLeft = times;
        atAnchor = then;
    }

    /** {@return what has been counted so far, to compare with later} */
    public Progression progression() {
        return Progression.of(slots, left, attribution, events.cacheable, events.uncacheable);
    }

    /**
     * Charges instructions that were executed unwatched, at the rates that each had between two moments.
     *
     * @param counts by slot, all of slots that were executed between the two
     */
    public void extrapolate(Progression from, Progression to, long[] counts) {
        skipped += to.project(from, counts, slots, attribution);
    }

    /** {@return what has been counted so far} */
    public Costs costs() {
        return Costs.of(slots, left + skipped, attribution, core, board);
    }

    /** {@return cycles so far, nominal} */
    public double cycles() {
        return Ticks.cycles(left + skipped);
    }
}
