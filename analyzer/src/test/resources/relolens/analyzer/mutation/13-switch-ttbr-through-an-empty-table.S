// The kernel's own table is replaced while code runs from the other half.
//@ entry el=1 mmu=on daif=masked
//@ x0: emptytable pa
//@ x1: symbol new_table pa
switch:
	msr	ttbr1_el1, x0
	isb	// needed, in order [SYS]: walks of the old table must have ended before the TLBI
	tlbi	vmalle1	// needed, in order [TLB]: the old table's entries stay in the TLB
	dsb	nsh	// needed, in order [TLB]: a TLBI is complete only after a DSB
	msr	ttbr1_el1, x1
	isb	// needed, in order [SYS]: the write of TTBR1 takes effect at a context synchronisation event
	ldr	x2, [x3]
	ret
