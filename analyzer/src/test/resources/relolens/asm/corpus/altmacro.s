	.altmacro
	.macro lp from, to
	.if \from - \to
	.long from
	lp %(from+1), to
	.else
	.long 99
	.endif
	.endm
	lp 0, 3
	.macro loc a
	LOCAL here, there
here:	.long there - here
there:	.byte a
	.endm
	loc 1
	loc 2
	.macro s t
	.ascii "t"
	.asciz t
	.endm
	.macro esc x
	.byte x
	.endm
	esc <1, 2, 3>
	esc <!1>
	esc %1+2*3
	.macro glue a, b
a&b:	.byte 5
a&&b&_z: .byte 6
	.endm
	glue qq, rr
	.noaltmacro
	.macro _for var:req, from:req, to:req
	.altmacro
	_step \var, %(\from), %(\to)
	.noaltmacro
	.endm
	.macro _step var, from, to
	.if (\from) == (\to)
	.noaltmacro
	body \from
	.altmacro
	.else
	_step \var, %\from, %((\from) + ((\to) - (\from)) / 2)
	_step \var, %((\from) + ((\to) - (\from)) / 2 + 1), %\to
	.endif
	.endm
	.macro body n
	.byte \n
	.endm
	_for n, 0, 7
