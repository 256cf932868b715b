package relolens.analyzer.dataflow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What conditional branches on the way here have shown of values the routine was entered with. Ways that differ in it are kept
 * apart where they meet, so that a flag which guards a preparation also guards its use.
 */
record Conditions(List<Condition> all) {
    static final Conditions NONE = new Conditions(List.of());

    /** More would cost more than they tell. */
    private static final int MOST = 3;

    Conditions {
        all = List.copyOf(all);
    }

    /**
     * @param register number of the register on entry
     * @param test whether the bits of {@code operand} were tested for being all zero, rather than the value for being it
     * @param holds the outcome
     */
    record Condition(int register, boolean test, long operand, boolean holds) {
        private boolean contradicts(Condition o) {
            return register == o.register && test == o.test && operand == o.operand && holds != o.holds;
        }
    }

    /** {@return the condition that a value is, or is not, of a kind; null if it is not one that is remembered} */
    static @Nullable Condition of(Value value, boolean test, long operand, boolean holds) {
        boolean whole = test && operand == -1L;
        return value.base() instanceof Base.Register r
                        && r.number() != 31
                        && value.exact()
                        && value.delta() == 0
                        && value.touched() == 0
                ? new Condition(r.number(), test && !whole, whole ? 0 : operand, holds)
                : null;
    }

    boolean excludes(Condition c) {
        return all.stream().anyMatch(c::contradicts);
    }

    /** {@return these and {@code c}, the oldest given up if they are too many} */
    Conditions with(Condition c) {
        if (all.contains(c)) {
            return this;
        }
        List<Condition> more = new ArrayList<>(all.size() < MOST ? all : all.subList(1, all.size()));
        more.add(c);
        return new Conditions(more);
    }

    Conditions join(Conditions o) {
        return equals(o)
                ? this
                : new Conditions(all.stream().filter(o.all::contains).toList());
    }
}
