// A core empties a buffer to memory and stops.
//@ entry el=1 mmu=on daif=masked
//@ x0: data va size=64 align=64
power_down:
	stp	x1, x2, [x0]
	dc	civac, x0
	dsb	sy	// needed, in order [CM]: power may go with the line still on its way
	wfi
	b	.
