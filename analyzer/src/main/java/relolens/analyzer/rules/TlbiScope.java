package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.Pending;
import relolens.analyzer.dataflow.Pending.Kind;
import relolens.analyzer.dataflow.Pending.Stage;
import relolens.analyzer.dataflow.State;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** T05: a TLBI that reaches less than the change. */
final class TlbiScope implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("T05", "tlbi-scope", Severity.WARNING)
            .summary(
                    "A TLBI reaches fewer processing elements, or another regime, than the change of the tables before it.")
            .why(
                    "TLB maintenance instructions; Scope of the A64 TLB maintenance instructions",
                    "A TLBI without IS works on this processing element alone: others go on with the old entry, however wide the barriers around it are. At EL2 without VHE, EL1's operations leave EL2's own entries. An invalidation by intermediate address leaves the combined entries of both stages.")
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va
            local_unmap:
            	str	xzr, [x0]
            	dsb	ishst
            	tlbi	vaae1, x1
            	//^^^^^^^^^^^^
            	dsb	ish
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va
            local_all:
            	str	xzr, [x0]
            	dsb	ishst
            	tlbi	vmalle1
            	//^^^^^^^^^^
            	dsb	ish
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on
            //@ x0: pagetable va
            wrong_regime:                           // the hypervisor's own table, EL1's TLBI
            	str	xzr, [x0]
            	dsb	ishst
            	tlbi	vmalle1is
            	//^^^^^^^^^^^^
            	dsb	ish
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on
            stage_two_only:
            	dsb	ishst
            	tlbi	ipas2e1is, x1
            	//^^^^^^^^^^^^^^^^
            	dsb	ish
            	isb
            	eret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va
            shared_unmap:
            	str	xzr, [x0]
            	dsb	ishst
            	tlbi	vaae1is, x1
            	dsb	ish
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va
            own_only:                               // barriers and TLBI agree: this processing element alone
            	str	xzr, [x0]
            	dsb	nshst
            	tlbi	vaae1, x1
            	dsb	nsh
            	isb
            	ret
            """)
            .good("""
            //@ entry el=2 vhe=no mmu=on
            //@ x0: pagetable va
            own_regime:
            	str	xzr, [x0]
            	dsb	ishst
            	tlbi	alle2is
            	dsb	ish
            	isb
            	ret
            """)
            .good("""
            //@ entry el=2 vhe=no mmu=on
            both_stages:
            	dsb	ishst
            	tlbi	ipas2e1is, x1
            	dsb	ish
            	tlbi	vmalle1is
            	dsb	ish
            	isb
            	eret
            """)
            .fix(
                    "Use the `…is` form where other processing elements may walk the table, the operation of the regime whose table changed, and `tlbi vmalle1is` after `ipas2e1is`.",
                    false)
            .limits(
                    "That others walk the table is concluded from barriers of the inner shareable domain on both sides of the TLBI.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        State s = point.before();
        SystemEffect barrier = point.system(SystemKind.DSB);
        boolean shared = barrier != null && (barrier.immediate() & 3) == 3 && barrier.immediate() >> 2 == 2;
        for (Pending p : s.pending()) {
            boolean local = p.kind() == Kind.TLB && p.stage() == Stage.ISSUED && !p.broadcast();
            if (shared && local && s.mmu().yes() && s.trail().last(Event.TABLE_SHARED) >= 0) {
                String message = "works on this processing element alone; the barriers before and after it are for all"
                        + " that share the table: they keep the old entry";
                issues.raise(
                        point,
                        from(Severity.WARNING, p.site(), point, message, Edit.instead(broadcast(point, p.site()))));
            }
        }
        SystemEffect tlbi = point.system(SystemKind.TLBI);
        boolean table = s.pendingTable() || s.trail().has(Event.TABLE_SHARED);
        if (tlbi != null
                && table
                && s.mmu().yes()
                && s.level() == 2
                && s.vhe().no()
                && tlbi.name().startsWith("vmalle1")) {
            issues.raise(
                    point,
                    here(
                            Severity.ERROR,
                            point,
                            "a live table of EL2 was changed, and this invalidates EL1's regime: use `tlbi alle2`"));
        }
        int stage2 = s.trail().last(Event.STAGE2_INVALIDATED);
        Flow flow = point.flow();
        boolean leaves = point.returns() || flow != null && flow.kind() == FlowKind.EXCEPTION_RETURN;
        if (stage2 >= 0 && leaves) {
            String message = "entries that combine both stages stay: no TLBI of stage 1 comes before "
                    + Words.where(point.program(), point.at().index());
            issues.raise(point, from(Severity.WARNING, stage2, point, message, Edit.NONE));
        }
    }

    private static String broadcast(Point point, int site) {
        String text = Words.text(point.program().at(site));
        int comma = text.indexOf(',');
        return comma < 0 ? text + "is" : text.substring(0, comma) + "is" + text.substring(comma);
    }
}
