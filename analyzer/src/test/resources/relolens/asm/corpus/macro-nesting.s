	.macro outer n
	.macro inner\n x
	.long \n, \x
	.endm
	inner\n 5
	.purgem inner\n
	.endm
	outer 1
	outer 2
	.macro early x
	.if \x
	.long 1
	.exitm
	.endif
	.long 2
	.endm
	early 0
	early 1
	.macro count n
	.long \n
	.if \n
	count "(\n-1)"
	.endif
	.endm
	count 3
	.macro reps n
	.rept \n
	.byte 1
	.rept 2
	.byte 2
	.endr
	.endr
	.endm
	reps 2
	.macro many regs:vararg
	.irp r, \regs
	.long \r
	.endr
	.endm
	many 1, 2, 3
	.irp a, 1, 2
	.irp b, 3, 4
	.byte \a, \b
	.endr
	.endr
	.irpc c, 0129
	.byte \c
	.endr
	.irp x
	.byte 7\x
	.endr
	.irp x, "a b", c
	.ascii "\x"
	.endr
	.rept 0
	.error "never"
	.endr
	.macro onel ; .byte 1 ; .byte 2 ; .endm
	onel
	.macro lab
	.Lx\@: .long . - .Lx\@
	1: .byte 1b - .
	.endm
	lab
	lab
	.irp i, 1, 2
l\i: .byte \i
	.endr
	.rept 3
	.irp q, x, y
	.ascii "\q"
	.endr
	.endr
	.macro setter name, val
	.set \name, \val
	.equ \name\()_2, \val * 2
	.endm
	setter foo, 5
	.long foo, foo_2
	.set i, 0
	.rept 4
	.byte i
	.set i, i + 1
	.endr
