package relolens.analyzer.dataflow;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Facts before every instruction that one routine reaches from one state, callees apart. */
public final class Solution {
    private final int start;
    private final TreeMap<Integer, Map<Conditions, Slot>> slots = new TreeMap<>();
    private final TreeMap<Integer, State> joined = new TreeMap<>();

    @Nullable
    State returned;

    /** The facts of ways that agree in their conditions. */
    static final class Slot {
        State state;
        int visits;

        /** Where a loop starts: the facts it was entered with. */
        @Nullable
        State entry;

        int entries;
        boolean changed = true;

        Slot(State state) {
            this.state = state;
        }
    }

    Solution(int start) {
        this.start = start;
    }

    Map<Conditions, Slot> slots(int index) {
        return slots.computeIfAbsent(index, i -> new LinkedHashMap<>(2));
    }

    /** {@return the facts with which ways of these conditions enter the loop that starts at an instruction, or null} */
    @Nullable
    State entry(int head, Conditions conditions) {
        Map<Conditions, Slot> found = slots.get(head);
        Slot slot = found == null ? null : found.get(conditions);
        return slot == null ? null : slot.entry;
    }

    /** {@return index of the first instruction} */
    public int start() {
        return start;
    }

    /** {@return facts before an instruction over all ways, or null if it is not reached} */
    public @Nullable State before(int index) {
        return slots.containsKey(index) ? joined(index) : null;
    }

    /** {@return facts before an instruction, one for each group of ways that are kept apart; empty if it is not reached} */
    public Collection<State> ways(int index) {
        Map<Conditions, Slot> found = slots.get(index);
        return found == null
                ? List.of()
                : found.values().stream().map(s -> s.state).toList();
    }

    /** {@return indexes of the instructions reached, in order} */
    public Collection<Integer> reached() {
        return Collections.unmodifiableCollection(slots.keySet());
    }

    /** {@return facts before each instruction reached over all ways, by index} */
    public NavigableMap<Integer, State> states() {
        slots.keySet().forEach(this::joined);
        return Collections.unmodifiableNavigableMap(joined);
    }

    private State joined(int index) {
        State known = joined.get(index);
        if (known != null) {
            return known;
        }
        State all = null;
        for (State s : ways(index)) {
            all = all == null ? s : all.join(s, index, false, 0, null);
        }
        if (all == null) {
            throw new IllegalStateException("instruction " + index + " is not reached");
        }
        joined.put(index, all);
        return all;
    }

    /** {@return facts at the return to the caller, or null if it never returns} */
    public @Nullable State returned() {
        return returned;
    }
}
