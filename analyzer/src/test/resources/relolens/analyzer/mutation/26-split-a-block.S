// A block mapping is replaced by a table of pages.
//@ entry el=1 mmu=on daif=masked
//@ x0: pagetable va
split:
	str	xzr, [x0]	// needed [BBM]: block and table must not be live at once
	dsb	ishst	// needed, in order [TLB]: the walker must see the invalid entry before the TLBI
	tlbi	vmalle1is	// needed, in order [BBM]: the block's translation stays in TLBs
	dsb	ish	// needed, in order [TLB]: a TLBI is complete only after a DSB
	orr	x1, x1, #3
	str	x1, [x0]
	dsb	ishst	// needed, in order [PT]: the walker must see the table
	isb	// needed, in order [PT]: a walk may already have failed on the invalid entry
	ret
