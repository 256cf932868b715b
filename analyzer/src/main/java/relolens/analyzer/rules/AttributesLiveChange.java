package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Event;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.MemoryAccess;

/** S04: TCR or MAIR changed under a running MMU. */
final class AttributesLiveChange implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("S04", "tcr-mair-live-change", Severity.ERROR)
            .summary(
                    "TCR or MAIR is changed with the MMU on, and nothing invalidates what the TLB holds of the old settings.")
            .why(
                    "System register control fields permitted to be cached in a TLB; TLB maintenance requirements",
                    "The fields of TCR and the attributes of MAIR may be held in TLB entries. After the change old and new entries are mixed: memory is accessed with attributes no table says, until a TLBI of everything has completed.")
            .bad("""
            //@ entry el=1 mmu=on
            //@ x1: data va
            grow_address_space:
            	mrs	x0, tcr_el1
            	bfi	x0, x2, #0, #6
            	msr	tcr_el1, x0
            	//^^^^^^^^^^^^^
            	isb
            	ldr	x3, [x1]
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            recolour:                               // attribute slot 1 becomes Non-cacheable under its users
            	mov	x0, #0x44ff
            	msr	mair_el1, x0
            	//^^^^^^^^^^^^^^
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on
            //@ x1: data va
            share_outer:
            	mrs	x0, tcr_el2
            	orr	x0, x0, #0x2000
            	msr	tcr_el2, x0
            	//^^^^^^^^^^^^^
            	isb
            	str	xzr, [x1]
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x1: code va
            idmap_then_jump:                        // the shape of a kernel that widens T0SZ for its idmap and goes on
            	mrs	x0, tcr_el1
            	and	x0, x0, #0xffffffffffffffc0
            	orr	x0, x0, #16
            	msr	tcr_el1, x0
            	//^^^^^^^^^^^^^
            	isb
            	br	x1
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x1: data va
            grow_address_space:
            	mrs	x0, tcr_el1
            	bfi	x0, x2, #0, #6
            	msr	tcr_el1, x0
            	isb
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	ldr	x3, [x1]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: emptytable pa align=4K
            //@ x1: data va
            reserved_first:                         // the table is out of use and its entries are gone before TCR changes
            	msr	ttbr0_el1, x0
            	isb
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	mrs	x2, tcr_el1
            	bfi	x2, x3, #0, #6
            	msr	tcr_el1, x2
            	isb
            	ldr	x4, [x1]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x1: data pa
            before_mmu_on:
            	mov	x0, #0x44ff
            	msr	mair_el1, x0
            	isb
            	ldr	x2, [x1]
            	ret
            """)
            .good("""
            //@ entry el=2 vhe=no mmu=on
            //@ x1: data va
            guest_setup:                            // TCR_EL1 is the guest's: EL2 does not translate with it
            	mrs	x0, tcr_el1
            	orr	x0, x0, #0x2000
            	msr	tcr_el1, x0
            	isb
            	ldr	x2, [x1]
            	ret
            """)
            .fix(
                    "After the write: `isb`, `tlbi vmalle1` (EL2: `alle2`), `dsb nsh`, `isb`. Or change it with the MMU off, or while the TTBR holds a reserved table and the TLB was invalidated.",
                    false)
            .limits(
                    "A change is one of bits that a TLB may hold, made to a value read from the register, or a constant. A value from elsewhere is taken to be what is there already.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        MemoryAccess access = point.access();
        boolean uses = access != null && access.base() != 31 || point.fetchesElsewhere();
        int site = point.before().trail().last(Event.ATTRIBUTES_CHANGED);
        if (!uses || site < 0 || !point.before().mmu().yes()) {
            return;
        }
        String message = "the TLB may hold entries made with the old value of this register, and no TLBI comes before "
                + Words.where(point.program(), point.at().index());
        issues.raise(point, from(Severity.ERROR, site, point, message, Edit.NONE));
    }
}
