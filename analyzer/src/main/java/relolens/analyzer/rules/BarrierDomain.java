package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.Pending;
import relolens.analyzer.dataflow.Pending.Kind;
import relolens.analyzer.dataflow.Pending.Stage;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** B01: a DSB that waits in too small a domain. */
final class BarrierDomain implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("B01", "dsb-domain", Severity.WARNING)
            .summary("A DSB's domain is smaller than the reach of the operation it is to complete.")
            .why(
                    "Data Synchronization Barrier; Shareability and domains",
                    "`dsb nsh` waits for this processing element's own effects only. An IC or TLBI that is broadcast, or lines that somebody outside the inner shareable domain will read, need `dsb ish` or `dsb sy`: else the others still have the old state.")
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va
            shared_table:
            	str	xzr, [x0]
            	dsb	ishst
            	tlbi	vmalle1is
            	dsb	nsh
            	//^^^^^
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va align=64
            patch:                                  // seen to fail on phones with an NSH here
            	str	w1, [x0]
            	dc	cvau, x0
            	dsb	ish
            	ic	ivau, x0
            	dsb	nsh
            	//^^^^^
            	isb
            	br	x0
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x3: data va size=64 align=64
            start_secondary:
            	str	x5, [x3]
            	dc	cvac, x3
            	dsb	ish
            	//^^^^^
            	movz	x0, #0xc400, lsl #16
            	movk	x0, #3
            	smc	#0
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            all_cpus_text:
            	ic	ialluis
            	dsb	nsh
            	//^^^^^
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            local:                                  // one processing element, one domain
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            local_text:
            	ic	iallu
            	dsb	nsh
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x3: data va size=64 align=64
            start_secondary:
            	str	x5, [x3]
            	dc	cvac, x3
            	dsb	sy
            	movz	x0, #0xc400, lsl #16
            	movk	x0, #3
            	smc	#0
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x3: data va size=64 align=64
            //@ x4: code pa
            same_pe:                                // the observer is this processing element itself
            	dc	civac, x3
            	dsb	ish
            	mrs	x1, sctlr_el1
            	bic	x1, x1, #1
            	msr	sctlr_el1, x1
            	isb
            	br	x4
            """)
            .fix(
                    "`dsb ish` after `…is` operations and `ic ivau`; `dsb sy` where the observer has its MMU off, is a device, or is firmware.",
                    true)
            .limits(
                    "`dsb nsh` after a local operation is right and stays silent, as does any domain where the same processing element is the observer. A hand-over is PSCI's CPU_ON.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        SystemEffect dsb = point.system(SystemKind.DSB);
        if (dsb != null && (dsb.immediate() & 3) == 3 && dsb.immediate() >> 2 == 1) {
            for (Pending p : point.before().pending()) {
                boolean maintenance = p.kind() == Kind.TLB || p.kind() == Kind.INSTRUCTION_CACHE;
                if (maintenance && p.stage() == Stage.ISSUED && p.broadcast()) {
                    String message = "waits for this processing element alone, and "
                            + Words.where(point.program(), p.site()) + " is for all";
                    issues.raise(point, at(point, point.at().index(), message, "dsb\tish"));
                    return;
                }
            }
        }
        int inner = point.before().trail().last(Event.INNER_COMPLETION);
        if (inner >= 0 && point.system(SystemKind.SMC, SystemKind.HVC) != null && startsAnother(point)) {
            String message = "completes the DC before it in an inner domain only; the processing element that "
                    + Words.where(point.program(), point.at().index()) + " starts has its MMU off and is outside it";
            issues.raise(point, at(point, inner, message, "dsb\tsy"));
        }
    }

    /** PSCI's CPU_ON, in either calling convention. */
    static boolean startsAnother(Point point) {
        Value id = point.before().register(0);
        return id.isConstant() && (id.bits().value() & 0xbfffffffL) == 0x84000003L;
    }

    private Issues.Issue at(Point point, int site, String message, String barrier) {
        return new Issues.Issue(
                this, Severity.WARNING, site, point.at().index(), Need.OTHER, message, Edit.instead(barrier), "");
    }
}
