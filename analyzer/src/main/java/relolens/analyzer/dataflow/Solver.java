package relolens.analyzer.dataflow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.dataflow.Solution.Slot;
import relolens.analyzer.program.Instruction;
import relolens.analyzer.program.Program;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/**
 * Finds the facts of a program by running every path of a routine until nothing new is learned. Calls inside the unit are
 * analysed in the state of the caller; results are kept per callee and state.
 */
public final class Solver {
    private static final int DEEPEST = 8;
    private static final int WIDEN_AFTER = 3;
    private static final int MOST_VISITS = 400;
    private static final int MOST_GROUPS = 6;

    /** States a callee is analysed in; calls in more are taken as calls out of the unit. */
    private static final int MOST_CONTEXTS = 24;

    private static final int MOST_KEPT = 4096;
    private static final long MOST_STEPS = 3_000_000;

    private final Program program;
    private final Loops loops;
    private final Map<Key, Solution> kept = new HashMap<>();
    private final Map<Integer, Integer> contexts = new HashMap<>();
    private final Deque<Integer> active = new ArrayDeque<>();

    /** What is taken on trust: per instruction, alignments by register. */
    private final Map<Integer, Map<Integer, Long>> assumed = new HashMap<>();

    /** Whether there is anything in the unit that a remembered condition could guard. */
    private final boolean remembers;

    /** Whether any instruction of the unit writes SCTLR. */
    private final boolean controls;

    private long steps;

    private record Key(int start, State state) {}

    public Solver(Program program) {
        this.program = program;
        this.loops = new Loops(program);
        this.controls = program.instructions().stream()
                .map(i -> i.effects() == null ? null : i.effects().system())
                .anyMatch(e -> e != null && e.kind() == SystemKind.WRITE_REGISTER && Sctlr.is(e.name()));
        this.remembers = program.instructions().stream().anyMatch(Solver::maintains);
    }

    /**
     * Takes on trust that a register holds a multiple of {@code alignment}, a power of two, right before an instruction.
     * Must come before the first question.
     *
     * @param index of the instruction
     * @param register 0 to 30, or 31 for SP
     */
    public void assume(int index, int register, long alignment) {
        assumed.computeIfAbsent(index, i -> new HashMap<>()).merge(register, alignment, Math::max);
    }

    /** {@return the facts after an instruction that falls through} */
    public static State after(Program program, Instruction at, State before) {
        return Transfer.apply(program, at, before);
    }

    /** {@return the facts from {@code start} on, entered as {@code entry} says} */
    public Solution solve(int start, EntryState entry) {
        return solve(start, entry.start());
    }

    /** {@return the facts of the routine that {@code call} goes to, in the state before the call, or null if outside} */
    public @Nullable Solution callee(int call, State before) {
        int[] targets = program.target(call);
        if (targets.length == 0) {
            return null;
        }
        return kept.get(new Key(targets[0], linked(program.at(call), before)));
    }

    /** Whether a callee may be analysed in one more state, or has been in this one. */
    private boolean affordable(int callee, State in) {
        return kept.containsKey(new Key(callee, in)) || contexts.merge(callee, 1, Integer::sum) <= MOST_CONTEXTS;
    }

    /** The state in which a callee is entered. */
    private State linked(Instruction call, State before) {
        State s = Transfer.apply(program, call, before);
        s.set(30, Value.lost(Base.Link.to(program, call.index())));
        return s;
    }

    private Solution solve(int start, State in) {
        Key key = new Key(start, in);
        Solution known = kept.get(key);
        if (known != null) {
            return known;
        }
        active.push(start);
        Solution solution = new Run(start).from(in);
        active.pop();
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(key, solution);
        return solution;
    }

    private static boolean maintains(Instruction at) {
        SystemEffect effect = at.effects() == null ? null : at.effects().system();
        return effect != null
                && switch (effect.kind()) {
                    case DC, IC, TLBI, WRITE_REGISTER -> true;
                    default -> false;
                };
    }

