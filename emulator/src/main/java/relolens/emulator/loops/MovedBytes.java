package relolens.emulator.loops;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The loads and stores of a round, and whether together they copy one block. */
final class MovedBytes {
    private static final int REGISTERS = 31;

    /** One element stored: where it came from and where it goes, relative to the bases at the round's begin. */
    private record Moved(long from, long to, int bytes) {}

    private final List<Moved> moves = new ArrayList<>();
    /** Where the register was loaded from in this round. */
    private final long[] origin = new long[REGISTERS];
    /** How many bytes of it were loaded, 0 for none. */
    private final int[] width = new int[REGISTERS];

    private int source = -1;
    private int destination = -1;
    private long loaded;

    boolean any() {
        return source >= 0 || destination >= 0;
    }

    /** {@return whether that still makes a block copy} */
    boolean load(int base, long at, int bytes, int register) {
        if (source >= 0 && source != base || register >= REGISTERS) {
            return false;
        }
        source = base;
        loaded += bytes;
        origin[register] = at;
        width[register] = bytes;
        return true;
    }

    /** {@return whether that still makes a block copy} */
    boolean store(int base, long at, int bytes, int register) {
        if (destination >= 0 && destination != base || register >= REGISTERS || width[register] != bytes) {
            return false;
        }
        destination = base;
        moves.add(new Moved(origin[register], at, bytes));
        return true;
    }

    /** {@return the copy, or null if bytes are left out, moved twice, or change their order} */
    @Nullable
    BlockCopy block(long[] constant, int[] by) {
        if (moves.isEmpty() || source < 0 || source == destination || by[source] >= 0 || by[destination] >= 0) {
            return null;
        }
        List<Moved> sorted = new ArrayList<>(moves);
        sorted.sort(Comparator.comparingLong(Moved::to));
        Moved first = sorted.get(0);
        long next = first.to();
        for (Moved m : sorted) {
            boolean inRow = m.to() == next && m.to() - m.from() == first.to() - first.from();
            if (!inRow || (m.to() - first.to()) % m.bytes() != 0) {
                return null;
            }
            next += m.bytes();
        }
        long bytes = next - first.to();
        if (bytes != loaded || constant[source] != bytes || constant[destination] != bytes) {
            return null;
        }
        return new BlockCopy(
                new Place(source, first.from(), false), new Place(destination, first.to(), false), (int) bytes);
    }
}
