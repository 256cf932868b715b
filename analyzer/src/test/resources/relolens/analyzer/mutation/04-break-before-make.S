// A live entry gets another output address.
//@ entry el=1 mmu=on
//@ x0: pagetable va
remap:
	str	xzr, [x0]	// needed [BBM]: two valid entries must not be live at once
	dsb	ishst	// needed, in order [TLB]: the walker must see the invalid entry before the TLBI
	tlbi	vaae1is, x1	// needed, in order [BBM]: the old translation stays in TLBs
	dsb	ish	// needed, in order [TLB]: a TLBI is complete only after a DSB
	str	x2, [x0]
	dsb	ishst	// needed, in order [PT]: the walker must see the new entry
	isb	// needed, in order [PT]: a walk may already have failed on the invalid entry
	ldr	x3, [x4]
	ret
