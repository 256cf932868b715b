// An image is copied and entered with the MMU off; earlier owners' lines are thrown out first.
//@ entry el=1 mmu=off icache=off daif=masked
//@ x0: code pa size=64 align=64
//@ x1: data pa size=64 align=64
relocate:
	dc	ivac, x0	// needed [OFF]: an earlier owner's dirty line would be written back over the new bytes
	dsb	sy	// needed, in order [CM]: the line must be gone before the stores go past it
	ldp	x2, x3, [x1]
	stp	x2, x3, [x0]
	ldp	x2, x3, [x1, #16]
	stp	x2, x3, [x0, #16]
	dsb	sy	// needed [CM]: the stores must be complete before the invalidation
	ic	iallu	// needed, in order [ID]: old bytes may be in the instruction cache
	dsb	nsh	// needed, in order [CM]: an IC is complete only after a DSB
	isb	// needed, in order [ID]: old bytes may already be fetched
	br	x0
