	.text
	nop
	.section .init.text, "ax"
	nop
	.previous
	nop
	.previous
	nop
	.pushsection .rodata.x, "a", @progbits
	.long 1
	.pushsection .data, 2
	.long 2
	.popsection
	.long 3
	.popsection
	nop
	.subsection 2
	nop
	.subsection 1
	nop
	nop
	.text 0
	nop
	.data 1
	.long 5
	.data
	.long 6
	.section .foo
	.long 7
	.section ".quoted", "aw"
	.long 8
	.section .strs, "aMS", %progbits, 1
	.asciz "s"
	.section .nb, "aw", %nobits
	.skip 100
	.section .bss.mine
	.skip 4
	.section .text.hot
	nop
	.section .rodata.str
	.asciz "x"
	.section .note.test, "a"
	.long 4, 4, 1
	.section .tbss
	.skip 8
	.section .tdata
	.quad 1
	.section .ex, "axe"
	nop
	.section .dat, "aw", @note
	.long 1
	.section .foo
	.long 9
	.section .grp1, "axG", @progbits, sig, comdat
	nop
	.section .grp2, "awG", @progbits, sig, comdat
	.quad fn
	.text
fn:	bl fn2
	.section .text.other, "ax", @progbits
fn2:	ret
	.section .head.text,"awx"
	nop
	.section .ents, "aM", @progbits, 4
	.long 1, 2
