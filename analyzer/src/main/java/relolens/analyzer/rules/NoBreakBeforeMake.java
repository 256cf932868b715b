package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.Note;
import relolens.analyzer.dataflow.Role;
import relolens.analyzer.dataflow.TableEntry;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.SystemKind;

/** T04: a live entry changed without being invalid in between. */
final class NoBreakBeforeMake implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("T04", "no-break-before-make", Severity.ERROR)
            .summary(
                    "A live translation-table entry is given another address, memory type, shareability, nG or contiguous bit without having been invalid, and invalidated in the TLB, in between.")
            .why(
                    "Using break-before-make when updating translation table entries",
                    "A TLB may hold the old entry while a walk loads the new one. Two entries for one address may then be there at once: a TLB conflict abort, or accesses by either, with mixed attributes.")
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va align=8
            change_type:                            // Normal becomes Device under its users
            	ldr	x1, [x0]
            	bic	x1, x1, #0x1c
            	str	x1, [x0]
            	//^^^^^^^^^^
            	dsb	ishst
            	tlbi	vmalle1is
            	dsb	ish
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va align=8
            not_global:
            	ldr	x3, [x0, #16]
            	orr	x3, x3, #0x800
            	str	x3, [x0, #16]
            	//^^^^^^^^^^^^^^^
            	dsb	ishst
            	tlbi	vmalle1is
            	dsb	ish
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va align=8
            break_without_tlbi:
            	str	xzr, [x0]
            	dsb	ishst
            	str	x1, [x0]
            	//^^^^^^^^^^
            	dsb	ishst
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on
            //@ x0: pagetable va align=8
            //@ x2: data pa align=4K
            move_page:                              // Xen's early boot code replaced its own 1:1 entry under itself
            	ldr	x1, [x0, #8]
            	and	x1, x1, #0xfff
            	orr	x1, x1, x2
            	str	x1, [x0, #8]
            	//^^^^^^^^^^^^^^
            	dsb	ishst
            	tlbi	alle2is
            	dsb	ish
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va align=8
            change_type:
            	ldr	x1, [x0]
            	str	xzr, [x0]
            	dsb	ishst
            	tlbi	vmalle1is
            	dsb	ish
            	bic	x1, x1, #0x1c
            	str	x1, [x0]
            	dsb	ishst
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va align=8
            write_protect:                          // permissions may change in place
            	ldr	x1, [x0]
            	orr	x1, x1, #0x80
            	str	x1, [x0]
            	dsb	ishst
            	tlbi	vmalle1is
            	dsb	ish
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: pagetable pa align=8
            nothing_walks_yet:
            	ldr	x1, [x0]
            	bic	x1, x1, #0x1c
            	str	x1, [x0]
            	dsb	ishst
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: data va align=8
            table_not_in_use:                       // nobody says that a TTBR leads here
            	ldr	x1, [x0]
            	bic	x1, x1, #0x1c
            	str	x1, [x0]
            	ret
            """)
            .fix("Store an invalid entry, `dsb ishst`, `tlbi`, `dsb ish`, and only then store the new one.", false)
            .limits(
                    "Sees a change made to what was loaded from the same entry, an entry broken and made again in the same place, and (a warning) a TLBI that comes only after a valid entry is made. FEAT_BBM is taken to be absent. Permissions and AF may change in place.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    /** Who invalidates an address after making its entry knows of an old one, which must be gone before. */
    private void invalidatedAfter(Point point, Issues issues) {
        if (point.system(SystemKind.TLBI) == null || !point.before().mmu().yes()) {
            return;
        }
        for (Note n : point.before().trail().all()) {
            boolean made = n.event() == Event.ENTRY_MADE && (n.detail() & Note.VALID) != 0;
            if (made && point.before().trail().last(Event.TABLE_BROKEN, n.base()) == null) {
                String message = "makes a valid entry, and only after it "
                        + Words.where(point.program(), point.at().index())
                        + " invalidates the old one: both may be held at once; store zero, DSB, TLBI, DSB come first";
                issues.raise(point, from(Severity.WARNING, n.site(), point, message, Edit.NONE));
            }
        }
    }

    @Override
    public void check(Point point, Issues issues) {
        invalidatedAfter(point, issues);
        MemoryAccess access = point.access();
        if (access == null
                || !access.stores()
                || access.vector()
                || !point.before().mmu().yes()) {
            return;
        }
        Value address = point.address(access);
        if (address.role() != Role.PAGE_TABLE
                || address.base() == null
                || access.data().isEmpty()) {
            return;
        }
        Value stored = point.stored(access);
        if (stored.bits().bit(0).no()) {
            return;
        }
        boolean same = stored.base() != null && stored.base().equals(Base.loaded(address.base()));
        Note broken = null;
        boolean everBroken = false;
        for (Note n : point.before().trail().all()) {
            boolean here = n.event() == Event.ENTRY_BROKEN && address.base().equals(n.base());
            broken = here && n.detail() == address.delta() ? n : broken;
            everBroken |= n.event() == Event.TABLE_BROKEN && address.base().equals(n.base());
        }
        if (broken != null && address.exact()) {
            String message = "makes the entry again that " + Words.where(point.program(), broken.site())
                    + " broke, and no TLBI comes between: the old translation may still be held";
            issues.raise(point, here(Severity.ERROR, point, message));
        } else if (same
                && !everBroken
                && (stored.touched() & TableEntry.BREAK_FIRST) != 0
                && (stored.touched() & 1) == 0) {
            issues.raise(
                    point,
                    here(
                            Severity.ERROR,
                            point,
                            "changes address, type, shareability, nG or the contiguous bit of a live entry that was never invalid in between"));
        }
    }
}
