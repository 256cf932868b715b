// Entries are taken away one by one and their pages invalidated one by one.
//@ entry el=1 mmu=on
//@ x0: pagetable va
unmap_range:
	mov	x3, x1
1:	str	xzr, [x0], #8
	add	x3, x3, #1
	cmp	x3, x2
	b.lo	1b
	dsb	ishst	// needed [TLB]: the walker must see the invalid entries before the TLBI
2:	tlbi	vaae1is, x1	// needed [TLB]: the old translations stay in TLBs
	add	x1, x1, #1
	cmp	x1, x2
	b.lo	2b
	dsb	ish	// needed [TLB]: a TLBI is complete only after a DSB
	isb	// needed, in order [TLB]: this processing element may have translated ahead
	ret
