/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Strategy of a kernel that turns the MMU off first: relocate with the MMU and the caches off. Needs no page tables and works always, but every data
 * access is a Device-nGnRnE round trip. The caller cleaned and invalidated the caches, then turned the MMU off.
 */

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

	/* Takes every line of [start, end) out of the caches. Clobbers start. */
	.macro	discard_lines, start:req, end:req, line:req, tmp:req
	sub	\tmp, \line, #1
	bic	\start, \start, \tmp
.Ldiscard_\@:
	dc	ivac, \start
	add	\start, \start, \line
	cmp	\start, \end
	b.lo	.Ldiscard_\@
	dsb	sy
	.endm

	.section ".relocate.text", "ax"

/*
 * strategy - put an image in place and jump to it. Does not return.
 *   x0 = first entry of the list (a physical address and flags)   x1 = entry point   x2 = device tree
 */
//@ entry  el=1 mmu=off dcache=off icache=off daif=masked
//@ x0: pagelist pa
//@ x1: code pa
//@ x2: data pa
//@RUNS@
//@ expect exit=br relocated
	.globl	strategy
	.type	strategy, %function
strategy:
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
	/* A dirty line of an earlier owner would be written back over the copy: it goes first. */
	mov	x10, x26
	add	x11, x26, #PAGE_SIZE
	discard_lines x10, x11, x24, x12

	mov	x10, x26
1:	ldp	x0, x1, [x9]
	ldp	x2, x3, [x9, #16]
	ldp	x4, x5, [x9, #32]
	ldp	x6, x7, [x9, #48]
	stp	x0, x1, [x10]
	stp	x2, x3, [x10, #16]
	stp	x4, x5, [x10, #32]
	stp	x6, x7, [x10, #48]
	add	x9, x9, #64
	add	x10, x10, #64
	cmp	x10, x11
	b.lo	1b
	mov	x26, x11

.Lnext:
	ldr	x20, [x25], #8
	b	.Lentry

.Ldone:
	dsb	sy
	ic	iallu
	dsb	nsh
	isb
	mov	x0, x22
	mov	x1, xzr
	mov	x2, xzr
	mov	x3, xzr
	br	x21
	.size	strategy, . - strategy

	.globl	strategy_end
strategy_end:
