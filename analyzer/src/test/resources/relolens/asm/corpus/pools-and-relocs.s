	.text
f:	nop
	.reloc 0, R_AARCH64_NONE, target
	.reloc f + 4, R_AARCH64_ABS32, target + 12
	nop
	nop
	.data
	.quad f, f + 4, target, target - 8
	.long f - ., target - ., f - . + 4
	.quad f - .
	.long f
d1:	.long d2 - d1
d2:	.long d1 - d2, f - d1
	.hword d2 - d1
	.byte d2 - d1
	.section .rodata.str1.1, "aMS", @progbits, 1
one:	.asciz "one"
.Ls2:	.asciz "two"
	.section .tab, "a"
	.quad one, .Ls2
	.long one - ., .Ls2 - .
	.text
	adrp x0, .Ls2
	add x0, x0, :lo12:.Ls2
	adr x1, one
