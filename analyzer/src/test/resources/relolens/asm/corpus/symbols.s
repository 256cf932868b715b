	.globl g1, g2
	.global g3
	.weak wk1, wk2
	.hidden hid1
	.protected p1
	.internal i1
	.local l1
	.type g1, %function
	.type g2, @object
	.type g3, "function"
	.type wk1, STT_FUNC
	.type wk2, #object
	.type t1, %tls_object
	.type i1, %gnu_indirect_function
g1:	nop
	.size g1, . - g1
g2:	.quad 1
	.size g2, 8
g3:	nop
wk1:	nop
hid1:	nop
p1:	nop
i1:	ret
l1:	nop
t1:	nop
.Llocal: nop
plain:	nop
"quoted name": nop
	.equ e1, 0x10
	.equ e2, plain
	.equ e3, plain + 4
	.globl e4
	.equ e4, g1
	.weak e5
	.set e5, g1
	.globl e6
	e6 = 0x1234
	.set .Labs, 5
	.long .Labs
	.comm c1, 16
	.comm c2, 16, 4
	.comm c3, 1, 1
	.local lc
	.comm lc, 24, 8
	.lcomm lc2, 12
	.quad c1, lc, lc2
	bl e4
	bl e5
	b e2
	b wk1
	bl wk2
	bl never
	.extern ext1
	.globl unused
	.weak unusedweak
	.hidden hiddenext
	bl hiddenext
	.size plain, 4
	.size e2, 12
	adr x0, hid1
	adrp x0, l1
	add x0, x0, :lo12:l1
	b .Llocal
	cbz x1, plain
	tbnz x2, #40, plain
	b.ne g3
	ldr x3, plain
	ldr x4, g2
	prfm pldl1keep, plain
