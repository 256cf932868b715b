// The same code copies and enters an image with the MMU on or off.
//@ entry el=1 mmu=any daif=masked
//@ x0: code size=64 align=64
//@ x1: data size=64 align=64
relocate:
	dc	civac, x0	// needed [OFF]: with the MMU off an earlier owner's dirty line would be written back over the new bytes
	dsb	sy	// needed, in order [CM]: the line must be gone before the stores go past it
	ldp	x2, x3, [x1]
	stp	x2, x3, [x0]
	dmb	sy	// needed, in order [CM]: with the MMU off the store is to Device memory, not ordered with a DC by address
	dc	civac, x0	// needed, in order [ID]: with the MMU on the new bytes are in the data cache
	dsb	sy	// needed, in order [CM]: the invalidation must not pass the clean
	ic	iallu	// needed, in order [ID]: old bytes may be in the instruction cache
	dsb	nsh	// needed, in order [CM]: an IC is complete only after a DSB
	isb	// needed, in order [ID]: old bytes may already be fetched
	br	x0
