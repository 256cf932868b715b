package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.Note;
import relolens.analyzer.dataflow.Role;
import relolens.analyzer.dataflow.State;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.MemoryAccess;

/** T08: an entry taken away, its translation left in the TLB. */
final class UnmapNoTlbi implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("T08", "unmap-no-tlbi", Severity.ERROR)
            .summary(
                    "An entry is made invalid, or its permissions are reduced, and no TLBI follows before memory is used or the routine ends.")
            .why(
                    "TLB maintenance requirements",
                    "Barriers do not empty the TLB. As long as it holds the old entry, accesses go to the old page, whoever owns it now, and a page made read-only can still be written.")
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va align=8
            //@ x2: data va
            unmap_and_reuse:
            	str	xzr, [x0]
            	//^^^^^^^^^^^
            	dsb	ish
            	isb
            	str	x1, [x2]
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va align=8
            //@ x2: data va
            protect_and_rely:
            	ldr	x1, [x0]
            	orr	x1, x1, #0x80
            	str	x1, [x0]
            	//^^^^^^^^^^
            	dsb	ish
            	isb
            	ldr	x3, [x2]
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on
            //@ x0: pagetable va align=8
            //@ x2: code va
            drop_identity_map:                      // a hypervisor that removes its 1:1 mapping and jumps on
            	str	xzr, [x0, #8]
            	//^^^^^^^^^^^^^^^
            	dsb	nshst
            	isb
            	br	x2
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va align=8
            done_it_thinks:
            	str	xzr, [x0]
            	//^^^^^^^^^^^
            	dsb	ish
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va align=8
            //@ x2: data va
            unmap_and_reuse:
            	str	xzr, [x0]
            	dsb	ishst
            	tlbi	vmalle1is
            	dsb	ish
            	isb
            	str	x1, [x2]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va align=8
            clear_entry:                            // a helper: its caller invalidates a range at once
            	str	xzr, [x0]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: pagetable pa align=8
            //@ x2: data pa
            before_mmu_on:
            	str	xzr, [x0]
            	dsb	ish
            	isb
            	str	x1, [x2]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va align=8
            //@ x2: data va
            whole_space:
            	str	xzr, [x0]
            	str	xzr, [x0, #8]
            	dsb	ishst
            	tlbi	vmalle1is
            	dsb	ish
            	isb
            	ldr	x1, [x2]
            	ret
            """)
            .fix("After the store: `dsb ishst`, `tlbi vae1is` (or `vmalle1is`), `dsb ish`, `isb`.", false)
            .limits(
                    "A warning at a return, if a DSB completed the store: the caller may invalidate. Silent at a return without a DSB.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        State s = point.before();
        MemoryAccess access = point.access();
        boolean data =
                access != null && access.base() != 31 && point.address(access).role() == Role.DATA;
        boolean uses = data || point.jumps();
        if (!s.mmu().yes() || !uses && !point.returns()) {
            return;
        }
        for (Note n : s.trail().all()) {
            boolean left = n.event() == Event.ENTRY_BROKEN || n.event() == Event.ENTRY_CHANGED;
            if (left && !s.pendingTable()) {
                String message = "no TLBI after this change of a live table and before "
                        + Words.where(point.program(), point.at().index())
                        + ": the old translation may still be in use";
                issues.raise(
                        point,
                        new Issues.Issue(
                                this,
                                uses ? Severity.ERROR : Severity.WARNING,
                                n.site(),
                                point.at().index(),
                                Need.OTHER,
                                message,
                                Edit.NONE,
                                "unmap " + n.base()));
            }
        }
    }
}
