	.if 1
	.byte 1
	.else
	.byte 2
	.endif
	.if 0
	.byte 3
	.elseif 1
	.byte 4
	.elseif 1
	.byte 5
	.else
	.byte 6
	.endif
	.if 0
	.if 1
	.byte 7
	.else
	.byte 8
	.endif
	.error "no"
	.else
	.byte 9
	.endif
	.set defd, 1
lab:
	.ifdef defd
	.byte 10
	.endif
	.ifdef lab
	.byte 11
	.endif
	.ifndef nope
	.byte 12
	.endif
	.ifnotdef nope2
	.byte 13
	.endif
	.globl gl
	.ifdef gl
	.byte 14
	.endif
	.ifeq 0
	.byte 15
	.endif
	.ifne 1
	.byte 16
	.endif
	.iflt -1
	.byte 17
	.endif
	.ifle 0
	.byte 18
	.endif
	.ifgt 1
	.byte 19
	.endif
	.ifge 0
	.byte 20
	.endif
	.ifc abc, abc
	.byte 21
	.endif
	.ifc abc,abd
	.byte 22
	.endif
	.ifnc a b , a b
	.byte 23
	.else
	.byte 24
	.endif
	.ifeqs "x y", "x y"
	.byte 25
	.endif
	.ifnes "x", "y"
	.byte 26
	.endif
	.ifb
	.byte 27
	.endif
	.ifnb x
	.byte 28
	.endif
	.ifb ""
	.byte 29
	.endif
a1:	.long 5
a2:
	.if a2 - a1 == 4
	.byte 31
	.endif
	.if (a2 - a1) * 2 > 7 && 1
	.byte 32
	.endif
	.macro m x
	.ifc \x, sp
	.byte 33
	.else
	.ifc \x,x0
	.byte 34
	.endif
	.endif
	.endm
	m sp
	m x0
	m x1
	.if a1 == a1
	.byte 35
	.endif
lab1 = 4
lab2 = 4
