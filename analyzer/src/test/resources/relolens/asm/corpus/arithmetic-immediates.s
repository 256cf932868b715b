	.set big, 0x12345000
	.set neg, -16
	mov x1, neg
	mov w2, #-1
	mov x3, #0xffff0000
	add x4, x4, #(end - start)
	add x5, x5, #0x1000
	sub x6, x6, #late
	mov x7, #late
	movk x8, #late, lsl #16
	and x9, x9, #mask
	and x9, x9, #0xff
	ldr x10, [x11, #late * 8]
	ldr x10, [x11, #-late]
	ldp x10, x11, [sp, #late * 8]
	cmp x0, #late
	svc #late
start:	nop
	nop
end:
	.set late, 3
	.set mask, 0xf0
