// Write permission is taken away from a mapped page.
//@ entry el=1 mmu=on
//@ x0: pagetable va
protect:
	ldr	x2, [x0]
	orr	x2, x2, #0x80
	str	x2, [x0]
	dsb	ishst	// needed, in order [TLB]: the walker must see the new entry before the TLBI
	tlbi	vale1is, x1	// needed, in order [TLB]: the old permission stays in TLBs
	dsb	ish	// needed, in order [TLB]: a TLBI is complete only after a DSB
	isb	// needed, in order [TLB]: this processing element may have translated ahead
	ret
