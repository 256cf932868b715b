/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Strategy of a kernel that leaves the MMU on: tables reach every source and destination by one offset. Each page is
 * copied, then pushed out of the caches, for the new image starts with them off.
 */

#define PAGE_SIZE		4096
#define PAGE_MASK		0xfffffffffffff000
#define SCTLR_ELx_MCI		0x1005

#define IND_INDIRECTION_BIT	1
#define IND_DONE_BIT		2
#define IND_SOURCE_BIT		3

	.section ".relocate.text", "ax"

/*
 * strategy - put an image in place and jump to it. Does not return.
 *   x0 = first entry of the list (a physical address and flags)   x1 = entry point   x2 = device tree
 *   x3 = what is added to a physical address
 */
//@ entry  el=1 mmu=on daif=masked
//@ x0: pagelist pa
//@ x1: code pa
//@ x2: data pa
//@ x3: offset phys-to-virt
//@RUNS@
//@ expect exit=br relocated
	.globl	strategy
	.type	strategy, %function
strategy:
	mov	x20, x0
	mov	x21, x1
	mov	x22, x2
	mov	x23, x3
	mrs	x9, ctr_el0
	ubfx	x9, x9, #16, #4
	mov	x24, #4
	lsl	x24, x24, x9			// bytes of a data cache line
	mov	x25, xzr			// next entry of the list
	mov	x26, xzr			// destination

.Lentry:
	tbnz	x20, #IND_DONE_BIT, .Ldone
	and	x9, x20, #PAGE_MASK
	add	x9, x9, x23
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
1:	ldp	x0, x1, [x9]
	ldp	x2, x3, [x9, #16]
	ldp	x4, x5, [x9, #32]
	ldp	x6, x7, [x9, #48]
	add	x9, x9, #64
	stnp	x0, x1, [x10]
	stnp	x2, x3, [x10, #16]
	stnp	x4, x5, [x10, #32]
	stnp	x6, x7, [x10, #48]
	add	x10, x10, #64
	cmp	x10, x11
	b.lo	1b

2:	dc	civac, x26
	add	x26, x26, x24
	cmp	x26, x11
	b.lo	2b
	dsb	sy

.Lnext:
	ldr	x20, [x25], #8
	b	.Lentry

.Ldone:
	ic	iallu
	dsb	nsh
	isb
	mrs	x9, sctlr_el1
	mov	x10, #SCTLR_ELx_MCI
	bic	x9, x9, x10
	msr	sctlr_el1, x9
	isb
	mov	x0, x22
	mov	x1, xzr
	mov	x2, xzr
	mov	x3, xzr
	br	x21
	.size	strategy, . - strategy
