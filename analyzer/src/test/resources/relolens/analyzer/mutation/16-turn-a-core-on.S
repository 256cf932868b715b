// A core is turned on by firmware and finds its arguments with its MMU off.
//@ entry el=1 mmu=on
//@ x3: data va size=64 align=64
// fixed: x0 x1 x2 x3
cpu_on:
	stp	x4, x5, [x3]
	dc	civac, x3	// needed, in order [OFF]: the new core reads past the caches
	dsb	sy	// needed, in order [CM]: the line must have left before the other core starts
	mov	x0, #3
	movk	x0, #0xc400, lsl #16
	smc	#0
	ret
