	.text
0:	nop
	nop
	.org 0x20
	nop
	.org . + 8
	.org 0b + 0x40
	nop
	.org 0x60, 0xaa
	nop
661:	nop
	nop
662:
	.subsection 1
663:	nop
	nop
664:	.org . - (664b-663b) + (662b-661b)
	.org . - (662b-661b) + (664b-663b)
	.previous
	nop
	. = 0x80
	nop
	. = . + 4
	nop
	.skip 664b - 663b
	.skip 8, 0x55
	.space late - early
	nop
early:	.long 1
late:
	.if 662b - 661b != 664b - 663b
	.error "sizes"
	.endif
