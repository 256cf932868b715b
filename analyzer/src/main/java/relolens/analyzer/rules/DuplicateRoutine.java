package relolens.analyzer.rules;

import relolens.analyzer.source.Severity;

/** X08: two copies of one routine, one for each MMU state. Found over a whole unit, not at a point. */
public final class DuplicateRoutine implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("X08", "duplicate-routine", Severity.WARNING)
            .summary("Two routines do the same work and differ only in how they treat the MMU.")
            .why(
                    "The effects of disabling an address translation stage; Ordering and completion of data and instruction cache instructions",
                    "Two copies of one routine, one for the MMU on and one for the MMU off, must be mended twice and drift apart. Maintenance by address works in both states, and addresses differ by one offset, which is zero with the MMU off: one routine can serve both.")
            .bad("""
            	.globl	copy_on, copy_off
            //@ entry el=1 mmu=on
            //@ x0: code va size=4K align=4K
            //@ x1: data va size=4K align=4K
            copy_on:
            	mov	x2, x0
            	add	x3, x0, #4096
            1:	ldp	x4, x5, [x1], #16
            	stp	x4, x5, [x2], #16
            	cmp	x2, x3
            	b.lo	1b
            	ret
            //@ entry el=1 mmu=off
            //@ x0: code pa size=4K align=4K lines=clean
            //@ x1: data pa size=4K align=4K
            copy_off:
            	mov	x2, x0
            	//^^^^^^^^
            	add	x3, x0, #4096
            1:	ldp	x4, x5, [x1], #16
            	stp	x4, x5, [x2], #16
            	cmp	x2, x3
            	b.lo	1b
            	dsb	sy
            	ret
            """)
            .bad("""
            	.globl	word_on, word_off
            //@ entry el=2 mmu=on
            //@ x0: data va size=64 align=64
            //@ x1: data va size=64 align=64
            word_on:
            	ldr	x2, [x1]
            	str	x2, [x0]
            	ldr	x2, [x1, #8]
            	str	x2, [x0, #8]
            	dc	civac, x0
            	dsb	sy
            	ret
            //@ entry el=2 mmu=off
            //@ x3: data pa size=64 align=64
            //@ x4: data pa size=64 align=64
            word_off:
            	ldr	x5, [x4]
            	//^^^^^^^^^^
            	str	x5, [x3]
            	ldr	x5, [x4, #8]
            	str	x5, [x3, #8]
            	ret
            """)
            .bad("""
            	.globl	late_copy, early_copy
            //@ entry el=1 mmu=on
            //@ x0: data va size=64 align=64
            //@ x1: data va size=64 align=64
            late_copy:                              // linked twice: early boot has a copy of its own
            	ldp	x2, x3, [x1]
            	stp	x2, x3, [x0]
            	ldp	x2, x3, [x1, #16]
            	stp	x2, x3, [x0, #16]
            	ret
            //@ entry el=1 mmu=off
            //@ x0: data pa size=64 align=64
            //@ x1: data pa size=64 align=64
            early_copy:
            	ldp	x2, x3, [x1]
            	//^^^^^^^^^^^^^^
            	stp	x2, x3, [x0]
            	ldp	x2, x3, [x1, #16]
            	stp	x2, x3, [x0, #16]
            	dmb	sy
            	dc	ivac, x0
            	dsb	sy
            	ret
            """)
            .bad("""
            	.globl	with_offset, without_offset
            //@ entry el=1 mmu=on
            //@ x0: data pa size=64 align=64
            //@ x1: data pa size=64 align=64
            //@ x6: offset phys-to-virt
            with_offset:
            	add	x0, x0, x6
            	add	x1, x1, x6
            	ldp	x2, x3, [x1]
            	stp	x2, x3, [x0]
            	dc	cvac, x0
            	dsb	sy
            	ret
            //@ entry el=1 mmu=off
            //@ x0: data pa size=64 align=64
            //@ x1: data pa size=64 align=64
            without_offset:
            	ldp	x2, x3, [x1]
            	//^^^^^^^^^^^^^^
            	stp	x2, x3, [x0]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=any
            //@ x0: data pa size=64 align=64
            //@ x1: data pa size=64 align=64
            //@ x6: offset phys-to-virt
            one_for_both:
            	add	x0, x0, x6
            	add	x1, x1, x6
            	ldp	x2, x3, [x1]
            	stp	x2, x3, [x0]
            	ret
            """)
            .good("""
            	.globl	copy_bytes, copy_and_clean
            //@ entry el=1 mmu=on
            //@ x0: data va size=64 align=64
            //@ x1: data va size=64 align=64
            copy_bytes:                             // both for the MMU on
            	ldp	x2, x3, [x1]
            	stp	x2, x3, [x0]
            	ret
            //@ entry el=1 mmu=on
            //@ x0: data va size=64 align=64
            //@ x1: data va size=64 align=64
            copy_and_clean:
            	ldp	x2, x3, [x1]
            	stp	x2, x3, [x0]
            	dc	cvac, x0
            	dsb	sy
            	ret
            """)
            .good("""
            	.globl	copy_words, copy_half_words
            //@ entry el=1 mmu=on
            //@ x0: data va size=64 align=64
            //@ x1: data va size=64 align=64
            copy_words:                             // other work: another size
            	ldp	x2, x3, [x1]
            	stp	x2, x3, [x0]
            	ret
            //@ entry el=1 mmu=off
            //@ x0: data pa size=64 align=64
            //@ x1: data pa size=64 align=64
            copy_half_words:
            	ldrh	w2, [x1]
            	strh	w2, [x0]
            	dmb	sy
            	ret
            """)
            .good("""
            	.globl	mark_late, mark_early
            //@ entry el=1 mmu=on
            //@ x0: data va size=64 align=64
            mark_late:                              // too little to be worth joining
            	str	xzr, [x0]
            	ret
            //@ entry el=1 mmu=off
            //@ x0: data pa size=64 align=64
            mark_early:
            	str	xzr, [x0]
            	dmb	sy
            	ret
            """)
            .fix(
                    "Write one routine: pass the offset between physical and virtual addresses in a register (zero with the MMU off), apply it once to every physical address, take destination lines out before the stores (`dc civac`, `dsb sy`) and push them after (`dmb sy`, `dc civac`, `dsb sy`).",
                    false)
            .limits(
                    "Compares routines of one unit that are entered in different MMU states, by contract or by what they do. Loads and stores must be the same in both; registers may differ.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {}

    /**
     * {@return the issue}
     *
     * @param here first instruction of the copy to point at
     * @param other name of the other, which stands on {@code line}
     */
    public Issues.Issue issue(int here, String other, int line, String difference) {
        String message = "a second copy of " + other + " (line " + line
                + ") that differs only in how it treats the MMU: " + difference
                + ". An offset register that is zero with the MMU off, added to every physical address, would join them";
        return new Issues.Issue(this, Severity.WARNING, here, here, Issues.Need.OTHER, message, Issues.Edit.NONE, "");
    }
}
