// Memory attributes that no live entry uses yet are changed with the MMU on.
//@ entry el=1 mmu=on daif=masked
attributes:
	mrs	x0, mair_el1
	bfi	x0, x1, #56, #8
	msr	mair_el1, x0
	isb	// needed, in order [SYS]: walks until it may still fill the TLB with the old attributes
	tlbi	vmalle1is	// needed, in order [TLB]: the attributes may be cached in a TLB
	dsb	ish	// needed, in order [TLB]: a TLBI is complete only after a DSB
	isb	// needed, in order [TLB]: this processing element may have translated ahead
	ldr	x3, [x2]
	ret
