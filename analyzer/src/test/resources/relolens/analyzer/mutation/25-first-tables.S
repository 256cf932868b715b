// Tables are written with everything off, stale lines of them thrown out, and translation with caches turned on.
//@ entry el=1 mmu=off dcache=off daif=masked
//@ x0: pagetable pa align=4K
first:
	tlbi	vmalle1	// needed [TLB]: an earlier owner's entries become valid with M
	dsb	nsh	// needed, in order [TLB]: a TLBI is complete only after a DSB
	stp	x1, x2, [x0]
	dmb	sy	// needed, in order [CM]: the store is to Device memory, not ordered with a DC by address
	dc	ivac, x0	// needed, in order [MIS]: a stale line would hide the entry from cacheable walks
	dsb	sy	// needed, in order [CM]: the line must be gone before walks look
	msr	ttbr0_el1, x0
	isb	// needed, in order [SYS]: walks may start as soon as M takes effect
	mrs	x3, sctlr_el1
	orr	x3, x3, #1
	orr	x3, x3, #4
	msr	sctlr_el1, x3
	isb	// needed, in order [SYS]: the write of M takes effect at a context synchronisation event
	ldr	x4, [x5]
	ret
