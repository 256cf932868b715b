package relolens.emulator.loops;

import org.jspecify.annotations.Nullable;
import relolens.emulator.cpu.GuestFault;
import relolens.emulator.execute.Core;
import relolens.emulator.memory.PhysicalMemory;

/**
 * Carries out rounds of a {@link SteppingLoop} at once, for engines whose accesses go straight to memory. Only as many as
 * stay within the pages of the first, all of which the bus knows already, and always one less than could be: the round
 * after a leap is executed as usual, cannot fault, and leaves loaded registers and flags as if all had been.
 */
public final class Leap {
    /** Fewer rounds are not worth the questions. */
    private static final long FEWEST = 3;

    private static final long MOST = 4096;
    private static final int ALIGNED = 7;

    private final Core core;
    private final long[] x;

    /** @param core whose state is stepped */
    public Leap(Core core) {
        this.core = core;
        this.x = core.cpu.x;
    }

    /**
     * Leaps from the begin of a round.
     *
     * @param most most rounds
     * @return rounds carried out, 0 if nothing was done
     */
    public long over(SteppingLoop loop, long most) {
        long rounds = Math.min(MOST, most + 1);
        for (Maintained m : loop.maintained) {
            rounds = Math.min(
                    rounds,
                    roundsInPage(loop.at(m.place(), x), loop.step(m.place().register(), x), 1));
        }
        BlockCopy copy = loop.copy;
        if (copy != null) {
            rounds = Math.min(rounds, roundsInPage(loop.at(copy.source(), x), copy.bytes(), copy.bytes()));
            rounds = Math.min(rounds, roundsInPage(loop.at(copy.destination(), x), copy.bytes(), copy.bytes()));
        }
        if (rounds < FEWEST || !loop.maintained.isEmpty() && isMaintained() || copy != null && !isKnown(loop, copy)) {
            return 0;
        }
        rounds = taken(loop, rounds - 1);
        if (rounds < FEWEST || !translated(loop) || copy != null && !copied(loop, copy, rounds)) {
            return 0;
        }
        step(loop, rounds);
        core.cpu.retired += rounds * loop.length();
        return rounds;
    }

    /** {@return how many rounds touch only the page that the first touches} */
    private static long roundsInPage(long at, long step, int bytes) {
        long inPage = at & PhysicalMemory.PAGE_BYTES - 1;
        if (inPage + bytes > PhysicalMemory.PAGE_BYTES) {
            return 0;
        }
        if (step == 0) {
            return MOST;
        }
        return step > 0 ? (PhysicalMemory.PAGE_BYTES - bytes - inPage) / step + 1 : inPage / -step + 1;
    }

    /** {@return after how many rounds in a row the branch back is taken, at most {@code most}} */
    private long taken(SteppingLoop loop, long most) {
        ExitTest exit = loop.exit;
        long a = loop.at(exit.first(), x);
        long b = loop.at(exit.second(), x);
        long stepA = loop.step(exit.first().register(), x);
        long stepB = loop.step(exit.second().register(), x);
        if (exit.goesOnUpTo(most - 1, a, stepA, b, stepB)) {
            return most;
        }
        long n = 0;
        while (n < most && exit.goesOn(a, b)) {
            a += stepA;
            b += stepB;
            n++;
        }
        return n;
    }

    private boolean isMaintained() {
        return core.caches.isMaintained() && !core.caches.isEmpty();
    }

    /** Maintenance of what no cache holds only translates, which the first of the rounds to come would do just so. */
    private boolean translated(SteppingLoop loop) {
        try {
            for (Maintained m : loop.maintained) {
                core.mmu.translate(loop.at(m.place(), x), m.permission(), false);
            }
            return true;
        } catch (GuestFault fault) {
            return false; // the round itself will meet it
        }
    }

    private boolean isKnown(SteppingLoop loop, BlockCopy copy) {
        long from = loop.at(copy.source(), x);
        long to = loop.at(copy.destination(), x);
        byte @Nullable [] source = core.bus.readable(from);
        byte @Nullable [] destination = core.bus.writable(to);
        return ((from | to) & ALIGNED) == 0 && source != null && destination != null && !same(source, destination);
    }

    private boolean copied(SteppingLoop loop, BlockCopy copy, long rounds) {
        long from = loop.at(copy.source(), x);
        long to = loop.at(copy.destination(), x);
        byte @Nullable [] source = core.bus.readable(from);
        byte @Nullable [] destination = core.bus.writable(to);
        if (source == null || destination == null) {
            return false; // translating for maintenance made the bus forget
        }
        int mask = PhysicalMemory.PAGE_BYTES - 1;
        System.arraycopy(source, (int) from & mask, destination, (int) to & mask, (int) rounds * copy.bytes());
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // one page or two: that decides whether what is written is read again
    private static boolean same(byte[] one, byte[] other) {
        return one == other;
    }

    private void step(SteppingLoop loop, long rounds) {
        for (long rest = loop.stepping; rest != 0; rest &= rest - 1) {
            int n = Long.numberOfTrailingZeros(rest);
            x[n] += rounds * loop.step(n, x);
        }
    }
}
