package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Value;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.source.Severity;

/** R02: a copy whose ranges overlap in the wrong direction. */
final class CopyOverlap implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("R02", "copy-overlap", Severity.ERROR)
            .summary(
                    "A loop copies upwards to a destination inside its source, or downwards to a destination that its source ends in.")
            .why(
                    "not an architectural rule: a copy reads what it has already overwritten",
                    "Going up, a destination above the source overwrites words that are still to be read; going down, one below it does. The image arrives with a repeated piece in it.")
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: data pa align=4K
            move_up:
            	add	x1, x0, #64
            	add	x2, x0, #4096
            	mov	x6, x0
            1:	ldp	x3, x4, [x6], #16
            	stp	x3, x4, [x1], #16
            	//^^^^^^^^^^^^^^^^^^^
            	cmp	x6, x2
            	b.lo	1b
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: data va align=4K
            by_words:
            	add	x1, x0, #8
            	mov	x2, #512
            	mov	x6, x0
            1:	ldr	x3, [x6]
            	str	x3, [x1]
            	//^^^^^^^^^^
            	add	x6, x6, #8
            	add	x1, x1, #8
            	subs	x2, x2, #1
            	b.ne	1b
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: data va align=4K
            downwards:
            	mov	x6, x0
            	sub	x1, x0, #16
            	sub	x2, x0, #2048
            1:	ldp	x3, x4, [x6, #-16]!
            	stp	x3, x4, [x1, #-16]!
            	//^^^^^^^^^^^^^^^^^^^^^
            	cmp	x6, x2
            	b.hi	1b
            	ret
            """)
            .bad("""
            //@ entry el=3 mmu=off
            bl_moves_itself:                        // a boot stage moved 32 bytes up over its own tail
            	adrp	x0, image
            	add	x0, x0, :lo12:image
            	add	x1, x0, #32
            	add	x2, x0, #1024
            1:	ldr	x3, [x0], #8
            	str	x3, [x1], #8
            	//^^^^^^^^^^^^^^
            	cmp	x0, x2
            	b.ne	1b
            	ret
            	.data
            	.balign	16
            image:	.skip	2048
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: data pa align=4K
            move_down:
            	sub	x1, x0, #64
            	add	x2, x0, #4096
            	mov	x6, x0
            1:	ldp	x3, x4, [x6], #16
            	stp	x3, x4, [x1], #16
            	cmp	x6, x2
            	b.lo	1b
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: data pa align=4K
            //@ x1: data pa align=4K
            two_things:
            	add	x2, x0, #4096
            1:	ldp	x3, x4, [x0], #16
            	stp	x3, x4, [x1], #16
            	cmp	x0, x2
            	b.lo	1b
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: data pa align=4K
            far_enough:
            	add	x1, x0, #4096
            	add	x2, x0, #4096
            	mov	x6, x0
            1:	ldp	x3, x4, [x6], #16
            	stp	x3, x4, [x1], #16
            	cmp	x6, x2
            	b.lo	1b
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: data va align=4K
            in_place:                               // rewrites what it reads
            	add	x2, x0, #4096
            1:	ldr	x3, [x0]
            	rev	x3, x3
            	str	x3, [x0], #8
            	cmp	x0, x2
            	b.lo	1b
            	ret
            """)
            .fix("Compare the addresses and choose the direction, as memmove does.", false)
            .limits(
                    "Judges loops whose source and destination are reckoned from the same thing by known distances; whether two unrelated pointers overlap is not guessed.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        CopyLoop copy = CopyLoop.entered(point);
        if (copy == null) {
            return;
        }
        Value source = copy.source();
        Value destination = copy.destination();
        boolean known = source.base() != null
                && source.base().equals(destination.base())
                && source.exact()
                && destination.exact();
        if (!known) {
            return;
        }
        long distance = destination.delta() - source.delta();
        boolean harm = copy.upwards() ? distance > 0 : distance < 0;
        long length = copy.length();
        if (harm && (length < 0 || Math.abs(distance) < length)) {
            String message = "copies " + (copy.upwards() ? "upwards" : "downwards") + " to a destination "
                    + Math.abs(distance) + " bytes " + (distance > 0 ? "above" : "below")
                    + " its source: it reads what it has already overwritten";
            issues.raise(point, from(Severity.ERROR, copy.store(), point, message, Edit.NONE));
        }
    }
}
