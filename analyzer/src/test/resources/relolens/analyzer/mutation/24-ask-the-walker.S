// An address is translated by the hardware.
//@ entry el=1 mmu=on
translate:
	at	s1e1r, x0
	isb	// needed, in order [SYS]: PAR_EL1 is written like a system register: the read may see the old value
	mrs	x0, par_el1
	ret
