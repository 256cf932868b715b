package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.Note;
import relolens.analyzer.dataflow.Role;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.MemoryAccess;

/** D05: the same memory read through the cache and written past it. */
final class AttributeAlias implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("D05", "attribute-alias", Severity.WARNING)
            .summary(
                    "Memory is read through the cache and then written with the MMU off, its lines still in the cache.")
            .why(
                    "Mismatched memory attributes",
                    "The two accesses have different attributes. The line that the read brought in stays, and later reads through the cache, of this or any other processing element, see it instead of what was written.")
            .bad("""
            //@ entry el=1 mmu=on dcache=on idmap=yes
            //@ x0: data align=64
            flag_in_both_worlds:
            	ldr	x1, [x0]
            	mrs	x2, sctlr_el1
            	bic	x2, x2, #1
            	msr	sctlr_el1, x2
            	isb
            	str	x1, [x0, #8]
            	//^^^^^^^^^^^^^^
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x5: code pa
            counter:
            	adrp	x0, word
            	add	x0, x0, :lo12:word
            	ldr	w1, [x0]
            	mrs	x2, sctlr_el1
            	bic	x2, x2, #1
            	msr	sctlr_el1, x2
            	isb
            	add	w1, w1, #1
            	str	w1, [x0]
            	//^^^^^^^^^^
            	br	x5
            	.data
            word:	.word	0
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on dcache=on
            //@ x0: data align=64
            mailbox:
            	ldp	x1, x2, [x0]
            	mrs	x3, sctlr_el2
            	bic	x3, x3, #4
            	bic	x3, x3, #1
            	msr	sctlr_el2, x3
            	isb
            	stp	x2, x1, [x0]
            	//^^^^^^^^^^^^^^
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data align=64
            boot_status:                            // the boot-status word that Linux reads cached and secondaries write uncached
            	ldr	x1, [x0]
            	cbnz	x1, 1f
            	mrs	x2, sctlr_el1
            	bic	x2, x2, #1
            	msr	sctlr_el1, x2
            	isb
            	mov	x1, #1
            	str	x1, [x0]
            	//^^^^^^^^^^
            1:	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data align=64
            taken_out_first:
            	ldr	x1, [x0]
            	dc	civac, x0
            	dsb	sy
            	mrs	x2, sctlr_el1
            	bic	x2, x2, #1
            	msr	sctlr_el1, x2
            	isb
            	str	x1, [x0, #8]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: data pa align=64
            always_off:
            	ldr	x1, [x0]
            	str	x1, [x0, #8]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data align=64
            //@ x1: data align=64
            two_places:
            	ldr	x3, [x0]
            	mrs	x2, sctlr_el1
            	bic	x2, x2, #1
            	msr	sctlr_el1, x2
            	isb
            	str	x3, [x1]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: device
            a_device:                               // mapped as Device: no lines
            	ldr	w1, [x0]
            	mrs	x2, sctlr_el1
            	bic	x2, x2, #1
            	msr	sctlr_el1, x2
            	isb
            	str	w1, [x0]
            	ret
            """)
            .fix(
                    "`dc civac` (or `dc ivac`) and `dsb sy` over the memory, before the MMU goes off or before the store.",
                    false)
            .limits("Judges memory reached through one pointer on one path. Code and page lists are M04's.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        MemoryAccess access = point.access();
        if (access == null || !access.stores() || !point.before().mmu().no()) {
            return;
        }
        Value address = point.address(access);
        boolean judged = address.role() != Role.CODE
                && address.role() != Role.PAGE_LIST
                && address.role() != Role.DEVICE
                && address.role() != Role.STACK;
        Note read = point.before().trail().last(Event.READ_CACHED, address.base());
        if (!judged
                || read == null
                || address.base() == null
                || point.before().lines(address.base()).evicted(address, access.bytes())) {
            return;
        }
        String message = "writes memory past the cache that " + Words.where(point.program(), read.site())
                + " read through it: the old line stays there and hides what is written";
        issues.raise(point, here(Severity.WARNING, point, message));
    }
}
