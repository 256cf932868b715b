package relolens.emulator.steady;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import relolens.emulator.machine.FastForward;
import relolens.emulator.machine.Machine;
import relolens.emulator.machine.Stop;
import relolens.emulator.timing.CycleModel;
import relolens.emulator.timing.Progression;

/**
 * Runs a machine with a cycle model, and skips the model where it has nothing new to say.
 *
 * <p>A run is cut into rounds by an instruction that comes back regularly (the anchor), rounds into batches. Once the mean
 * cost of a batch is known to {@link #PRECISION}, the machine executes on without being watched: instructions are still
 * executed and counted one by one, but each costs what it did on average while watched. That ends before the first
 * instruction that was not seen in the steady state, and after some time in any case: then a few batches are watched
 * again, and if they do not cost what they should, the search begins anew. Fast stretches take a whole number of the
 * rounds watched, so that what is truly periodic comes out exactly.
 */
public final class SteadyRun {
    /**
     * Standard error of a batch's mean cost, relative, at which the model may be skipped. What was watched is exact: the
     * whole run's cost has this error times the share that was not.
     */
    private static final double PRECISION = 4.5e-4;
    /** Relative difference of a check from what was expected that begins the search anew. */
    private static final double DRIFT = 5e-3;

    private static final int FEWEST_BATCHES = 16;
    private static final int CHECK_BATCHES = 2;
    private static final long WARM_UP = 1 << 18;
    private static final long BATCH = 1 << 14;
    private static final long NEVER = Long.MAX_VALUE;

    private final Machine machine;
    private final CycleModel model;
    private final BooleanSupplier mayHurry;
    private final BooleanSupplier cancelled;
    private final long end;
    private boolean exact = true;

    private SteadyRun(
            Machine machine, CycleModel model, BooleanSupplier mayHurry, BooleanSupplier cancelled, long end) {
        this.machine = machine;
        this.model = model;
        this.mayHurry = mayHurry;
        this.cancelled = cancelled;
        this.end = end;
    }

    /**
     * How it went.
     *
     * @param stop why it ended
     * @param exact whether every instruction was watched
     */
    public record Result(Stop stop, boolean exact) {}

    /**
     * Runs from where the machine stands; the model must listen to the machine already.
     *
     * @param mayHurry asked now and then whether the model may still be skipped: not when the end must be watched
     */
    public static Result run(
            Machine machine,
            CycleModel model,
            long maxInstructions,
            BooleanSupplier mayHurry,
            BooleanSupplier cancelled) {
        SteadyRun run = new SteadyRun(machine, model, mayHurry, cancelled, machine.instructions() + maxInstructions);
        Stop first = machine.run(Math.min(WARM_UP, maxInstructions), cancelled);
        Stop stop = first instanceof Stop.Limit && WARM_UP < maxInstructions ? run.search() : first;
        return new Result(stop instanceof Stop.Limit ? new Stop.Limit(maxInstructions) : stop, run.exact);
    }

    private Stop search() {
        while (true) {
            Progression before = model.progression();
            Stop stop = machine.proceed(Math.min(WARM_UP, left()), cancelled);
            if (!(stop instanceof Stop.Limit) || left() <= 0) {
                return stop;
            }
            int anchor = anchor(before, model.progression());
            if (anchor < 0 || !mayHurry.getAsBoolean()) {
                continue;
            }
            stop = sampled(anchor, before);
            if (stop != null) {
                return stop;
            }
        }
    }

    private long left() {
        return Math.max(0, end - machine.instructions());
    }

    /** {@return the rarest instruction that came back at least a few times in each batch's worth, or -1} */
    private static int anchor(Progression from, Progression to) {
        int best = -1;
        long least = NEVER;
        for (int slot = 0; slot < to.slots(); slot++) {
            long count = to.count(slot, from);
            if (count >= WARM_UP / BATCH && count < least) {
                best = slot;
                least = count;
            }
        }
        return best;
    }

