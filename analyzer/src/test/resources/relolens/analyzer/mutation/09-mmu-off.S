// Results are pushed to memory before translation and caches go off.
//@ entry el=1 mmu=on dcache=on daif=masked
//@ x0: data size=64 align=64
//@ x6: symbol next pa
disable:
	stp	x1, x2, [x0]
	dc	civac, x0	// needed, in order [OFF]: with the MMU off the bytes are read from memory
	dsb	sy	// needed, in order [CM]: the line must have left before accesses go past the cache
	mrs	x3, sctlr_el1
	bic	x3, x3, #1
	bic	x3, x3, #4
	msr	sctlr_el1, x3
	isb	// needed, in order [SYS]: the write of M takes effect at a context synchronisation event
	ldp	x4, x5, [x0]
	br	x6