    /** One fixed point. */
    private final class Run {
        private final Solution solution;
        private final TreeSet<Integer> work = new TreeSet<>();

        Run(int start) {
            solution = new Solution(start);
        }

        Solution from(State in) {
            flow(solution.start(), in, -1);
            while (!work.isEmpty()) {
                int index = Objects.requireNonNull(work.pollFirst());
                // Stepping may add a group here: those come up again.
                for (Slot slot : List.copyOf(solution.slots(index).values())) {
                    if (slot.changed) {
                        slot.changed = false;
                        steps++;
                        step(program.at(index), slot.state);
                    }
                }
            }
            return solution;
        }

        private void flow(int to, @Nullable State state, int from) {
            if (state == null) {
                return;
            }
            State arriving = trusting(to, named(to, state));
            Map<Conditions, Slot> slots = solution.slots(to);
            if (!arriving.conditions.equals(Conditions.NONE)
                    && !slots.containsKey(arriving.conditions)
                    && slots.size() >= MOST_GROUPS) {
                arriving = arriving.copy();
                arriving.conditions = Conditions.NONE;
            }
            Slot slot = slots.get(arriving.conditions);
            if (slot == null) {
                slot = new Slot(arriving);
                slots.put(arriving.conditions, slot);
                entered(slot, arriving, to, from);
                work.add(to);
                return;
            }
            entered(slot, arriving, to, from);
            if (slot.state.equals(arriving)) {
                return;
            }
            if (!loops.joins(to) && to != solution.start()) {
                change(slot, arriving, to);
                return;
            }
            slot.visits++;
            if (slot.visits > MOST_VISITS) {
                // The lattice is finite; this only bounds the harm of a mistake in it.
                return;
            }
            boolean widen = slot.visits > WIDEN_AFTER;
            boolean back = loops.starts(to) && !loops.enters(to, from);
            Widening far = widen || back ? new Widening(arriving, back ? tested(from) : -1) : null;
            State joined = bounded(slot, slot.state.join(arriving, to, widen, loops.counted(to), far), to);
            if (!joined.equals(slot.state)) {
                change(slot, joined, to);
            }
        }

        private void change(Slot slot, State state, int index) {
            slot.state = state;
            slot.changed = true;
            work.add(index);
        }

        /** Keeps what a loop is entered with: what it steps is reckoned from there. */
        private void entered(Slot slot, State arriving, int to, int from) {
            if (!loops.starts(to) || !loops.enters(to, from)) {
                return;
            }
            State old = slot.entry;
            slot.entries++;
            boolean widen = slot.entries > WIDEN_AFTER;
            Widening far = widen ? new Widening(arriving, -1) : null;
            State all = old == null ? arriving : old.join(arriving, to, widen, loops.counted(to), far);
            if (!all.equals(old)) {
                slot.entry = all;
                slot.changed = true;
                work.add(to);
            }
        }

        /** The register that a branch compares with zero, or -1. */
        private int tested(int branch) {
            Effects effects = program.at(branch).effects();
            Flow flow = effects == null ? null : effects.flow();
            return flow == null || flow.kind() != FlowKind.CONDITIONAL || flow.bit() >= 0 ? -1 : flow.register();
        }

        /** What the entry tells of registers that the loop steps. */
        private State bounded(Slot slot, State state, int head) {
            State entry = slot.entry;
            if (entry == null) {
                return state;
            }
            State s = state;
            boolean own = false;
            int rising = loops.rising(head);
            for (int r = 0; r < 31; r++) {
                Value now = s.register(r);
                Value then = entry.register(r);
                boolean sunk = (rising >>> r & 1) != 0
                        && now.base() != null
                        && now.base().equals(then.base())
                        && now.span().low() < then.span().low();
                if (sunk) {
                    s = own ? s : state.copy();
                    own = true;
                    Span up = new Span(
                            then.span().low(),
                            now.span().high(),
                            now.span().step(),
                            now.span().ends());
                    s.set(r, now.with(up));
                }
            }
            Lockstep lockstep = loops.lockstep(head);
            State agreed = lockstep == null || lockstep.head() != head ? s : lockstep.agreed(s, entry, head);
            return agreed == null ? s : agreed;
        }

