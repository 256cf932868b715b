package relolens.analyzer.rules;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit.Relocation;
import relolens.analyzer.dataflow.Address;
import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.Solver;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.program.Instruction;
import relolens.analyzer.program.Place;
import relolens.analyzer.program.Program;
import relolens.emulator.isa.Computation;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;
import relolens.emulator.isa.Effects.MemoryAccess;

/**
 * Code of the unit that a loop copies to run it elsewhere.
 *
 * @param first index of the first instruction
 * @param end index after the last
 * @param from where it begins
 * @param bytes its size
 */
record CopiedCode(int first, int end, Place from, long bytes) {

    /** {@return what the loop copies, or null if that is no code of the unit or its end is not known} */
    static @Nullable CopiedCode of(Point point, CopyLoop copy) {
        Program program = point.program();
        Place from = copy.source().exact() ? place(program, copy.source()) : null;
        int first = from == null ? -1 : program.find(from);
        if (from == null || first < 0) {
            return null;
        }
        long bytes = copy.length();
        Value limit = CopyLoop.end(program, copy.loop(), Solver.after(program, point.at(), point.before()));
        Place to = limit == null || !limit.exact() ? null : place(program, limit);
        if (bytes < 0 && to != null && to.section().equals(from.section())) {
            bytes = to.offset() - from.offset();
        }
        if (bytes <= 0) {
            return null;
        }
        int end = first;
        while (end < program.instructions().size()
                && program.at(end).section().equals(from.section())
                && program.at(end).offset() < from.offset() + bytes) {
            end++;
        }
        return new CopiedCode(first, end, from, bytes);
    }

    /** {@return where in the unit's code a value points, or null} */
    static @Nullable Place place(Program program, Value v) {
        return Address.place(program, v);
    }

    /** {@return where in the unit's code something {@code delta} bytes behind a base is, or null} */
    static @Nullable Place place(Program program, @Nullable Base base, long delta) {
        if (base instanceof Base.Symbol s) {
            return program.places().of(s.name(), delta);
        }
        if (base instanceof Base.Code c) {
            return new Place(c.place().section(), c.place().offset() + delta);
        }
        return null;
    }

    /** {@return whether an instruction of the range refers, relative to its own place, to something outside} */
    boolean escapes(Program program, int index) {
        Instruction at = program.at(index);
        Relocation r = at.relocation();
        Flow flow = at.effects() == null ? null : at.effects().flow();
        MemoryAccess memory = at.effects() == null ? null : at.effects().memory();
        boolean direct = flow != null
                && (flow.kind() == FlowKind.BRANCH
                        || flow.kind() == FlowKind.CONDITIONAL
                        || flow.kind() == FlowKind.CALL);
        Computation c = at.computes();
        boolean page = c != null && c.kind() == Computation.Kind.PAGE;
        boolean adr = page || c != null && c.kind() == Computation.Kind.ADDRESS;
        boolean literal = memory != null && memory.base() < 0;
        if (!direct && !adr && !literal) {
            return false;
        }
        if (r != null) {
            return !inside(program.places().of(r.symbol(), r.addend()));
        }
        if (page) {
            return false;
        }
        long distance = direct && flow != null
                ? flow.offset()
                : literal && memory != null ? memory.offset() : c == null ? 0 : c.immediate();
        return !inside(new Place(at.section(), at.offset() + distance));
    }

    /** {@return the instruction that control leaves the range by because the next one was not copied, or -1} */
    int lastBeforeEnd(Program program) {
        Set<Integer> reached = new HashSet<>();
        Deque<Integer> work = new ArrayDeque<>(List.of(first));
        while (!work.isEmpty()) {
            int i = work.pop();
            if (i < first || i >= end || !reached.add(i)) {
                continue;
            }
            for (int next : program.next(i)) {
                if (i == end - 1 && next == end) {
                    return i;
                }
                work.push(next);
            }
            for (int target : program.target(i)) {
                work.push(target);
            }
        }
        return -1;
    }

    private boolean inside(@Nullable Place p) {
        return p != null
                && p.section().equals(from.section())
                && p.offset() >= from.offset()
                && p.offset() < from.offset() + bytes;
    }
}
