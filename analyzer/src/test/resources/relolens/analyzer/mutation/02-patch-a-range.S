// A buffer of fresh code is cleaned line by line, invalidated line by line, and entered.
//@ entry el=1 mmu=on
//@ x0: code va align=4K
//@ x1: data va align=4K
//@ x2: number 4096
emit:
	mov	x3, x0
	add	x4, x0, x2
1:	ldp	x5, x6, [x1], #16
	stp	x5, x6, [x3], #16
	cmp	x3, x4
	b.lo	1b
	mrs	x7, ctr_el0
	ubfx	x8, x7, #16, #4
	mov	x9, #4
	lsl	x8, x9, x8
	and	x7, x7, #15
	lsl	x7, x9, x7
	mov	x3, x0
2:	dc	cvau, x3	// needed [ID]: each new line must reach the PoU
	add	x3, x3, x8
	cmp	x3, x4
	b.lo	2b
	dsb	ish	// needed [CM]: the invalidations must not pass the cleans
	mov	x3, x0
3:	ic	ivau, x3	// needed [ID]: old lines may be in the instruction cache
	add	x3, x3, x7
	cmp	x3, x4
	b.lo	3b
	dsb	ish	// needed [CM]: an IC is complete only after a DSB
	isb	// needed, in order [ID]: instructions of the old bytes may already be fetched
	br	x0
