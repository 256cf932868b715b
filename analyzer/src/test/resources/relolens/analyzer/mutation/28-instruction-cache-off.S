// The instruction cache is turned off, emptied, and turned on.
//@ entry el=1 mmu=on icache=on daif=masked
icache:
	mrs	x0, sctlr_el1
	bic	x1, x0, #0x1000
	msr	sctlr_el1, x1
	isb	// needed, in order [SYS]: until it fetches may still fill the instruction cache
	ic	iallu
	dsb	nsh	// needed, in order [CM]: an IC is complete only after a DSB
	isb
	msr	sctlr_el1, x0
	isb	// needed, in order [SYS]: the write of I takes effect at a context synchronisation event
	ldr	x2, [x3]
	ret