    /** Watches batches until their cost is known, hurries, checks. {@return why the run ended, or null: search again} */
    private @Nullable Stop sampled(int anchor, Progression warmUp) {
        Progression now = model.progression();
        long perRound = Math.max(1, WARM_UP / Math.max(1, now.count(anchor, warmUp)));
        long rounds = Math.max(1, Long.highestOneBit(Math.max(1, BATCH / perRound)));
        Stop stop = rounds(anchor, 1);
        if (stop != null) {
            return stop;
        }
        Progression last = model.progression();
        Batches batches = new Batches(last);
        int enough = FEWEST_BATCHES;
        while (true) {
            stop = rounds(anchor, rounds);
            if (stop != null) {
                return stop.equals(LOST) ? null : stop;
            }
            Progression next = model.progression();
            batches.add(last, next);
            last = next;
            if (batches.size() < enough) {
                continue;
            }
            // The error falls with the root of their number: asking after each would tell little more, and cost.
            enough = batches.size() + Math.max(FEWEST_BATCHES, batches.size() / 8);
            if (batches.error() > PRECISION || !mayHurry(batches)) {
                continue;
            }
            long watched = batches.size() * rounds;
            long most = Math.max(1, 4 * (machine.instructions() / perRound) / watched);
            stop = hurry(anchor, most * watched, batches);
            if (stop != null) {
                return stop;
            }
            stop = checked(anchor, rounds, batches);
            if (stop != null) {
                return stop.equals(LOST) ? null : stop;
            }
            last = model.progression();
        }
    }

    /** Data accesses must be of one kind: caches can only stand still for those that pass them by. */
    private boolean mayHurry(Batches batches) {
        boolean cached = batches.end().accesses(true, batches.start()) > 0;
        boolean uncached = batches.end().accesses(false, batches.start()) > 0;
        return mayHurry.getAsBoolean() && !(cached && uncached);
    }

    /** Watches a little. {@return null if it costs what it should, LOST if not, or why the run ended} */
    private @Nullable Stop checked(int anchor, long rounds, Batches batches) {
        Stop stop = rounds(anchor, 2);
        if (stop != null) {
            return stop;
        }
        Progression from = model.progression();
        stop = rounds(anchor, CHECK_BATCHES * rounds);
        if (stop != null) {
            return stop;
        }
        double off = Math.abs(batches.relative(from, model.progression()) - 1);
        double usual = batches.error() * Math.sqrt((double) batches.size() / CHECK_BATCHES);
        return off > DRIFT + 4 * usual ? LOST : null;
    }

    private static final Stop LOST = new Stop.Paused();

    /** Watches that many rounds. {@return null if they came to pass, why the run ended, or LOST if they do not come} */
    private @Nullable Stop rounds(int anchor, long rounds) {
        boolean[] reached = {false};
        model.watch(anchor, rounds, () -> {
            reached[0] = true;
            machine.pause();
        });
        Stop stop = machine.proceed(Math.min(left(), 64 * BATCH), cancelled);
        model.watch(-1, 0, () -> {});
        if (reached[0] && stop instanceof Stop.Paused) {
            return null;
        }
        return stop instanceof Stop.Limit && left() > 0 ? LOST : stop;
    }

    private @Nullable Stop hurry(int anchor, long rounds, Batches batches) {
        Progression from = batches.start();
        Progression to = batches.end();
        boolean[] familiar = new boolean[to.slots()];
        for (int slot = 0; slot < familiar.length; slot++) {
            familiar[slot] = to.count(slot, from) > 0;
        }
        FastForward order = new FastForward(familiar, anchor, rounds);
        Stop stop = machine.fastForward(order, to.accesses(true, from) > 0, () -> {
            if (!mayHurry.getAsBoolean() || left() <= 0) {
                order.finish();
            }
            return cancelled.getAsBoolean();
        });
        exact = false;
        model.extrapolate(from, to, order.counts());
        return stop instanceof Stop.Paused ? null : stop;
    }
}
