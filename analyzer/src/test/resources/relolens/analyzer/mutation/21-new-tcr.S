// Translation control is changed while translation is off.
//@ entry el=1 mmu=on daif=masked
retune:
	mrs	x0, sctlr_el1
	bic	x1, x0, #1
	msr	sctlr_el1, x1
	isb	// needed, in order [SYS]: until it, walks go on and would meet the changed control
	msr	tcr_el1, x2
	isb
	tlbi	vmalle1	// needed [TLB]: entries made under the old control stay in the TLB
	dsb	nsh	// needed, in order [TLB]: a TLBI is complete only after a DSB
	isb
	msr	sctlr_el1, x0
	isb	// needed, in order [SYS]: the write of M takes effect at a context synchronisation event
	ldr	x3, [x4]
	ret
