package relolens.analyzer.verdict;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit.Relocation;
import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.Provenance;
import relolens.analyzer.dataflow.Role;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.program.Mention;
import relolens.analyzer.program.Place;
import relolens.analyzer.rules.Issues;
import relolens.analyzer.rules.Point;
import relolens.analyzer.rules.Rule;
import relolens.analyzer.rules.Rules;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;
import relolens.emulator.isa.Effects.MemoryAccess;

/** One MMU state: what in the routine's code rules it out. */
final class Side {
    private static final Set<String> OFF_RULES =
            Set.of("D01", "D02", "D03", "D06", "R01", "C10", "C02", "C03", "C04", "C05", "C06");
    private static final Set<String> ON_RULES = Set.of("D07", "C01", "C02", "C03", "C04", "C05", "C07", "M05");

    /** R_AARCH64_ABS64. */
    private static final int ABS64 = 257;

    private final boolean on;
    private final boolean strict;
    private final boolean enables;
    private final Set<String> assuming;
    private final List<Rule> rules;

    /**
     * @param strict whether code must reach memory even if the MMU stays on: the routine is right with it off
     * @param enables whether the routine, entered with the MMU off, turns it on
     * @param assuming collects what the verdict rests on
     */
    Side(boolean on, boolean strict, boolean enables, Set<String> assuming) {
        this.on = on;
        this.strict = strict;
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
        if (reason == null && inState) {
            reason = target(p);
        }
        if (reason == null && inState && !on) {
            reason = linked(p);
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
        if (on && enables && (ContextChange.writesTranslation(p) || ContextChange.writesControl(p))) {
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
            if (found[0] == null && issue.severity() != Severity.NOTE) {
                found[0] = reason(issue.site(), issue.rule().info().id(), issue.message());
            }
        };
        rules.forEach(r -> r.check(p, issues));
        return found[0];
    }

    private Verdict.@Nullable Reason maintenance(Point p) {
        Maintenance.Shortfall found = on ? Maintenance.on(p) : p.before().mmu().no() ? Maintenance.off(p) : null;
        if (found == null || found.weak() && !strict) {
            return null;
        }
        return reason(found.site(), found.rule(), found.message());
    }

    /** Control goes to an address that means something in the other state only. */
    private Verdict.@Nullable Reason target(Point p) {
        Flow f = p.flow();
        if (f == null || f.kind() != FlowKind.INDIRECT && f.kind() != FlowKind.INDIRECT_CALL || f.register() < 0) {
            return null;
        }
        Value to = p.before().register(f.register());
        Provenance space = to.provenance();
        String name = to.base() == null ? "x" + f.register() : to.base().text();
        boolean wrongOn = space == Provenance.PHYSICAL
                || space == Provenance.CONVERTED_TWICE
                || space == Provenance.CONVERTED_WRONG;
        if (on && wrongOn) {
            return reason(
                    p.at().index(),
                    "D07",
                    "goes to a physical address (from " + name + ") with the MMU on, where addresses are virtual");
        }
        if (!on && (space == Provenance.VIRTUAL || space == Provenance.LINK)) {
            return reason(
                    p.at().index(),
                    "D06",
                    "goes to a virtual address (from " + name + ") with the MMU off, where addresses are physical");
        }
        return null;
    }

    /** With the MMU off, addresses fixed when the image was linked, and a stack that stands at a virtual one. */
    private Verdict.@Nullable Reason linked(Point p) {
        MemoryAccess access = p.access();
        Flow f = p.flow();
        int target = p.jumps() && f != null ? f.register() : -1;
        Value used =
                access != null ? p.address(access) : target >= 0 ? p.before().register(target) : Value.UNKNOWN;
        if (access != null && access.base() == 31 && used.provenance() == Provenance.VIRTUAL) {
            return reason(
                    p.at().index(),
                    "D06",
                    "the stack is at a virtual address; with the MMU off addresses are physical");
        }
        boolean table = used.base() instanceof Base.Reached r && absolute(p, r.from());
        String from = used.base() == null ? "here" : used.base().text();
        return table || used.provenance() == Provenance.LINK
                ? reason(
                        p.at().index(),
                        "R01",
                        "uses an address fixed when the image was linked (" + from
                                + ") with the MMU off: the image need not be there")
                : null;
    }

    /** Whether what is loaded through {@code base} is an address that the linker puts there. */
    private static boolean absolute(Point p, Base base) {
        Place place = base instanceof Base.Symbol s
                ? p.program().places().of(s.name(), 0)
                : base instanceof Base.Code c ? c.place() : null;
        Relocation r = place == null ? null : p.program().dataRelocation(place);
        return r != null && r.type() == ABS64;
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
        if (!on && access.stores() && address.role() == Role.DATA && address.base() instanceof Base.Register r) {
            if (!p.before().lines(r).evicted(address, access.bytes())) {
                assuming.add(r.text() + ": no dirty line of the memory stored to is in a cache (MMU off)");
            }
        }
        String name = address.base() == null
                ? "the address on " + Mention.lines(Set.of(p.at().index()))
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
            assuming.add(Mention.lines(Set.of(p.at().index())) + ": an address aligned to " + access.elementBytes()
                    + " bytes");
        }
        if (!on && address.role() == Role.PAGE_LIST && !access.stores()) {
            assuming.add("the list and its source pages are clean to the point of coherency (MMU off)");
        }
    }
}
