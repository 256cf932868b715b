package relolens.analyzer.rules;

import org.jspecify.annotations.Nullable;
import relolens.analyzer.dataflow.Address;
import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.EntryState;
import relolens.analyzer.dataflow.State;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.program.Instruction;
import relolens.analyzer.program.Loop;
import relolens.analyzer.program.Place;
import relolens.analyzer.program.Program;
import relolens.analyzer.program.Routine;
import relolens.emulator.isa.Effects.AccessKind;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/**
 * An instruction in a context: what rules ask their questions of.
 *
 * @param program the unit
 * @param routine the routine analysed
 * @param entry the state it was entered in
 * @param at the instruction
 * @param before facts before it
 * @param judgesReturn whether a return to the caller ends what can be known: the instruction is the routine's own, and no
 *     caller in this unit will go on
 * @param call index of the call in {@link #routine} that led here, or -1 for its own instructions
 * @param start facts on entry of the routine the instruction belongs to, or null
 */
public record Point(
        Program program,
        Routine routine,
        EntryState entry,
        Instruction at,
        State before,
        boolean judgesReturn,
        int call,
        @Nullable State start) {

    /** {@return the data access, prefetches aside, or null} */
    public @Nullable MemoryAccess access() {
        MemoryAccess m = at.effects() == null ? null : at.effects().memory();
        return m == null || m.kind() == AccessKind.PREFETCH ? null : m;
    }

    /** {@return the system effect, or null} */
    public @Nullable SystemEffect system() {
        return at.effects() == null ? null : at.effects().system();
    }

    /** {@return the system effect if it is of one of these kinds, or null} */
    public @Nullable SystemEffect system(SystemKind... kinds) {
        SystemEffect s = system();
        if (s != null) {
            for (SystemKind k : kinds) {
                if (s.kind() == k) {
                    return s;
                }
            }
        }
        return null;
    }

    /** {@return where control may go, or null if it falls through} */
    public @Nullable Flow flow() {
        return at.effects() == null ? null : at.effects().flow();
    }

    /** {@return where a data access goes} */
    public Value address(MemoryAccess access) {
        return Address.of(before, program, at, access);
    }

    /** {@return the value of the first general register that a store moves} */
    public Value stored(MemoryAccess access) {
        if (access.vector() || access.data().isEmpty()) {
            return Value.UNKNOWN;
        }
        int r = access.data().get(0);
        return r == 31 ? Value.constant(0) : before.register(r);
    }

    /** {@return the operand register's value of a system effect} */
    public Value operand(SystemEffect effect) {
        return effect.register() == 31 ? Value.constant(0) : before.register(effect.register());
    }

    /** {@return whether code at an address computed at run time is fetched next: BR, BLR, or a return that is judged here} */
    public boolean fetchesElsewhere() {
        return jumps() || returns();
    }

    /**
     * {@return what the code that runs from here on is reckoned from: the target of BR or BLR, or this very instruction if
     * the path has stored to it; null for neither}
     */
    public @Nullable Base fetched() {
        Flow f = flow();
        if (jumps() && f != null && f.register() >= 0) {
            return before.register(f.register()).base();
        }
        // A loop that stores over its own routine is R03's.
        int written = before.codeWrittenSite();
        if (written < 0 || Loop.around(program, written) != null) {
            return null;
        }
        for (Base b : before.lines().keySet()) {
            Place place = CopiedCode.place(program, b, 0);
            if (place != null
                    && place.offset() == at.offset()
                    && place.section().equals(at.section())) {
                return b;
            }
        }
        return null;
    }

    /** {@return whether this is BR or BLR, a return through x30 and a branch through a table of this unit aside} */
    public boolean jumps() {
        Flow f = flow();
        boolean out = f != null && f.kind() == FlowKind.INDIRECT && f.register() != 30;
        return f != null && f.kind() == FlowKind.INDIRECT_CALL || out && !program.throughTable(at.index());
    }

    /** {@return whether this is a return that is judged here} */
    public boolean returns() {
        Flow f = flow();
        return judgesReturn
                && f != null
                && (f.kind() == FlowKind.RETURN || f.kind() == FlowKind.INDIRECT && f.register() == 30);
    }

    /** {@return whether the instruction is a maintenance operation by address or of an instruction cache} */
    public boolean maintains() {
        return system(SystemKind.DC, SystemKind.IC, SystemKind.AT) != null;
    }
}
