// A hypervisor puts in the next guest's stage 2 and empties what belongs to its VMID.
//@ entry el=2 vhe=no mmu=on
//@ x0: symbol stage2 pa
guest:
	msr	vttbr_el2, x0
	isb	// needed, in order [SYS]: the TLBI acts on the VMID in force
	tlbi	vmalls12e1is	// needed, in order [TLB]: entries of the VMID's last owner stay in TLBs
	dsb	ish	// needed, in order [TLB]: a TLBI is complete only after a DSB
	eret
