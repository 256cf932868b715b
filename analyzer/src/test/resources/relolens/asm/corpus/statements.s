# a comment
  # another
	nop; nop ; nop	// trailing
	nop /* inner */ ; /* two */ nop
	/* over
	   lines */ nop
a: b: c:	nop; d: nop
	.byte 1 ;.byte 2;
	.ascii "not // a comment", "; nor this", "/* nor this */"
	.ascii "#"
1: 2: 3: nop
label : nop
	.set	spaced , 5
	spaced2	=	6
	.long	spaced , spaced2
	mov	x0 , #1
	mov	x0,1
	ldr	x0 , [ x1 , # 8 ]
	add x0, x1, x2, lsl # 3
	MOV X0, X1
	.LONG 5
	.Byte 6
$dollar: nop
under_score.dot$: nop
.ident "version"
.file "x.c"
