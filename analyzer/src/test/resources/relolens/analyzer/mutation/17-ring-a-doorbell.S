// A message is written for a device that does not look into the caches.
//@ entry el=1 mmu=on
//@ x0: data va size=64 align=64
//@ x1: device va
doorbell:
	stp	x2, x3, [x0]
	dc	cvac, x0
	dsb	sy	// needed [CM]: the device must not be told before the message is in memory
	str	w4, [x1]
	ret
