// A page is taken away and its memory given to somebody else.
//@ entry el=1 mmu=on
//@ x0: pagetable va
unmap:
	str	xzr, [x0]
	dsb	ishst	// needed, in order [TLB]: the walker must see the invalid entry before the TLBI
	tlbi	vaale1is, x1	// needed, in order [TLB]: the old translation stays in TLBs
	dsb	ish	// needed, in order [TLB]: a TLBI is complete only after a DSB
	isb	// needed, in order [TLB]: this processing element may have translated ahead
	ret
