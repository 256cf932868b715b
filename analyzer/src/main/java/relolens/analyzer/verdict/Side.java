package relolens.analyzer.verdict;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.EntryState;
import relolens.analyzer.dataflow.LineFacts;
import relolens.analyzer.dataflow.Provenance;
import relolens.analyzer.dataflow.Role;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.rules.Issues;
import relolens.analyzer.rules.Point;
import relolens.analyzer.rules.Rule;
import relolens.analyzer.rules.Rules;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** One MMU state: what in the routine's code rules it out. */
final class Side {
    private static final Set<String> OFF_RULES = Set.of("D01", "D02", "D03", "D06", "C10");
    private static final Set<String> ON_RULES = Set.of("D07");

    private final boolean on;
    private final boolean enables;
    private final Set<String> assuming;
    private final List<Rule> rules;

    /**
     * @param enables whether the routine, entered with the MMU off, turns it on
     * @param assuming collects what the verdict rests on
     */
    Side(boolean on, boolean enables, Set<String> assuming) {
        this.on = on;
        this.enables = enables;
        this.assuming = assuming;
        Set<String> asked = on ? ON_RULES : OFF_RULES;
        rules = Rules.ALL.stream().filter(r -> asked.contains(r.info().id())).toList();
    }

    /** {@return why this point rules the side out, or null} */
    Verdict.@Nullable Reason judge(Point p) {
        boolean inState = on ? p.before().mmu().yes() : p.before().mmu().no();
        Verdict.Reason reason = inState ? contextChange(p) : null;
        if (reason == null && inState) {
            reason = byRules(p);
        }
        if (reason == null) {
            reason = maintenance(p);
        }
        assume(p);
        return reason;
    }

    private Verdict.Reason reason(int site, @Nullable String rule, String message) {
        return new Verdict.Reason(on ? "on" : "off", site, rule, message);
    }

    private Verdict.@Nullable Reason contextChange(Point p) {
        int here = p.at().index();
        if (on && enables && (ContextChange.touchesTranslation(p) || ContextChange.writesControl(p))) {
            return reason(
                    here,
                    "A01",
                    "part of turning the MMU on: with it on already, translation is changed under the running code");
        }
        if (!on && !enables && ContextChange.touchesTranslation(p)) {
            return reason(
                    here,
                    "A01",
                    "changes translation, which means nothing while the MMU is off, and no test of SCTLR.M guards it");
        }
        if (!on && !enables && ContextChange.turnsOff(p)) {
            return reason(
                    here,
                    "A01",
                    "turns the MMU off: it is written for a caller that left it on, and no test of SCTLR.M guards it");
        }
        return null;
    }

    private Verdict.@Nullable Reason byRules(Point p) {
        Verdict.Reason[] found = new Verdict.Reason[1];
        Issues issues = (point, issue) -> {
            if (found[0] == null) {
                found[0] = reason(issue.site(), issue.rule().info().id(), issue.message());
            }
        };
        rules.forEach(r -> r.check(p, issues));
        return found[0];
    }

    private Verdict.@Nullable Reason maintenance(Point p) {
        if (on) {
            Verdict.Reason discarded = discards(p);
            return discarded != null ? discarded : leavesDirty(p);
        }
        return p.before().mmu().no() ? bypassesDirty(p) : null;
    }

    /** With the MMU on, DC IVAC throws away what somebody stored. */
    private Verdict.@Nullable Reason discards(Point p) {
        SystemEffect dc = p.system(SystemKind.DC);
        if (dc == null || !dc.name().equals("ivac") || !p.before().mmu().yes()) {
            return null;
        }
        LineFacts facts = p.before().lines(p.operand(dc).base());
        boolean clean = facts.evicted() && facts.dirtySite() < 0;
        return clean
                ? null
                : reason(
                        p.at().index(),
                        "C09",
                        "with the MMU on these lines may be dirty (a source page may be its own destination): DC IVAC throws the data away, DC CIVAC would not");
    }

    /** With the MMU on, new code must be pushed out of the caches before whoever runs it looks at memory. */
    private Verdict.@Nullable Reason leavesDirty(Point p) {
        Flow f = p.flow();
        boolean leaves = f != null
                && p.call() < 0
                && (f.kind() == FlowKind.RETURN
                        || f.kind() == FlowKind.INDIRECT
                        || f.kind() == FlowKind.EXCEPTION_RETURN);
        if (!leaves) {
            return null;
        }
        for (Map.Entry<Base, LineFacts> e : p.before().lines().entrySet()) {
            int site = e.getValue().dirtySite();
            if (site >= 0 && e.getValue().codeStored()) {
                return reason(
                        site,
                        "M05",
                        "with the MMU on the bytes stored here stay in the data cache: nothing pushes them to the point of coherency before the routine ends");
            }
        }
        return null;
    }

    /** With the MMU off stores go past dirty lines, which are written back over them later. */
    private Verdict.@Nullable Reason bypassesDirty(Point p) {
        MemoryAccess access = p.access();
        if (access == null || !access.stores()) {
            return null;
        }
        Value address = p.address(access);
        Base base = address.base();
        boolean image = address.role() == Role.CODE || address.role() == Role.PAGE_LIST;
        LineFacts facts = p.before().lines(base);
        if (facts.evicted()) {
            return null;
        }
        EntryState.Content content =
                base instanceof Base.Register r ? p.entry().registers().get(r.number()) : null;
        boolean declaredDirty = content != null && content.lines() == EntryState.Lines.DIRTY;
        if (image || declaredDirty) {
            return reason(
                    p.at().index(),
                    "M04",
                    "with the MMU off this store goes past lines an earlier owner may have left dirty; nothing took them out of the caches before, so they may be written back over it");
        }
        if (base != null && content != null && content.role() == Role.DATA) {
            assuming.add(base.text() + ": no dirty line of the memory stored to is in a cache (MMU off)");
        }
        return null;
    }

    private void assume(Point p) {
        Flow f = p.flow();
        if (f != null && f.kind() == FlowKind.CALL && p.program().target(p.at().index()).length == 0) {
            assuming.add(p.program().targetName(p.at().index()) + " works in both states");
        }
        MemoryAccess access = p.access();
        if (access == null) {
            return;
        }
        Value address = p.address(access);
        String name = address.base() == null
                ? "the address on line " + p.at().line()
                : address.base().text();
        boolean external = address.base() instanceof Base.Register || address.base() == null;
        if (external && address.provenance() == Provenance.UNKNOWN && address.role() != Role.STACK) {
            assuming.add(name + ": an address that is right in the state of the caller");
        }
        if (address.role() == Role.STACK && access.base() == 31) {
            assuming.add("sp: an address that is right in the state of the caller");
        }
        if (!on && address.alignment() < access.elementBytes() && external && address.role() != Role.STACK) {
            assuming.add(name + ": aligned to " + access.elementBytes() + " bytes");
        }
        boolean aligned = address.alignment() >= access.elementBytes() || address.role() == Role.STACK;
        if (!on && !aligned && !external) {
            assuming.add("line " + p.at().line() + ": an address aligned to " + access.elementBytes() + " bytes");
        }
        if (!on && address.role() == Role.PAGE_LIST && !access.stores()) {
            assuming.add("the list and its source pages are clean to the point of coherency (MMU off)");
        }
    }
}
