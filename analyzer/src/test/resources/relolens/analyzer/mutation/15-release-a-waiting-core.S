// A core waits in WFE for its entry address.
//@ entry el=1 mmu=on
//@ x0: data va align=8
release:
	str	x1, [x0]
	dc	civac, x0
	dsb	sy	// needed, in order [DSB]: SEV is not ordered with the store or the DC: the waiting core may wake, see nothing, and sleep again
	sev
	ret
