	.text
	nop
	.byte 1
	.align 2
	nop
	.balign 16
	nop
	.p2align 4, 0
	nop
	.p2align 4, 0xab
	nop
	.p2align 6,,8
	nop
	.p2align 6,,60
	nop
	.balignw 8, 0x1234
	nop
	.balignl 16, 0x12345678
	.p2alignl 4, 0x12345678
	nop
	.align
	.align 0
	.balign 1
	.byte 1, 2, 3
	.balign 8
	.byte 1
	.balign 64
	.data
	.byte 1
	.align 3
	.byte 2
	.balign 16, 0xff
	.byte 3
	.section .rodata
	.byte 1
	.p2align 3
	.long 2
	.bss
	.skip 3
	.align 4
	.skip 16
	.section .noalign
	.byte 1
	.section .insn.in.data, "aw"
	.byte 0,0,0,0
	nop
	.section .only.pad, "ax"
	.align 5
