dst	.req x0
src	.req x1
Tmp	.req w2
	mov dst, src
	add DST, dst, SRC
	add tmp, Tmp, TMP
	ldr dst, [src, #8]
	ldp dst, src, [x2], #16
	.unreq dst
dst	.req x9
	mov dst, #1
alias	.req dst
	mov alias, src
	.macro use r
	str \r, [sp, #-16]!
	.endm
	use src
	.irp	num,0,1,2,30
	.equ	.L__gpr_num_x\num, \num
	.endr
	.macro	msr_s, sreg, rt
	.inst	0xd5000000|(\sreg)|(.L__gpr_num_\rt)
	.endm
	msr_s 0x80000, x2
	.inst 0xd503201f, 0x12345678
	.arch armv8.2-a
	.cpu cortex-a53
	.arch_extension crc
