// Data and instruction caches go on before translation does.
//@ entry el=3 mmu=off dcache=off icache=off daif=masked
//@ x3: data pa size=4K align=4K
caches:
	mrs	x0, sctlr_el3
	mov	x1, #4
	orr	x1, x1, #0x1000
	orr	x0, x0, x1
	msr	sctlr_el3, x0
	isb	// needed, in order [SYS]: the write of C and I takes effect at a context synchronisation event
	ldr	x2, [x3]
	ret
