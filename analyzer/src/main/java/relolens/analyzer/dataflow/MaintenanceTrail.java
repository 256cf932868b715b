package relolens.analyzer.dataflow;

import relolens.analyzer.dataflow.Pending.Kind;
import relolens.analyzer.dataflow.Pending.Stage;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** What maintenance and barriers add to the trail. */
final class MaintenanceTrail {
    private MaintenanceTrail() {}

    static void apply(int site, SystemEffect e, State before, State after) {
        switch (e.kind()) {
            case DC -> dataCache(site, e, before, after);
            case IC -> {
                after.trail = after.trail.without(Event.IC_DUE, Event.IC_LEFT_TO_DATA_CACHE);
                if (!e.name().equals("iallu")) {
                    after.trail = after.trail.without(Event.LOCAL_IC);
                } else if (before.codeWrittenSite >= 0) {
                    after.trail = after.trail.with(Event.LOCAL_IC, site);
                }
            }
            default -> tlb(site, e, before, after);
        }
    }

    private static void dataCache(int site, SystemEffect e, State before, State after) {
        String name = e.name();
        if (name.endsWith("va") || name.endsWith("sw")) {
            return;
        }
        Value address = e.register() == 31 ? Value.constant(0) : before.register(e.register());
        Base base = address.base();
        if (address.role() == Role.STACK) {
            after.trail = after.trail.without(Event.PUSHED_CACHED, Event.PUSHED_DEVICE);
        }
        if (base == null) {
            return;
        }
        if (name.equals("cvau")) {
            if (before.lines(base).dirtySite() >= 0) {
                after.trail = after.trail.with(Event.CLEANED_TO_UNIFICATION, site, base, 0);
            }
            return;
        }
        boolean evicts = name.startsWith("civ") || name.startsWith("iv");
        after.trail = after.trail.without(n -> base.equals(n.base())
                && (n.event() == Event.CLEANED_TO_UNIFICATION
                        || evicts && (n.event() == Event.READ_CACHED || n.event() == Event.WRITTEN_DEVICE)));
        if (name.startsWith("civ")) {
            after.trail = after.trail.with(Event.CLEANED_OUT, site, base, 0);
        }
    }

    private static void tlb(int site, SystemEffect e, State before, State after) {
        String name = e.name();
        Value operand = e.register() == 31 ? Value.UNKNOWN : before.register(e.register());
        boolean given = operand.base() instanceof Base.Register && operand.exact() && operand.delta() == 0;
        if (name.startsWith("va") && given && operand.provenance() == Provenance.UNKNOWN) {
            after.trail = after.trail.with(Event.TLBI_OPERAND, site, operand.base(), 0);
        }
        Trail t = after.trail;
        boolean everything = name.startsWith("vmall") || name.startsWith("all");
        boolean intermediate = name.startsWith("ipas2") || name.startsWith("ripas2");
        if (intermediate) {
            after.trail = t.with(Event.STAGE2_INVALIDATED, site);
            return;
        }
        for (Note n : after.trail.all()) {
            t = n.event() == Event.ENTRY_BROKEN ? t.with(Event.TABLE_BROKEN, n.site(), n.base(), 0) : t;
        }
        t = t.without(Event.ENTRY_BROKEN, Event.ENTRY_CHANGED, Event.ENTRY_MADE, Event.TABLE_SWITCHED);
        if (everything) {
            // Walks go on with the old attributes until the write is synchronised.
            boolean inForce = before.pending.stream()
                    .noneMatch(p -> p.name().startsWith("mair") || p.name().startsWith("tcr"));
            t = inForce ? t.without(Event.ATTRIBUTES_CHANGED) : t;
            t = t.without(Event.STAGE2_INVALIDATED);
            if (before.mmu().yes() && !lower(name, before)) {
                t = t.with(before.tables.isEmpty() ? Event.TLB_EMPTIED : Event.TLB_EMPTIED_BETWEEN, site);
            }
            if (t.has(Event.TABLE_RESERVED)) {
                t = t.with(Event.TABLE_RESERVED_CLEAN, site);
            }
        }
        after.trail = t;
    }

    /** {@return whether a TLBI is of a regime of EL1 and EL0, and the regime in force is EL2's own} */
    static boolean lower(String name, State s) {
        boolean el1 = name.startsWith("vmalle1") || name.startsWith("vmalls12") || name.matches("(r?va|asid).*e1.*");
        return el1 && s.level() == 2 && s.e2h.no();
    }

    static void barrier(int site, SystemEffect e, State before, State after) {
        boolean full = (e.immediate() & 3) == 3;
        boolean data = e.kind() == SystemKind.DSB;
        if (!data || !full) {
            boolean waiting = before.pending.stream()
                    .anyMatch(p -> p.stage() == Stage.ISSUED
                            && (p.kind() == Kind.DATA_CACHE
                                    || p.kind() == Kind.INSTRUCTION_CACHE
                                    || p.kind() == Kind.TLB));
            after.trail = waiting ? after.trail.with(Event.WEAK_BARRIER, site) : after.trail;
        } else {
            after.trail = after.trail.without(Event.WEAK_BARRIER);
            boolean invalidated = before.pending.stream().anyMatch(p -> p.kind() == Kind.TLB);
            after.trail = invalidated ? after.trail.without(Event.TABLE_SHARED) : after.trail;
            boolean outer = e.immediate() >> 2 == 3 || e.immediate() >> 2 == 0;
            boolean coherency = before.pending.stream()
                    .anyMatch(p -> p.kind() == Kind.DATA_CACHE && !p.name().equals("cvau"));
            after.trail = outer
                    ? after.trail.without(Event.INNER_COMPLETION)
                    : coherency ? after.trail.with(Event.INNER_COMPLETION, site) : after.trail;
        }
        boolean stores = data && (full || (e.immediate() & 3) == 2);
        if (stores) {
            after.trail = after.trail.map(
                    Event.ENTRY_MADE, n -> new Note(n.event(), n.site(), n.base(), n.detail() | Note.COMPLETED));
            boolean shared = e.immediate() >> 2 == 2;
            boolean tables = before.pending.stream().anyMatch(p -> p.kind() == Kind.TABLE_STORE);
            if (shared && tables && before.mmu().yes()) {
                after.trail = after.trail.with(Event.TABLE_SHARED, site);
            }
        }
    }
}
