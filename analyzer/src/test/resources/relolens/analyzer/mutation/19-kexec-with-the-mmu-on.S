// A page of the new kernel is copied with the MMU on, pushed to memory, then the MMU goes off and the kernel is entered.
//@ entry el=1 mmu=on daif=masked
//@ x0: code va size=4K align=4K
//@ x1: data va size=4K align=4K
//@ x8: symbol kernel pa
kexec:
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
2:	dc	civac, x2	// needed [OFF]: the new kernel starts with the MMU off and reads memory
	add	x2, x2, x6
	cmp	x2, x3
	b.lo	2b
	dsb	sy	// needed [CM]: the lines must have left before the MMU goes off
	ic	iallu	// needed, in order [ID]: the pages may have been in the instruction cache
	dsb	nsh	// needed, in order [CM]: an IC is complete only after a DSB
	isb
	mrs	x9, sctlr_el1
	bic	x9, x9, #1
	msr	sctlr_el1, x9
	isb	// needed, in order [SYS]: the write of M takes effect at a context synchronisation event
	br	x8
