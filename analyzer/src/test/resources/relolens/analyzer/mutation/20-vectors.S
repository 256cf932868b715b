// An exception vector goes in and SErrors are let through.
//@ entry el=1 mmu=on daif=masked
vectors:
	adr	x0, table
	msr	vbar_el1, x0
	isb	// needed, in order [SYS]: an exception taken now would use the old vector
	msr	daifclr, #4
	ret
	.balign 2048
table:
	b	.
