	.text
	ldr x0, =0x12345678
	ldr w1, =0x12345678
	ldr x2, =0x12345678
	ldr x3, =sym
	ldr x4, =sym + 8
	ldr x5, =sym
	ldr x6, =local
	ldr w7, =0xffffffff
	ldr w7, =-1
	ldr x8, =0
	ldr x9, =later
	ldr d0, =0x4000000000000000
	ldr s1, =0x3f800000
	ldr q2, =0x1
	nop
	.ltorg
	nop
	ldr x0, =0x12345678
	ldrsw x1, =5
local:	nop
	.pool
	nop
	.section .a, "ax"
	ldr x0, =sym
	.section .b, "ax"
	ldr x0, =sym2
	ldr w0, =7
	.subsection 1
	ldr x0, =sym3
	.previous
	nop
	.set later, 99