        /** What a branch of a loop in lockstep has shown of one register tells of the others. */
        private @Nullable State agreed(@Nullable State state, int index) {
            Lockstep lockstep = loops.lockstep(index);
            if (state == null || lockstep == null) {
                return state;
            }
            State entry = solution.entry(lockstep.head(), state.conditions);
            return entry == null ? state : lockstep.agreed(state, entry, index);
        }

        private State trusting(int to, State state) {
            Map<Integer, Long> facts = assumed.get(to);
            if (facts == null) {
                return state;
            }
            State s = state.copy();
            facts.forEach((register, alignment) -> {
                Value v = s.register(register);
                KnownBits bits = new KnownBits(
                        v.bits().zeros() | (alignment - 1), v.bits().ones() & -alignment);
                s.set(register, v.with(bits));
            });
            return s;
        }

        private State named(int to, State state) {
            int mask = loops.renamed(to);
            if (mask == 0) {
                return state;
            }
            State s = state.copy();
            for (int r = 0; r < 31; r++) {
                Value v = s.register(r);
                Base name = new Base.Join(to, r);
                boolean same = name.equals(v.base()) && v.exact() && v.delta() == 0;
                if ((mask >>> r & 1) != 0 && v.defined() && !same) {
                    s.age(name);
                    s.set(r, v.named(name));
                }
            }
            return s;
        }

        private void flow(int[] targets, @Nullable State state, int from) {
            for (int t : targets) {
                flow(t, state, from);
            }
        }

        private void step(Instruction at, State before) {
            int index = at.index();
            Flow flow = at.effects() == null ? null : at.effects().flow();
            if (flow == null) {
                flow(program.next(index), Transfer.apply(program, at, before), index);
                return;
            }
            switch (flow.kind()) {
                case BRANCH -> flow(program.target(index), before, index);
                case CONDITIONAL -> {
                    flow(program.target(index), agreed(Refinement.refine(before, at, true, remembers), index), index);
                    flow(program.next(index), agreed(Refinement.refine(before, at, false, remembers), index), index);
                }
                case CALL -> flow(program.next(index), called(at, before), index);
                case INDIRECT_CALL -> flow(program.next(index), Transfer.externalCall(before, "", index), index);
                case EXCEPTION_CALL -> flow(program.next(index), Transfer.apply(program, at, before), index);
                case RETURN -> leave(before);
                case INDIRECT -> {
                    flow(program.target(index), before, index);
                    if (flow.register() == 30) {
                        leave(before);
                    }
                }
                case EXCEPTION_RETURN -> {
                    State after = Transfer.apply(program, at, before);
                    after.levels = State.ANY_EL;
                    after.sctlr = KnownBits.UNKNOWN;
                    after.tlb = TlbState.UNKNOWN;
                    leave(after);
                }
                case STOP -> {}
            }
        }

        private void leave(State state) {
            State old = solution.returned;
            solution.returned = old == null ? state : old.join(state, -2 - solution.start(), false, 0, null);
        }

        private @Nullable State called(Instruction at, State before) {
            State linked = linked(at, before);
            int[] targets = program.target(at.index());
            boolean outside = targets.length == 0 || active.contains(targets[0]);
            if (outside || active.size() >= DEEPEST || steps > MOST_STEPS || !affordable(targets[0], linked)) {
                State after = Transfer.externalCall(linked, program.targetName(at.index()), at.index());
                if (targets.length != 0 && controls) {
                    after.sctlr = KnownBits.UNKNOWN;
                }
                return after;
            }
            return solve(targets[0], linked).returned();
        }
    }

    /** {@return whether control leaves the unit here, or may} */
    public static boolean leavesUnit(Program program, Instruction at) {
        Flow flow = at.effects() == null ? null : at.effects().flow();
        return flow != null && flow.kind() == FlowKind.BRANCH && program.target(at.index()).length == 0;
    }
}
