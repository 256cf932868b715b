// One instruction is replaced and run again by the same processing element.
//@ entry el=1 mmu=on
//@ x0: code va align=4
patch:
	str	w1, [x0]
	dc	cvau, x0	// needed, in order [ID]: the fetch reads below the data cache: without IDC the new word must be cleaned to the PoU
	dsb	ish	// needed, in order [CM]: the invalidation must not pass the clean
	ic	ivau, x0	// needed, in order [ID]: the old word may be in the instruction cache
	dsb	ish	// needed, in order [CM]: an IC is complete only after a DSB
	isb	// needed, in order [ID]: the old word may already be fetched
	br	x0
