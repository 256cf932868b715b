// ASIDs start over: the local TLB is emptied, then the next address space goes in.
//@ entry el=1 mmu=on
//@ x0: emptytable pa
//@ x1: symbol next_table pa
rollover:
	msr	ttbr0_el1, x0
	isb	// needed, in order [SYS]: walks of the old table must have ended before the TLBI
	tlbi	vmalle1	// needed, in order [TLB]: entries of the old ASIDs stay in the TLB
	dsb	nsh	// needed, in order [TLB]: a TLBI is complete only after a DSB
	bfi	x1, x2, #48, #16
	msr	ttbr0_el1, x1
	isb	// needed, in order [SYS]: the write of TTBR0 takes effect at a context synchronisation event
	ldr	x3, [x4]
	ret
