package relolens.analyzer.dataflow;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Facts before every instruction that one routine reaches from one state, callees apart. */
public final class Solution {
    private final int start;
    final TreeMap<Integer, State> before = new TreeMap<>();

    @Nullable
    State returned;

    Solution(int start) {
        this.start = start;
    }

    /** {@return index of the first instruction} */
    public int start() {
        return start;
    }

    /** {@return facts before an instruction, or null if it is not reached} */
    public @Nullable State before(int index) {
        return before.get(index);
    }

    /** {@return facts before each instruction reached, by index} */
    public NavigableMap<Integer, State> states() {
        return Collections.unmodifiableNavigableMap(before);
    }

    /** {@return facts at the return to the caller, or null if it never returns} */
    public @Nullable State returned() {
        return returned;
    }
}
