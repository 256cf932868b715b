// Cleaning and invalidation are skipped where CTR_EL0 says they may be.
//@ entry el=1 mmu=on
//@ x0: code va align=4
patch_if:
	str	w1, [x0]
	mrs	x2, ctr_el0
	tbnz	x2, #28, 1f
	dc	cvau, x0	// needed [ID]: where IDC is 0 the new word must be cleaned to the PoU
1:	dsb	ish	// needed [CM]: the invalidation must not pass the clean or, with IDC, the store
	tbnz	x2, #29, 2f
	ic	ivau, x0	// needed [ID]: where DIC is 0 the old word may be in the instruction cache
	dsb	ish	// needed, in order [CM]: an IC is complete only after a DSB
2:	isb	// needed [ID]: the old word may already be fetched
	br	x0
