package relolens.analyzer.rules;

import org.jspecify.annotations.Nullable;
import relolens.analyzer.dataflow.Solver;
import relolens.analyzer.dataflow.State;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.program.Instruction;
import relolens.analyzer.program.Loop;
import relolens.analyzer.program.Program;
import relolens.emulator.isa.Computation;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Effects.AccessKind;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.Writeback;

/**
 * A loop that loads through one register and stores what it loaded through another, as it is entered.
 *
 * @param loop where it is
 * @param store index of its store
 * @param source address of the first load
 * @param destination address of the first store
 * @param upwards whether addresses grow
 * @param length bytes copied, or -1 if not known
 */
record CopyLoop(Loop loop, int store, Value source, Value destination, boolean upwards, long length) {

    /** {@return the loop that begins right behind the point and is entered by falling into it, or null} */
    static @Nullable CopyLoop entered(Point point) {
        Program program = point.program();
        int head = point.at().index() + 1;
        if (head >= program.instructions().size()) {
            return null;
        }
        Loop loop = Loop.around(program, head);
        if (loop == null || loop.head() != head || !falls(program.next(head - 1), head)) {
            return null;
        }
        MemoryAccess load = null;
        for (int i = head; i <= loop.tail(); i++) {
            Instruction at = program.at(i);
            MemoryAccess m = at.effects() == null ? null : at.effects().memory();
            if (m == null || m.base() < 0) {
                continue;
            }
            if (m.kind() == AccessKind.LOAD && load == null) {
                load = m;
            } else if (m.kind() == AccessKind.STORE && load != null && m.data().equals(load.data())) {
                State s = Solver.after(program, point.at(), point.before());
                return of(program, loop, i, load, m, s);
            }
        }
        return null;
    }

    private static boolean falls(int[] next, int head) {
        return next.length == 1 && next[0] == head;
    }

    private static @Nullable CopyLoop of(
            Program program, Loop loop, int store, MemoryAccess load, MemoryAccess stored, State s) {
        long step = step(program, loop, load);
        if (step == 0 || load.base() == stored.base()) {
            return null;
        }
        Value source = first(s.register(load.base()), load);
        Value destination = first(s.register(stored.base()), stored);
        return new CopyLoop(loop, store, source, destination, step > 0, length(program, loop, load, s));
    }

    private static Value first(Value base, MemoryAccess m) {
        return m.writeback() == Writeback.POST ? base : base.further(m.offset());
    }

    private static long step(Program program, Loop loop, MemoryAccess m) {
        if (m.writeback() != Writeback.NONE) {
            return m.offset();
        }
        long sum = 0;
        for (Loop.Step s : loop.steps(program, m.base())) {
            sum += s.bytes();
        }
        return sum;
    }

    /** A comparison of the source with an end that is reckoned from the same thing. */
    private static long length(Program program, Loop loop, MemoryAccess load, State s) {
        Computation c = program.at(loop.flags(program)).computes();
        if (c == null || !c.comparesRegisters()) {
            return counted(program, loop, load, s);
        }
        int a = c.first();
        int b = c.second();
        if (a != load.base() && b != load.base() || a < 0 || b < 0) {
            return counted(program, loop, load, s);
        }
        Value start = s.register(load.base());
        Value end = s.register(a == load.base() ? b : a);
        boolean known = start.base() != null && start.base().equals(end.base()) && start.exact() && end.exact();
        return known ? Math.abs(end.delta() - start.delta()) : -1;
    }

    /** A register that counts down from a known number to zero: in bytes, words, rounds. */
    private static long counted(Program program, Loop loop, MemoryAccess load, State s) {
        Effects tail = program.at(loop.tail()).effects();
        Flow back = tail == null ? null : tail.flow();
        Computation last = program.at(loop.flags(program)).computes();
        int counter = -1;
        if (back != null && back.register() >= 0) {
            counter = back.register();
        } else if (last != null && last.kind() == Computation.Kind.SUBTRACT && last.second() == Computation.NONE) {
            counter = last.destination();
        }
        long step = Math.abs(step(program, loop, load));
        if (counter < 0 || counter > 30 || !s.register(counter).isConstant()) {
            return -1;
        }
        for (int i = loop.head(); i <= loop.tail(); i++) {
            Computation c = program.at(i).computes();
            boolean counts = c != null
                    && c.kind() == Computation.Kind.SUBTRACT
                    && c.destination() == counter
                    && c.first() == counter
                    && c.second() == Computation.NONE
                    && c.immediate() > 0;
            if (c != null && counts) {
                return s.register(counter).bits().value() / c.immediate() * step;
            }
        }
        return -1;
    }

    /** {@return the source register's value at the end of the copy, where the loop compares with it, or null} */
    static @Nullable Value end(Program program, Loop loop, State s) {
        Computation c = program.at(loop.flags(program)).computes();
        return c != null && c.comparesRegisters() && c.second() >= 0 ? s.register(c.second()) : null;
    }
}
