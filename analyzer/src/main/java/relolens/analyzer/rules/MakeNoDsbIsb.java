package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.Note;
import relolens.analyzer.dataflow.Provenance;
import relolens.analyzer.dataflow.Role;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.MemoryAccess;

/** T07: a new entry used before this processing element can see it. */
final class MakeNoDsbIsb implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("T07", "make-no-dsb-isb", Severity.ERROR)
            .summary(
                    "A valid entry is stored to a live table, and memory is used before a DSB and a context synchronisation event.")
            .why(
                    "Ordering and completion of TLB maintenance instructions; Translation table walks",
                    "The walk is an access of its own, ordered after the store only by a DSB; and instructions already in the pipeline may have taken a fault in advance until the context is synchronised. The result is a spurious fault on a page that is mapped.")
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va align=8
            //@ x2: data va
            map_and_use:
            	orr	x1, x1, #3
            	str	x1, [x0]
            	//^^^^^^^^^^
            	ldr	x3, [x2]
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va align=8
            //@ x2: data va
            isb_only:                               // EDK2 had the other half of it for years
            	orr	x1, x1, #1
            	str	x1, [x0]
            	//^^^^^^^^^^
            	isb
            	str	xzr, [x2]
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va align=8
            //@ x2: data va
            dsb_only:
            	orr	x1, x1, #1
            	str	x1, [x0]
            	//^^^^^^^^^^
            	dsb	ishst
            	ldr	x3, [x2]
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on
            //@ x0: pagetable va align=8
            //@ x2: code va
            map_and_run:
            	orr	x1, x1, #3
            	str	x1, [x0, #8]
            	//^^^^^^^^^^^^^^
            	dmb	ishst
            	isb
            	br	x2
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va align=8
            //@ x2: data va
            map_and_use:
            	orr	x1, x1, #3
            	str	x1, [x0]
            	dsb	ishst
            	isb
            	ldr	x3, [x2]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va align=8
            several:
            	orr	x1, x1, #3
            	str	x1, [x0]
            	str	x1, [x0, #8]
            	dsb	ishst
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: pagetable pa align=8
            //@ x2: data pa
            early:
            	orr	x1, x1, #3
            	str	x1, [x0]
            	ldr	x3, [x2]
            	dsb	ishst
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va align=8
            //@ x2: data va
            remade:                                 // break-before-make: the ISB at the end serves
            	str	xzr, [x0]
            	dsb	ishst
            	tlbi	vmalle1is
            	dsb	ish
            	orr	x1, x1, #3
            	str	x1, [x0]
            	dsb	ishst
            	isb
            	ldr	x3, [x2]
            	ret
            """)
            .fix("After the store: `dsb ishst`, `isb`.", true)
            .limits(
                    "A warning if only the ISB is missing. Any access through a declared pointer counts as a use, through one of unknown use if the entry is provably valid; the stack and the table itself do not.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        if (!point.before().mmu().yes()) {
            return;
        }
        boolean ends = endsBreak(point);
        for (Note n : point.before().trail().all()) {
            if (n.event() != Event.ENTRY_MADE || !ends && !uses(point, n)) {
                continue;
            }
            boolean stored = (n.detail() & Note.COMPLETED) == 0;
            String user = Words.where(point.program(), point.at().index());
            String message = stored
                    ? "no DSB between this new table entry and " + user + ", whose walk may not see it"
                    : "no ISB after this new table entry and its DSB before " + user
                            + ", which may fault as if it were not there";
            Edit edit = stored ? Edit.after("dsb\tishst\n\tisb") : Edit.NONE;
            issues.raise(
                    point,
                    new Issues.Issue(
                            this,
                            stored && uses(point, n) ? Severity.ERROR : Severity.WARNING,
                            n.site(),
                            point.at().index(),
                            Need.OTHER,
                            message,
                            edit,
                            "make " + n.site()));
        }
    }

    /** A routine that broke an entry and made it anew is done with it when it returns. */
    private static boolean endsBreak(Point point) {
        return point.returns() && point.before().trail().has(Event.TABLE_BROKEN);
    }

    private static boolean uses(Point point, Note made) {
        if (point.jumps()) {
            return true;
        }
        MemoryAccess access = point.access();
        if (access == null || access.base() == 31) {
            return false;
        }
        Value address = point.address(access);
        Role role = address.role();
        return role == Role.DATA || role == Role.CODE || (made.detail() & Note.VALID) != 0 && elsewhere(address, made);
    }

    /** Whether a pointer of unknown use leads neither to the table, nor to one below it, nor to what the image itself holds. */
    private static boolean elsewhere(Value address, Note made) {
        Base base = address.base();
        boolean tables = base == null
                || base.equals(made.base())
                || base instanceof Base.Reached r && r.from().equals(made.base());
        return address.role() == null
                && address.defined()
                && !tables
                && address.provenance() != Provenance.PC_RELATIVE
                && address.provenance() != Provenance.LINK;
    }
}
