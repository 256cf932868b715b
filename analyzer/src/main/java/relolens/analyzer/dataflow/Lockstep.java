package relolens.analyzer.dataflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.program.Instruction;
import relolens.analyzer.program.Program;
import relolens.emulator.isa.Computation;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.Writeback;

/**
 * A loop whose instructions are all carried out in each round: registers that it steps by constants have made the same number
 * of steps, so what is known of one tells of the others.
 *
 * @param head index of the first instruction
 * @param tail index of the branch back
 * @param steps the registers stepped
 */
record Lockstep(int head, int tail, List<Steps> steps) {
    private static final int LONGEST = 256;
    private static final int REGISTERS = 31;

    /** What a round does to one register: by how many bytes at which instruction. */
    private record Steps(int register, List<Integer> at, List<Long> bytes) {
        long before(int index) {
            long sum = 0;
            for (int i = 0; i < at.size() && at.get(i) < index; i++) {
                sum += bytes.get(i);
            }
            return sum;
        }

        long round() {
            return before(Integer.MAX_VALUE);
        }
    }

    /** {@return the loop as one of these, or null}; {@code ways} counts the ways to each instruction */
    static @Nullable Lockstep of(Program program, int head, int tail, int[] ways) {
        if (tail - head > LONGEST) {
            return null;
        }
        for (int i = head; i <= tail; i++) {
            if (i > head && ways[i] != 1 || !straight(program, i, head, tail)) {
                return null;
            }
        }
        List<Steps> steps = new ArrayList<>();
        for (int r = 0; r < REGISTERS; r++) {
            Steps s = steps(program, r, head, tail);
            if (s != null && s.round() != 0) {
                steps.add(s);
            }
        }
        return steps.isEmpty() ? null : new Lockstep(head, tail, steps);
    }

    private static boolean straight(Program program, int i, int head, int tail) {
        Instruction at = program.at(i);
        if (at.effects() == null) {
            return false;
        }
        Flow flow = at.effects().flow();
        if (i == tail) {
            return flow != null;
        }
        int[] next = program.next(i);
        boolean goesOn = next.length == 1 && next[0] == i + 1;
        if (flow == null || !goesOn) {
            return goesOn;
        }
        boolean outside = true;
        for (int t : program.target(i)) {
            outside &= t < head || t > tail;
        }
        return flow.kind() == FlowKind.CONDITIONAL && outside;
    }

    private static @Nullable Steps steps(Program program, int register, int head, int tail) {
        List<Integer> at = new ArrayList<>();
        List<Long> bytes = new ArrayList<>();
        for (int i = head; i <= tail; i++) {
            Effects effects = Objects.requireNonNull(program.at(i).effects());
            if (effects.writesRegister(register)) {
                Long step = step(program.at(i), effects, register);
                if (step == null) {
                    return null;
                }
                at.add(i);
                bytes.add(step);
            }
        }
        return at.isEmpty() ? null : new Steps(register, at, bytes);
    }

    /** {@return the constant that an instruction adds to a register it writes, or null if it does something else} */
    private static @Nullable Long step(Instruction at, Effects effects, int register) {
        MemoryAccess access = effects.memory();
        if (access != null) {
            boolean moved = access.data().contains(register) && !access.vector();
            boolean steps = access.writeback() != Writeback.NONE && access.base() == register && access.index() < 0;
            return steps && !moved ? access.offset() : null;
        }
        Computation c = at.computes();
        boolean same = c != null && c.destination() == register && c.first() == register && c.wide();
        if (c == null || !same || c.second() != Computation.NONE || at.relocation() != null) {
            return null;
        }
        return switch (c.kind()) {
            case ADD -> c.immediate();
            case SUBTRACT -> -c.immediate();
            default -> null;
        };
    }

    /** Rounds completed, as far as known. */
    private record Rounds(long least, long most, boolean reached) {}

    /**
     * {@return {@code at} with what its registers tell of each other, or null if they contradict}
     *
     * @param at facts before the instruction {@code index} of the loop
     * @param entry facts where the loop was entered
     */
    @Nullable
    State agreed(State at, State entry, int index) {
        Rounds rounds = new Rounds(0, Long.MAX_VALUE, true);
        for (Steps s : steps) {
            rounds = counted(rounds, s, at, entry, index);
        }
        if (rounds.most() < rounds.least()) {
            return null;
        }
        State result = at;
        boolean own = false;
        for (Steps s : steps) {
            Value now = at.register(s.register());
            Value then = entry.register(s.register());
            if (related(now, then)) {
                Span span = agreed(now.span(), then.span(), s, rounds, index);
                if (!span.equals(now.span())) {
                    result = own ? result : at.copy();
                    own = true;
                    result.set(s.register(), now.within(span));
                }
            }
        }
        return result;
    }

    private static boolean related(Value now, Value then) {
        return Objects.equals(now.base(), then.base())
                && now.defined()
                && (now.base() != null
                        || now.provenance() == Provenance.NUMBER && then.provenance() == Provenance.NUMBER);
    }

    private static Rounds counted(Rounds r, Steps s, State at, State entry, int index) {
        Value now = at.register(s.register());
        Value then = entry.register(s.register());
        if (!related(now, then)) {
            return r;
        }
        boolean up = s.round() > 0;
        long size = Math.abs(s.round());
        Span moved = then.span().plus(s.before(index));
        Span n = now.span();
        // Distance covered: from the nearest start to the farthest place, and from the farthest start to the nearest.
        long far = up ? difference(n.high(), moved.low()) : difference(moved.high(), n.low());
        long near = up ? difference(n.low(), moved.high()) : difference(moved.low(), n.high());
        long most = far == Long.MAX_VALUE ? r.most() : Math.min(r.most(), Math.floorDiv(far, size));
        long least = near == Long.MAX_VALUE ? r.least() : Math.max(r.least(), -Math.floorDiv(-near, size));
        boolean reached =
                most == r.most() ? r.reached() : n.ends() && then.span().exact();
        return new Rounds(least, most, reached);
    }

    /** {@return the difference, or the greatest number where an end is not known} */
    private static long difference(long a, long b) {
        boolean open = a == Span.NONE_ABOVE || a == Span.NONE_BELOW || b == Span.NONE_ABOVE || b == Span.NONE_BELOW;
        return open ? Long.MAX_VALUE : a - b;
    }

    private static Span agreed(Span now, Span then, Steps s, Rounds rounds, int index) {
        long size = Math.abs(s.round());
        boolean open = rounds.most() == Long.MAX_VALUE || rounds.most() > (1L << 52) / size;
        long most = open ? 0 : rounds.most() * size;
        long least = Math.min(rounds.least(), (1L << 52) / size) * size;
        Span moved = then.plus(s.before(index));
        boolean up = s.round() > 0;
        long low = up
                ? moved.plus(least).low()
                : open ? Span.NONE_BELOW : moved.plus(-most).low();
        long high = up
                ? open ? Span.NONE_ABOVE : moved.plus(most).high()
                : moved.plus(-least).high();
        if (Math.max(now.low(), low) > Math.min(now.high(), high)) {
            return now;
        }
        boolean ends = then.exact() && rounds.reached();
        return new Span(Math.max(now.low(), low), Math.min(now.high(), high), then.exact() ? size : now.step(), ends);
    }
}
