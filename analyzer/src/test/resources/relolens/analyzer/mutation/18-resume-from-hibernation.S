// Pages are put back to where they were and entered, translation staying on.
//@ entry el=1 mmu=on daif=masked
//@ x0: code va size=4K align=4K
//@ x1: data va size=4K align=4K
resume:
	mov	x2, x0
	add	x3, x0, #4096
1:	ldp	x4, x5, [x1], #16
	stp	x4, x5, [x2], #16
	cmp	x2, x3
	b.lo	1b
	mrs	x6, ctr_el0
	ubfx	x6, x6, #16, #4
	mov	x7, #4
	lsl	x6, x7, x6
	mov	x2, x0
2:	dc	cvau, x2	// needed [ID]: the pages hold code that must reach the PoU
	add	x2, x2, x6
	cmp	x2, x3
	b.lo	2b
	dsb	ish	// needed [CM]: the invalidation must not pass the cleans
	ic	ialluis	// needed, in order [ID]: old bytes may be in instruction caches
	dsb	ish	// needed, in order [CM]: an IC is complete only after a DSB
	isb	// needed, in order [ID]: old bytes may already be fetched
	br	x0
