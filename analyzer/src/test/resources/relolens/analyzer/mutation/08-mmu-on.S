// Translation is set up and turned on by code that runs flat.
//@ entry el=1 mmu=off daif=masked
enable:
	msr	mair_el1, x1
	msr	tcr_el1, x2
	msr	ttbr0_el1, x3
	tlbi	vmalle1	// needed [TLB]: an earlier owner's entries become valid with M
	dsb	nsh	// needed, in order [TLB]: a TLBI is complete only after a DSB
	isb	// needed [SYS]: walks may start as soon as M takes effect: the controls must be in force first
	mrs	x0, sctlr_el1
	orr	x0, x0, #1
	msr	sctlr_el1, x0
	isb	// needed, in order [SYS]: the write of M takes effect at a context synchronisation event
	ldr	x4, [x5]
	ret
