package relolens.analyzer.verdict;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.EntryState;
import relolens.analyzer.dataflow.LineFacts;
import relolens.analyzer.dataflow.Pending;
import relolens.analyzer.dataflow.Role;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.rules.Point;
import relolens.analyzer.rules.Words;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** What each MMU state asks of cache maintenance, and where a routine falls short of it. */
final class Maintenance {
    /**
     * A shortfall.
     *
     * @param site index of the instruction to blame
     * @param rule whose matter it is
     * @param weak whether it tells only against a routine that is right with the MMU off: executed with the MMU on, its
     *     code need not reach memory
     */
    record Shortfall(int site, String rule, String message, boolean weak) {}

    private Maintenance() {}

    static @Nullable Shortfall on(Point p) {
        Shortfall discarded = discards(p);
        return discarded != null ? discarded : leavesDirty(p);
    }

    static @Nullable Shortfall off(Point p) {
        Shortfall bypassed = bypassesDirty(p);
        return bypassed != null ? bypassed : narrow(p);
    }

    /** With the MMU on, DC IVAC throws away what somebody stored. */
    private static @Nullable Shortfall discards(Point p) {
        SystemEffect dc = p.system(SystemKind.DC);
        if (dc == null || !dc.name().equals("ivac") || !p.before().mmu().yes()) {
            return null;
        }
        LineFacts facts = p.before().lines(p.operand(dc).base());
        boolean clean = facts.evicted() && facts.dirtySite() < 0;
        return clean
                ? null
                : new Shortfall(
                        p.at().index(),
                        "C09",
                        "with the MMU on these lines may be dirty (a source page may be its own destination): DC IVAC throws the data away, DC CIVAC would not",
                        false);
    }

    /** With the MMU on, new code must be pushed out of the caches before whoever runs it looks at memory. */
    private static @Nullable Shortfall leavesDirty(Point p) {
        if (!leaves(p) || p.before().mmu().no()) {
            return null;
        }
        for (Map.Entry<Base, LineFacts> e : p.before().lines().entrySet()) {
            LineFacts facts = e.getValue();
            if (!facts.codeStored()) {
                continue;
            }
            if (facts.dirtySite() >= 0 && !zeroes(p, facts.dirtySite())) {
                boolean unified = facts.fetchSite() < 0;
                String message = unified
                        ? "with the MMU on the bytes stored here are pushed to the point of unification only: whoever looks with the MMU off does not see them"
                        : "with the MMU on the bytes stored here stay in the data cache: nothing pushes them to the point of coherency before the routine ends";
                message += Words.leftOut(facts.extents().dirty(), e.getKey());
                return new Shortfall(facts.dirtySite(), unified ? "C08" : "M05", message, unified);
            }
            for (Pending pending : p.before().pending()) {
                if (pending.kind() == Pending.Kind.DATA_CACHE && e.getKey().equals(pending.base())) {
                    return new Shortfall(
                            pending.site(),
                            "C07",
                            "no DSB SY completes this push before the routine ends: with the MMU on the bytes may still be on their way",
                            false);
                }
            }
        }
        return null;
    }

    private static boolean zeroes(Point p, int site) {
        var effects = p.program().at(site).effects();
        SystemEffect dc = effects == null ? null : effects.system();
        return dc != null && dc.kind() == SystemKind.DC;
    }

    static boolean leaves(Point p) {
        Flow f = p.flow();
        return f != null
                && p.call() < 0
                && !p.program().throughTable(p.at().index())
                && (f.kind() == FlowKind.RETURN
                        || f.kind() == FlowKind.INDIRECT
                        || f.kind() == FlowKind.EXCEPTION_RETURN);
    }

    /** With the MMU off stores go past dirty lines, which are written back over them later. */
    private static @Nullable Shortfall bypassesDirty(Point p) {
        MemoryAccess access = p.access();
        if (access == null || !access.stores()) {
            return null;
        }
        Value address = p.address(access);
        Base base = address.base();
        boolean image = address.role() == Role.CODE || address.role() == Role.PAGE_LIST;
        LineFacts facts = p.before().lines(base);
        if (facts.evicted(address, access.bytes())) {
            int barrier = image ? facts.narrow().maintenance() : -1;
            return barrier < 0
                    ? null
                    : new Shortfall(
                            barrier,
                            "B01",
                            "completes the DC before it in a part of the system only: with the MMU off the store goes to Device memory, which is observed in all of it, so DSB SY is needed",
                            false);
        }
        EntryState.Content content =
                base instanceof Base.Register r ? p.entry().registers().get(r.number()) : null;
        boolean declaredDirty = content != null && content.lines() == EntryState.Lines.DIRTY;
        return image || declaredDirty
                ? new Shortfall(
                        p.at().index(),
                        "M04",
                        "with the MMU off this store goes past lines an earlier owner may have left dirty; nothing took them out of the caches before, so they may be written back over it",
                        false)
                : null;
    }

    /** With the MMU off a store is observed in the whole system: a barrier of less does not order or complete it. */
    private static @Nullable Shortfall narrow(Point p) {
        SystemEffect dc = p.system(SystemKind.DC);
        if (dc != null) {
            int barrier = p.before().lines(p.operand(dc).base()).narrow().store();
            return barrier < 0
                    ? null
                    : new Shortfall(
                            barrier,
                            "B01",
                            "orders the stores before it in a part of the system only: with the MMU off they go to Device memory, which is observed in all of it, so DMB SY is needed",
                            false);
        }
        if (!leaves(p)) {
            return null;
        }
        for (LineFacts facts : p.before().lines().values()) {
            // Stores alone need no more than this: whoever runs them next is the same processing element.
            int barrier = facts.narrow().maintenance();
            if (facts.codeStored() && barrier >= 0) {
                return new Shortfall(
                        barrier,
                        "B01",
                        "reaches a part of the system only: with the MMU off what was stored is observed in all of it, so DSB SY is needed",
                        false);
            }
        }
        return null;
    }
}
