// New keys go in and are used at once.
//@ entry el=1 mmu=on
keys:
	.arch	armv8.3-a
	msr	apiakeylo_el1, x0
	msr	apiakeyhi_el1, x1
	isb	// needed, in order [SYS]: until it the old keys may be used
	pacia	x2, x3
	ret
