// An instruction is replaced for all processing elements of the domain, whose callers see to their own ISB.
//@ entry el=1 mmu=on
//@ x3: code va align=4
patch_all:
	str	w4, [x3]
	dc	cvau, x3	// needed, in order [ID]: without IDC the new word must be cleaned to the PoU
	dsb	ish	// needed, in order [CM]: the invalidation must not pass the clean
	ic	ialluis	// needed, in order [ID]: the old word may be in any instruction cache
	dsb	ish	// needed, in order [CM]: an IC is complete only after a DSB
	isb	// needed, in order [ID]: this processing element may have fetched the old word
	ret
