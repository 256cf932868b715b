/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One relocation routine for both worlds: the same instructions run with the MMU off, when there was no memory for
 * page tables, and with it on, from a copy of the linear map. What differs is one register: the offset that turns a
 * physical address into one that can be dereferenced. It is zero with the MMU off.
 *
 * The caller copies strategy .. strategy_end into a page of its own, identity maps that page (MMU on) and
 * has the entry list and the source pages clean to the point of coherency (MMU off).
 */

#define PAGE_SIZE		4096
#define PAGE_MASK		0xfffffffffffff000

/* Flags of an entry of the list, as Linux's kexec builds it. */
#define IND_DESTINATION_BIT	0
#define IND_INDIRECTION_BIT	1
#define IND_DONE_BIT		2
#define IND_SOURCE_BIT		3

#define SCTLR_ELx_M_BIT		0
#define SCTLR_ELx_MCI		0x1005

	.section ".relocate.text", "ax"

/*
 * strategy - put an image in place and jump to it. Does not return.
 *   x0 = first entry of the list (a physical address and flags)   x1 = entry point   x2 = device tree
 *   x3 = what to add to a physical address before it is dereferenced
 */
//@ entry  el=1 mmu=any daif=masked
//@ x0: pagelist pa
//@ x1: code pa
//@ x2: data pa
//@ x3: offset phys-to-virt
//@RUNS@
//@ expect exit=br relocated
	.globl	strategy
	.type	strategy, %function
strategy:
	mov	x20, x0				// entry of the list
	mov	x21, x1				// entry point
	mov	x22, x2				// device tree
	mov	x23, x3				// physical to virtual
	mrs	x9, ctr_el0
	ubfx	x9, x9, #16, #4
	mov	x10, #4
	lsl	x24, x10, x9			// bytes of a data cache line
	mov	x25, xzr			// next entry of the list
	mov	x26, xzr			// destination, physical

.Lentry:
	tbnz	x20, #IND_DONE_BIT, .Ldone
	and	x9, x20, #PAGE_MASK
	tbnz	x20, #IND_SOURCE_BIT, .Lsource
	tbnz	x20, #IND_INDIRECTION_BIT, .Lindirection
	mov	x26, x9
	b	.Lnext
.Lindirection:
	add	x25, x9, x23
	b	.Lnext
.Lsource:
	cmp	x26, x9				// in place already?
	b.eq	.Lplaced
	mov	x0, x26
	mov	x1, x9
	mov	x2, x23
	mov	x3, x24
	bl	relocate_page
.Lplaced:
	add	x26, x26, #PAGE_SIZE
.Lnext:
	ldr	x20, [x25], #8
	b	.Lentry

.Ldone:
	ic	iallu
	dsb	nsh
	isb
	mrs	x9, sctlr_el1
	tbz	x9, #SCTLR_ELx_M_BIT, .Lleave
	mov	x10, #SCTLR_ELx_MCI
	bic	x9, x9, x10
	msr	sctlr_el1, x9
	isb
.Lleave:
	mov	x0, x22
	mov	x1, xzr
	mov	x2, xzr
	mov	x3, xzr
	br	x21
	.size	strategy, . - strategy

/*
 * relocate_page - copy one page of an image to where it will be executed.
 *   x0 = destination, physical   x1 = source, physical   x2 = physical to virtual   x3 = bytes of a data cache line
 *
 * The destination's lines leave the caches before the copy, so that no dirty line of an earlier owner is written back
 * over it, and are pushed out after it, so that the new image finds its bytes with caches and MMU off. Both are right
 * with the MMU on and with it off. Uses x4 to x13.
 */
//@ entry  el=1 mmu=any daif=masked
//@ x0: code pa size=4K align=4K
//@ x1: data pa size=4K align=4K
//@ x2: offset phys-to-virt
//@ x3: number 64
	.type	relocate_page, %function
relocate_page:
	add	x4, x0, x2			// destination
	add	x5, x1, x2			// source
	add	x6, x4, #PAGE_SIZE

	mov	x7, x4
1:	dc	civac, x7
	add	x7, x7, x3
	cmp	x7, x6
	b.lo	1b
	dsb	sy

	mov	x7, x4
2:	ldp	x8, x9, [x5]
	ldp	x10, x11, [x5, #16]
	stp	x8, x9, [x7]
	stp	x10, x11, [x7, #16]
	ldp	x12, x13, [x5, #32]
	ldp	x8, x9, [x5, #48]
	stp	x12, x13, [x7, #32]
	stp	x8, x9, [x7, #48]
	add	x5, x5, #64
	add	x7, x7, #64
	cmp	x7, x6
	b.lo	2b

	dmb	sy				// Device stores are not ordered with maintenance by address
	mov	x7, x4
3:	dc	civac, x7
	add	x7, x7, x3
	cmp	x7, x6
	b.lo	3b
	dsb	sy
	ret
	.size	relocate_page, . - relocate_page

	.globl	strategy_end
strategy_end:
