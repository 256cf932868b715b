	.macro	store a, b=7, c:req, d:vararg
	.long \a, \b, \c
	.ascii "\d"
	.endm
	store 1, 2, 3
	store 1, , 3, x y, z
	store c=9, a=4
	store a=1 c=2 b=3
	store 5 6 7 8
	store (1 + 2), (3 * 4), 5
	.macro two x y
	.long \x
	.long \y
	.endm
	two 1 2
	two 1, 2
	two 1 + 2, 3
	two 1+2 3
	two 1 -2
	two (1), (2)
	two -1 2
	two "3", "4"
	two x=1, y=2
	.macro none
	.byte 0xaa
	.endm
	none
	none; none
	.macro cat a, b
\a\()_\b: .long \a\b
	.long \a\()\b
sym\()\a\()x\@: .byte \@
	.endm
	cat a, b
	.macro Upper A
	.byte \A
	.endm
	UPPER 3
	upper 4
	.macro str s
	.asciz "\s"
	.endm
	str "\"hi\""
	.macro rest first, others:vararg
	.byte \first
	.ifnb \others
	rest \others
	.endif
	.endm
	rest 1, 2, 3, 4
	.macro dflt a=1, b=(2+3), c="4"
	.byte \a, \b, \c
	.endm
	dflt
	dflt , 9
	dflt b=8
