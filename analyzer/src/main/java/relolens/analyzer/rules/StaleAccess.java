package relolens.analyzer.rules;

import relolens.analyzer.source.Severity;

/** K05: a run accesses what a cache, a fetch or a TLB may hold other bytes of. Runs find it; the text alone says nothing. */
final class StaleAccess implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("K05", "stale-access", Severity.WARNING)
            .summary("A run reads, executes or translates through something of which older bytes may still be held.")
            .why(
                    "Caches and memory hierarchy",
                    "The architecture lets caches, instruction fetch and TLBs hold what was there before, until maintenance and barriers say otherwise. A run is repeated in a machine that holds all it may: an access whose value could then differ is reported, with the line that wrote the bytes and with what is missing between. On the core at hand it may go well for years.")
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data va size=4K align=4K
            //@ x1: offset phys-to-virt
            //@ run on: mmu=on
            handed_over_in_a_cache:
            	str	w2, [x0]
            	sub	x3, x0, x1
            	mrs	x4, sctlr_el1
            	bic	x4, x4, #1
            	msr	sctlr_el1, x4
            	isb
            	ldr	w5, [x3]
            	//^^^^^^^^^^
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data va size=4K align=4K
            //@ x1: offset phys-to-virt
            //@ run on: mmu=on
            handed_over_in_memory:
            	str	w2, [x0]
            	dc	cvac, x0
            	dsb	sy
            	sub	x3, x0, x1
            	mrs	x4, sctlr_el1
            	bic	x4, x4, #1
            	msr	sctlr_el1, x4
            	isb
            	ldr	w5, [x3]
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=off dcache=off icache=on
            //@ x0: code pa size=4K align=4K
            //@ run off: mmu=off
            written_and_run:
            	mov	w1, #0x03c0
            	movk	w1, #0xd65f, lsl #16
            	dc	ivac, x0
            	dsb	sy
            	str	w1, [x0]
            	dsb	sy
            	isb
            	br	x0
            	//^^^
            """)
            .good("""
            //@ entry el=1 mmu=off dcache=off icache=on
            //@ x0: code pa size=4K align=4K
            //@ run off: mmu=off
            written_forgotten_and_run:
            	mov	w1, #0x03c0
            	movk	w1, #0xd65f, lsl #16
            	dc	ivac, x0
            	dsb	sy
            	str	w1, [x0]
            	dsb	sy
            	ic	iallu
            	dsb	nsh
            	isb
            	br	x0
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data va size=4K align=4K
            //@ x1: offset phys-to-virt
            //@ run on: mmu=on
            answered_past_the_caches:
            	sub	x3, x0, x1
            	mrs	x4, sctlr_el1
            	bic	x6, x4, #1
            	msr	sctlr_el1, x6
            	isb
            	str	w2, [x3]
            	dsb	sy
            	msr	sctlr_el1, x4
            	isb
            	ldr	w5, [x0]
            	//^^^^^^^^^^
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data va size=4K align=4K
            //@ x1: offset phys-to-virt
            //@ run on: mmu=on
            answered_and_old_lines_dropped:
            	sub	x3, x0, x1
            	mrs	x4, sctlr_el1
            	bic	x6, x4, #1
            	msr	sctlr_el1, x6
            	isb
            	str	w2, [x3]
            	dmb	sy
            	dc	ivac, x3
            	dsb	sy
            	tlbi	vmalle1
            	dsb	nsh
            	msr	sctlr_el1, x4
            	isb
            	ldr	w5, [x0]
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data va size=4K align=4K
            //@ x1: offset phys-to-virt
            //@ run on: mmu=on
            cleaned_too_late:
            	str	w2, [x0]
            	sub	x3, x0, x1
            	mrs	x4, sctlr_el1
            	bic	x6, x4, #1
            	msr	sctlr_el1, x6
            	isb
            	mov	w7, #7
            	str	w7, [x3]
            	dsb	sy
            	dc	civac, x3
            	//^^^^^^^^^^
            	dsb	sy
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data va size=4K align=4K
            //@ run on: mmu=on
            through_the_caches_all_the_time:
            	str	w2, [x0]
            	ldr	w5, [x0]
            	str	w5, [x0, #64]
            	ldr	w5, [x0, #64]
            	ret
            """)
            .fix(
                    "Put the maintenance that the message names between the line that wrote and the one that reads.",
                    false)
            .limits(
                    "Found by runs, on an image of 128 KiB and on the way that the run takes; routines without a run clause or profile are not looked at. Other cores and devices do not take part, so the domain of a barrier and of a broadcast does not count; nor do tables that a new TTBR brings, ASIDs, and the order of Device stores and maintenance by address. See docs/sanitiser.md. Where another rule names the cause already, it is told as related of that finding.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        // What a run finds is no fact of a point.
    }
}
