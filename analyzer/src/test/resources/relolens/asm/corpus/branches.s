	.text
1:	nop
	b 1b
	b 1f
	cbz x0, 1b
	tbz w0, #3, 1f
1:	b.eq 1b
	bne 2f
	adr x0, 1b
	ldr x1, 2f
	ldrsw x2, 2f
	adr x3, . + 8
	b . - 4
	b .
2:	.quad 1b - 2b
	b 10f
10:	bl 10b
	b other
	bl other + 8
	adr x5, other
	ldr x6, other
	adrp x7, other
	add x7, x7, :lo12:other
	add x7, x7, #:lo12:other
	ldr x8, [x7, :lo12:other]
	ldr w8, [x7, #:lo12:other + 4]
	ldrb w8, [x7, :lo12:other]
	ldrh w8, [x7, :lo12:other]
	str x8, [x7, :lo12:other+8]
	movz x9, #:abs_g3:other
	movk x9, #:abs_g2_nc:other
	movk x9, #:abs_g1_nc:other
	movk x9, #:abs_g0_nc:other
	movz x9, #:abs_g1_s:other
	movz x9, #:abs_g2_s:other
	movn x9, #:abs_g0_s:other
	movz x1, #:abs_g1:0x12345678
	movk x1, #:abs_g0_nc:0x12345678
	adrp x2, :got:other
	ldr x2, [x2, :got_lo12:other]
	.section .elsewhere, "ax"
	b 1b
	bl 2b
there:	nop
	.text
	bl there
	b there + 4
	adr x1, there
	ldr x2, there
	cbnz x3, there
