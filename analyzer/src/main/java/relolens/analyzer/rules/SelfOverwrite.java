package relolens.analyzer.rules;

import java.util.Set;
import relolens.analyzer.program.Mention;
import relolens.analyzer.program.Place;
import relolens.analyzer.program.Routine;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.source.Severity;

/** R03: a copy over the code that copies. */
final class SelfOverwrite implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("R03", "self-overwrite", Severity.ERROR)
            .summary("A copying loop's destination begins inside the routine that runs it.")
            .why(
                    "Synchronization and coherency issues between data and instruction accesses",
                    "The instructions still to be run, or the literals they load, are overwritten under them; what is fetched is old or new as caches happen to be.")
            .bad("""
            //@ entry el=1 mmu=off
            //@ x1: data pa align=16
            overlay:
            	adr	x0, overlay
            	add	x2, x1, #256
            1:	ldp	x3, x4, [x1], #16
            	stp	x3, x4, [x0], #16
            	//^^^^^^^^^^^^^^^^^^^
            	cmp	x1, x2
            	b.lo	1b
            	ret
            """)
            .bad("""
            //@ entry el=3 mmu=off
            //@ x1: data pa align=16
            second_stage:
            	adr	x0, tail
            	mov	x2, #64
            1:	ldr	x3, [x1], #8
            	str	x3, [x0], #8
            	//^^^^^^^^^^^^^^
            	subs	x2, x2, #1
            	b.ne	1b
            tail:	nop
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x1: data va align=16
            own_literals:
            	adr	x0, 9f
            	ldr	x5, 9f
            	mov	x2, x5
            1:	ldr	x3, [x1], #8
            	str	x3, [x0], #8
            	//^^^^^^^^^^^^^^
            	subs	x2, x2, #8
            	b.ne	1b
            	ret
            9:	nop
            	nop
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=off
            //@ x9: data pa align=16
            loader_over_itself:                     // a loader whose image region includes the loader
            	adr	x10, 2f
            	add	x11, x9, #1024
            1:	ldp	x3, x4, [x9], #16
            	stp	x3, x4, [x10], #16
            	//^^^^^^^^^^^^^^^^^^^^
            	cmp	x9, x11
            	b.lo	1b
            2:	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: code pa align=16 lines=clean
            //@ x1: data pa align=16
            elsewhere:
            	add	x2, x1, #256
            1:	ldp	x3, x4, [x1], #16
            	stp	x3, x4, [x0], #16
            	cmp	x1, x2
            	b.lo	1b
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x1: data pa align=16
            to_data:
            	adrp	x0, room
            	add	x0, x0, :lo12:room
            	add	x2, x1, #256
            1:	ldp	x3, x4, [x1], #16
            	stp	x3, x4, [x0], #16
            	cmp	x1, x2
            	b.lo	1b
            	ret
            	.bss
            	.balign	16
            room:	.skip	256
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: data pa align=16
            copies_itself_away:
            	adr	x1, copies_itself_away
            	add	x2, x1, #256
            1:	ldp	x3, x4, [x1], #16
            	stp	x3, x4, [x0], #16
            	cmp	x1, x2
            	b.lo	1b
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            one_word:                               // patching one instruction is another matter
            	adr	x0, 1f
            	str	w1, [x0]
            	dc	cvau, x0
            	dsb	ish
            	ic	ivau, x0
            	dsb	ish
            	isb
            1:	nop
            	ret
            """)
            .fix("Run the copy from a page that is no destination (Linux: the control page).", false)
            .limits(
                    "Sees destinations taken as the address of a symbol of the same section. Whether a destination passed in covers the routine is for the caller (see the profile's contract).");

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
        if (copy.destination().system() != null
                && copy.destination().system().name().startsWith("ttbr")
                && point.before().mmu().yes()) {
            String message = "copies over the translation tables that are in use (from "
                    + copy.destination().system().name() + ")";
            issues.raise(point, from(Severity.WARNING, copy.store(), point, message, Edit.NONE));
        }
        if (!copy.destination().exact()) {
            return;
        }
        Place place = CopiedCode.place(point.program(), copy.destination());
        if (place == null) {
            return;
        }
        Routine routine = point.program().routineOf(copy.store());
        int target = point.program().find(place);
        if (routine != null && target >= 0 && routine.contains(target)) {
            String message = "copies over " + routine.name() + ", the code that is running, from "
                    + Mention.lines(Set.of(target)) + " on";
            issues.raise(point, from(Severity.ERROR, copy.store(), point, message, Edit.NONE));
        }
    }
}
