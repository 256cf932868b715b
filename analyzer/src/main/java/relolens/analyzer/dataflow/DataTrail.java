package relolens.analyzer.dataflow;

import org.jspecify.annotations.Nullable;
import relolens.analyzer.program.Instruction;
import relolens.analyzer.program.Program;
import relolens.emulator.isa.Effects.AccessKind;
import relolens.emulator.isa.Effects.MemoryAccess;

/** What data accesses add to the trail. */
final class DataTrail {
    private DataTrail() {}

    static void access(Program program, Instruction at, MemoryAccess access, State before, State after) {
        if (access.kind() == AccessKind.PREFETCH) {
            return;
        }
        Value address = Address.of(before, program, at, access);
        if (!address.defined()) {
            return;
        }
        int site = at.index();
        boolean stack = address.role() == Role.STACK || access.base() == 31;
        if (access.stores()) {
            saved(access, before, after, site);
            if (stack) {
                pushed(site, before, after);
            } else {
                stored(site, access, Address.stored(program, address), before, after);
            }
        } else if (!stack) {
            loaded(site, address.base(), before, after);
        }
        if (before.mmu().yes() && before.sctlr(Sctlr.C).no()) {
            after.trail =
                    after.trail.map(Event.MMU_ENABLED, n -> new Note(n.event(), n.site(), n.base(), n.detail() | 1));
        }
    }

    private static void saved(MemoryAccess access, State before, State after, int site) {
        if (access.vector()) {
            return;
        }
        for (int r : access.data()) {
            if ((r >= 19 && r <= 28 || r == 30) && TrailTransfer.isOriginal(before.register(r), r)) {
                after.trail = after.trail.with(Event.SAVED, site, null, r);
            }
        }
    }

    private static void pushed(int site, State before, State after) {
        if (before.mmu().yes()) {
            after.trail = after.trail.with(Event.PUSHED_CACHED, site);
        } else if (before.mmu().no()) {
            after.trail = after.trail.with(Event.PUSHED_DEVICE, site);
        }
    }

    private static void loaded(int site, @Nullable Base base, State before, State after) {
        if (base == null) {
            return;
        }
        if (before.mmu().yes()) {
            after.trail = after.trail.with(Event.READ_CACHED, site, base, 0);
        } else if (before.mmu().no()) {
            after.trail = after.trail.with(Event.READ_DEVICE, site, base, 0);
        }
    }

    private static void stored(int site, MemoryAccess access, Value address, State before, State after) {
        Base base = address.base();
        boolean code = address.role() == Role.CODE || address.role() == Role.PAGE_LIST;
        if (code) {
            after.trail = after.trail.with(Event.CODE_UNSYNCHRONISED, site, base, 0);
        }
        if (!code && before.codeWrittenSite >= 0 && completed(before)) {
            after.trail = after.trail.with(Event.CODE_ANNOUNCED, site);
        }
        if (address.role() == Role.PAGE_LIST && base != null) {
            after.trail = after.trail.with(Event.LIST_TARGET_WRITTEN, site);
        }
        if (before.mmu().no() && base != null) {
            long gone = before.lines(base).evicted() ? 1 : 0;
            after.trail = after.trail.with(Event.WRITTEN_DEVICE, site, base, gone);
        }
        if (before.mmu().yes() && base != null) {
            after.trail = after.trail.without(n -> n.event() == Event.CLEANED_TO_UNIFICATION && base.equals(n.base()));
        }
        if (address.role() == Role.PAGE_TABLE && before.mmu().yes()) {
            entry(site, address, data(access, before), after);
        }
    }

    /** {@return the value of the first register stored} */
    static Value data(MemoryAccess access, State before) {
        if (access.vector() || access.data().isEmpty()) {
            return Value.UNKNOWN;
        }
        int r = access.data().get(0);
        return r == 31 ? Value.constant(0) : before.register(r);
    }

    private static void entry(int site, Value address, Value stored, State after) {
        if (stored.bits().bit(0).no()) {
            after.trail = after.trail.with(Event.ENTRY_BROKEN, site, address.base(), address.delta());
            return;
        }
        after.trail = after.trail.without(n -> n.event() == Event.ENTRY_BROKEN
                && java.util.Objects.equals(n.base(), address.base())
                && n.detail() == address.delta());
        boolean sameEntry =
                address.base() != null && Base.loaded(address.base()).equals(stored.base());
        if (sameEntry && (stored.touched() & TableEntry.PERMISSIONS) != 0) {
            after.trail = after.trail.with(Event.ENTRY_CHANGED, site, address.base(), 0);
        } else if (!sameEntry) {
            boolean valid = stored.bits().bit(0).yes();
            after.trail = after.trail.with(Event.ENTRY_MADE, site, address.base(), valid ? Note.VALID : 0);
        }
    }

    private static boolean completed(State s) {
        return s.pending.stream()
                .anyMatch(p -> p.kind() == Pending.Kind.INSTRUCTION_CACHE && p.stage() == Pending.Stage.COMPLETED);
    }
}
