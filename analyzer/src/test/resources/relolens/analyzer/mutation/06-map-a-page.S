// A page is mapped where nothing was, and used at once.
//@ entry el=1 mmu=on
//@ x0: pagetable va
//@ x4: data va
map:
	str	x2, [x0]
	dsb	ishst	// needed, in order [PT]: the walker must see the new entry
	isb	// needed, in order [PT]: the access may already have been translated, and faulted
	ldr	x3, [x4]
	ret
