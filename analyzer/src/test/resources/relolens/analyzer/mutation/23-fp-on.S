// Floating point registers are made available and saved.
//@ entry el=1 mmu=on
//@ x0: data va align=16
fp_on:
	mrs	x1, cpacr_el1
	orr	x1, x1, #0x300000
	msr	cpacr_el1, x1
	isb	// needed, in order [SYS]: until it the access may be trapped
	stp	q0, q1, [x0]
	ret
