/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Turning the MMU on in boot code: tables written with the MMU off, made visible to the walker, old translations
 * thrown away, registers synchronised, then M, C and I in one write. Take any barrier out and see what Relolens says.
 */

#define SCTLR_ELx_MCI		0x1005

	.section ".idmap.text", "ax"

/*
 * enable_mmu - turn the MMU and the caches on at EL1. Runs identity mapped.
 *   x0 = root of the identity map (TTBR0), physical   x1 = root of the kernel map (TTBR1), physical
 *   x2 = memory attributes (MAIR)                     x3 = translation control (TCR)
 */
//@ entry  el=1 mmu=off dcache=off icache=on daif=masked
//@ x0: pagetable pa size=4K align=4K
//@ x1: pagetable pa size=4K align=4K
	.globl	enable_mmu
	.type	enable_mmu, %function
enable_mmu:
	dsb	sy				// the tables were written with the MMU off
	tlbi	vmalle1				// what an earlier owner left
	dsb	nsh
	msr	mair_el1, x2
	msr	tcr_el1, x3
	msr	ttbr0_el1, x0
	msr	ttbr1_el1, x1
	isb
	mrs	x4, sctlr_el1
	mov	x5, #SCTLR_ELx_MCI
	orr	x4, x4, x5
	msr	sctlr_el1, x4
	isb
	ic	iallu				// fetched from the PoC before, perhaps patched at the PoU since
	dsb	nsh
	isb
	ret
	.size	enable_mmu, . - enable_mmu
