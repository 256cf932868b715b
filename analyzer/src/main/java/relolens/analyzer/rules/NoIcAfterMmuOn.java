package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Event;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.FlowKind;

/** M07: code written before the MMU went on, instruction cache not invalidated after. */
final class NoIcAfterMmuOn implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("M07", "no-ic-after-mmu-on", Severity.WARNING)
            .summary("Code was written, then the MMU was turned on, and no IC follows before it runs.")
            .why(
                    "Synchronization and coherency issues between data and instruction accesses",
                    "Between the last IC and the new regime the processor may have fetched speculatively, from the point of coherency, what has since been patched at the point of unification. Those instructions are in the cache when the MMU goes on.")
            .bad("""
            //@ entry el=1 mmu=off icache=on
            //@ x0: code pa align=4K lines=clean
            //@ x1: code va
            patch_and_enable:
            	str	w2, [x0]
            	dsb	sy
            	dc	ivac, x0
            	dsb	sy
            	ic	iallu
            	dsb	nsh
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	mrs	x3, sctlr_el1
            	orr	x3, x3, #4
            	orr	x3, x3, #1
            	msr	sctlr_el1, x3
            	//^^^^^^^^^^^^^^^
            	isb
            	br	x1
            """)
            .bad("""
            //@ entry el=1 mmu=off icache=on
            //@ x0: code pa align=4K lines=clean
            //@ x1: code va
            constant_control:
            	stp	x2, x3, [x0]
            	dmb	sy
            	dc	civac, x0
            	dsb	sy
            	ic	iallu
            	dsb	sy
            	tlbi	vmalle1
            	dsb	sy
            	isb
            	mrs	x4, sctlr_el1
            	orr	x4, x4, #1
            	orr	x4, x4, #0x1000
            	msr	sctlr_el1, x4
            	//^^^^^^^^^^^^^^^
            	isb
            	br	x1
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=off
            //@ x0: code pa align=4K lines=clean
            //@ x1: code va
            hyp_image:
            	str	x2, [x0]
            	dsb	sy
            	dc	ivac, x0
            	dsb	sy
            	ic	ialluis
            	tlbi	alle2
            	dsb	sy
            	isb
            	mrs	x3, sctlr_el2
            	orr	x3, x3, #1
            	msr	sctlr_el2, x3
            	//^^^^^^^^^^^^^^^
            	isb
            	br	x1
            """)
            .bad("""
            //@ entry el=1 mmu=off icache=on
            //@ x0: code pa align=4K lines=clean
            //@ x1: code va
            alternatives_then_mmu:                  // text patched early by the boot processor, which then enables its MMU
            	mov	w2, #0xd503
            	str	w2, [x0]
            	dsb	sy
            	dc	ivac, x0
            	dsb	sy
            	ic	ivau, x0
            	dsb	ish
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	mrs	x3, sctlr_el1
            	orr	x3, x3, #1
            	msr	sctlr_el1, x3
            	//^^^^^^^^^^^^^^^
            	isb
            	br	x1
            """)
            .good("""
            //@ entry el=1 mmu=off icache=on
            //@ x0: code pa align=4K lines=clean
            //@ x1: code va
            patch_and_enable:
            	str	w2, [x0]
            	dsb	sy
            	dc	ivac, x0
            	dsb	sy
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	mrs	x3, sctlr_el1
            	orr	x3, x3, #4
            	orr	x3, x3, #1
            	msr	sctlr_el1, x3
            	isb
            	ic	iallu
            	dsb	nsh
            	isb
            	br	x1
            """)
            .good("""
            //@ entry el=1 mmu=off icache=on
            //@ x1: code va
            nothing_written:
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	mrs	x3, sctlr_el1
            	orr	x3, x3, #1
            	msr	sctlr_el1, x3
            	isb
            	br	x1
            """)
            .good("""
            //@ entry el=1 mmu=off icache=on
            //@ x0: data pa align=4K lines=clean
            //@ x1: code va
            data_only:
            	str	x2, [x0]
            	dsb	sy
            	dc	ivac, x0
            	dsb	sy
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	mrs	x3, sctlr_el1
            	orr	x3, x3, #1
            	msr	sctlr_el1, x3
            	isb
            	br	x1
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va align=4K
            stays_on:
            	str	w2, [x0]
            	dc	cvau, x0
            	dsb	ish
            	ic	ivau, x0
            	dsb	ish
            	isb
            	br	x0
            """)
            .fix(
                    "After the ISB behind the write of SCTLR: `ic iallu`, `dsb nsh`, `isb` (as Linux's `set_sctlr` does).",
                    false)
            .limits(
                    "Only if code was written on this path through a pointer whose role is code or page list, and an IC came before the MMU went on (else C02 says so).");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        int site = point.before().trail().last(Event.IC_DUE);
        boolean runs = point.jumps() || point.flow() != null && point.flow().kind() == FlowKind.EXCEPTION_RETURN;
        if (site < 0 || !runs || point.before().uninvalidatedSite() >= 0) {
            return;
        }
        String message = "code was written before the MMU went on here, and no IC comes after it and before "
                + Words.where(point.program(), point.at().index())
                + ": what was fetched speculatively in between is run";
        issues.raise(point, from(Severity.WARNING, site, point, message, Edit.NONE));
    }
}
