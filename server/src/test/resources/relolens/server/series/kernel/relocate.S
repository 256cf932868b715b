/* SPDX-License-Identifier: Apache-2.0 */
/* Puts a new image in place and jumps to it. */

#define PAGE_SIZE		4096
#define PAGE_MASK		0xfffffffffffff000

#define IND_DESTINATION_BIT	0
#define IND_INDIRECTION_BIT	1
#define IND_DONE_BIT		2
#define IND_SOURCE_BIT		3

	/* Bytes of a data cache line, from CTR_EL0.DminLine. */
	.macro	dcache_line_bytes, line:req, tmp:req
	mrs	\tmp, ctr_el0
	ubfx	\tmp, \tmp, #16, #4
	mov	\line, #4
	lsl	\line, \line, \tmp
	.endm

	/* Cleans and invalidates every line of [start, end). Clobbers start. */
	.macro	push_lines, start:req, end:req, line:req
.Lpush_\@:
	dc	civac, \start
	add	\start, \start, \line
	cmp	\start, \end
	b.lo	.Lpush_\@
	dsb	sy
	.endm

	/* Copies a page, the first halves of all lines before the second. Clobbers x0 to x3. */
	.macro	copy_one_page, dst:req, src:req, end:req
	.irp	half, 0, 32
	mov	x12, \dst
	mov	x13, \src
9:
	ldp	x0, x1, [x13, #\half]
	ldp	x2, x3, [x13, #\half + 16]
	stp	x0, x1, [x12, #\half]
	stp	x2, x3, [x12, #\half + 16]
	add	x13, x13, #64
	add	x12, x12, #64
	cmp	x12, \end
	b.lo	9b
	.endr
	.endm

	.section ".relocate.text", "ax"

/*
 * relocate_image - put an image in place and jump to it, MMU off. Does not return.
 *   x0 = first entry of the list (a physical address and flags)   x1 = entry point   x2 = device tree
 */
//@ entry  el=1 mmu=off dcache=off icache=on daif=masked
//@ x0: pagelist pa
//@ x1: code pa
//@ x2: data pa
//@ run    off: mmu=off core=cortex-a72 board=stingray x0=kimage(size=1MB, order=0, layout=scattered, seed=1) x1=kimage.start x2=kimage.dtb
//@ expect exit=br relocated
	.globl	relocate_image
	.type	relocate_image, %function
relocate_image:
	mov	x20, x0				// entry of the list
	mov	x21, x1				// entry point
	mov	x22, x2				// device tree
	dcache_line_bytes x24, x9
	mov	x25, xzr			// next entry of the list
	mov	x26, xzr			// destination

.Lentry:
	tbnz	x20, #IND_DONE_BIT, .Ldone
	and	x9, x20, #PAGE_MASK
	tbnz	x20, #IND_SOURCE_BIT, .Lsource
	tbnz	x20, #IND_INDIRECTION_BIT, .Lindirection
	mov	x26, x9
	b	.Lnext
.Lindirection:
	mov	x25, x9
	b	.Lnext

.Lsource:
	mov	x10, x26
	add	x11, x26, #PAGE_SIZE
	push_lines x10, x11, x24
	mov	x10, x26
	copy_one_page x10, x9, x11
	dmb	sy
	mov	x10, x26
	push_lines x10, x11, x24
	mov	x26, x11

.Lnext:
	ldr	x20, [x25], #8
	b	.Lentry

.Ldone:
	ic	iallu
	dsb	nsh
	isb
	mov	x0, x22
	mov	x1, xzr
	mov	x2, xzr
	mov	x3, xzr
	br	x21
	.size	relocate_image, . - relocate_image
