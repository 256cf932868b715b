package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.Pending;
import relolens.analyzer.dataflow.State;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.MemoryAccess;

/** T09: other tables under the same ASID, the TLB as it was. */
final class TtbrSwitchAsid implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("T09", "ttbr-switch-asid", Severity.ERROR)
            .summary(
                    "A live TTBR is switched to other tables under the same ASID, and nothing invalidates what the TLB holds of the old ones.")
            .why(
                    "TLB maintenance requirements; ASID and global and non-global entries",
                    "Entries of the old tables match the new ones' addresses, global ones under any ASID: accesses go to the old pages, and a page mapped by both sets may be held twice.")
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable pa align=4K
            //@ x1: data va
            straight_over:
            	msr	ttbr0_el1, x0
            	//^^^^^^^^^^^^^^^
            	isb
            	ldr	x2, [x1]
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable pa align=4K
            //@ x1: code va
            kernel_tables:
            	msr	ttbr1_el1, x0
            	//^^^^^^^^^^^^^^^
            	isb
            	br	x1
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable pa align=4K
            //@ x1: emptytable pa align=4K
            //@ x2: data va
            reserved_but_not_invalidated:           // half of break-before-make: the copy of the linear map in kexec needs both
            	msr	ttbr1_el1, x1
            	isb
            	msr	ttbr1_el1, x0
            	//^^^^^^^^^^^^^^^
            	isb
            	ldr	x3, [x2]
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on
            //@ x0: pagetable pa align=4K
            //@ x1: data va
            hyp_switch:
            	msr	ttbr0_el2, x0
            	//^^^^^^^^^^^^^^^
            	isb
            	str	xzr, [x1]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable pa align=4K
            //@ x1: emptytable pa align=4K
            //@ x2: data va
            by_way_of_the_empty_table:
            	msr	ttbr1_el1, x1
            	isb
            	tlbi	vmalle1
            	dsb	nsh
            	msr	ttbr1_el1, x0
            	isb
            	ldr	x3, [x2]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable pa align=4K
            //@ x1: data va
            another_asid:
            	bfi	x0, x2, #48, #16
            	msr	ttbr0_el1, x0
            	isb
            	ldr	x3, [x1]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable pa align=4K
            //@ x1: data va
            invalidated_after:
            	msr	ttbr0_el1, x0
            	isb
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	ldr	x3, [x1]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: pagetable pa align=4K
            //@ x1: data pa
            first_tables:
            	msr	ttbr0_el1, x0
            	isb
            	ldr	x2, [x1]
            	ret
            """)
            .fix(
                    "Switch to a reserved (empty) table, `isb`, `tlbi vmalle1`, `dsb nsh`, then to the new one, `isb`; or give the new tables an ASID of their own.",
                    false)
            .limits("Judges tables declared as such. An ASID inserted into the value counts as another one.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        State s = point.before();
        int site = s.trail().last(Event.TABLE_SWITCHED);
        MemoryAccess access = point.access();
        boolean uses = access != null && access.base() != 31 || point.jumps();
        boolean tooEarly = point.returns()
                && s.trail().all().stream().anyMatch(n -> n.event() == Event.TABLE_SWITCHED && n.detail() == 1);
        if (site < 0 || !uses && !tooEarly || !s.mmu().yes()) {
            return;
        }
        for (Pending p : s.pending()) {
            if (p.site() == site) {
                // S02's: the write is not even synchronised yet.
                return;
            }
        }
        if (tooEarly) {
            String message =
                    "the TLBI comes before the switch: until then walks go on through the old tables, and nothing invalidates those entries afterwards";
            issues.raise(point, from(Severity.WARNING, site, point, message, Edit.NONE));
            return;
        }
        String message = "other tables under the same ASID, and no TLBI before "
                + Words.where(point.program(), point.at().index()) + ": the TLB may still hold entries of the old ones";
        issues.raise(point, from(Severity.ERROR, site, point, message, Edit.NONE));
    }
}
