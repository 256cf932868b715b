package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.EntryState;
import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.Note;
import relolens.analyzer.dataflow.Provenance;
import relolens.analyzer.dataflow.Role;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** T06: the operand of a TLBI by address is not the page number. */
final class TlbiOperand implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("T06", "tlbi-operand", Severity.ERROR)
            .summary("The operand of a TLBI by address is not the virtual address shifted right by 12.")
            .why(
                    "TLB maintenance instructions; TLBI VAE1",
                    "Bits [43:0] hold VA[55:12] whatever the granule, bits [63:48] the ASID. With an unshifted address, a shift by the page size of 16K or 64K, or the address of the entry instead, another page is invalidated and the old entry stays.")
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va
            //@ x1: data va
            unshifted:
            	str	xzr, [x0]
            	dsb	ishst
            	tlbi	vae1is, x1
            	//^^^^^^^^^^^^^
            	dsb	ish
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va
            //@ x1: data va
            page_shift_64k:                         // right for 4K only, in an RTOS that offers 64K pages
            	str	xzr, [x0]
            	dsb	ishst
            	lsr	x1, x1, #16
            	tlbi	vaae1is, x1
            	//^^^^^^^^^^^^^^
            	dsb	ish
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va
            entry_address:
            	str	xzr, [x0]
            	dsb	ishst
            	lsr	x2, x0, #12
            	tlbi	vaae1is, x2
            	//^^^^^^^^^^^^^^
            	dsb	ish
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on
            by_symbol:
            	adrp	x1, fixmap
            	tlbi	vae2is, x1
            	//^^^^^^^^^^^^^
            	dsb	ish
            	isb
            	ret
            	.data
            	.balign	4096
            fixmap:	.skip	4096
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va
            //@ x1: data va
            shifted:
            	str	xzr, [x0]
            	dsb	ishst
            	lsr	x1, x1, #12
            	tlbi	vae1is, x1
            	dsb	ish
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va
            //@ x1: data va
            field:
            	str	xzr, [x0]
            	dsb	ishst
            	ubfx	x2, x1, #12, #44
            	tlbi	vaae1is, x2
            	dsb	ish
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va
            given:                                  // the caller passes the operand
            	str	xzr, [x0]
            	dsb	ishst
            	tlbi	vae1is, x1
            	dsb	ish
            	isb
            	ret
            """)
            .good("""
            //@ entry el=2 vhe=no mmu=on
            by_symbol:
            	adrp	x1, fixmap
            	lsr	x1, x1, #12
            	tlbi	vae2is, x1
            	dsb	ish
            	isb
            	ret
            	.data
            	.balign	4096
            fixmap:	.skip	4096
            """)
            .fix("`lsr xN, xN, #12` (or `ubfx xN, xN, #12, #44`) on the virtual address of the page.", false)
            .limits(
                    "Judges addresses whose origin is known: a declared pointer, a symbol, a table entry's address, a register that is also used as an address; an argument shifted by something else than 12 (a warning).");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        dereferenced(point, issues);
        SystemEffect tlbi = point.system(SystemKind.TLBI);
        if (tlbi == null || !tlbi.name().startsWith("va") || tlbi.register() == 31) {
            return;
        }
        Value v = point.operand(tlbi);
        String what = "";
        if (v.base() instanceof Base.Shifted s) {
            boolean entry = s.of() instanceof Base.Register r && table(point, r.number());
            what = s.shift() != 12
                    ? "the address is shifted by " + s.shift() + ", and the field holds VA[55:12] whatever the granule"
                    : entry ? "this is the address of the entry, not of the page it maps" : "";
        } else if (v.provenance() == Provenance.VIRTUAL
                || v.provenance() == Provenance.PC_RELATIVE
                || v.provenance() == Provenance.LINK) {
            what = "the address is not shifted, and the field holds VA[55:12]";
        }
        if (!what.isEmpty()) {
            boolean known = !(v.base() instanceof Base.Shifted s && s.of() instanceof Base.Register r)
                    || point.entry().registers().containsKey(r.number());
            issues.raise(
                    point,
                    here(known ? Severity.ERROR : Severity.WARNING, point, what + ": another page is invalidated"));
        }
    }

    /** What is also used as an address is one, and not yet shifted. */
    private void dereferenced(Point point, Issues issues) {
        MemoryAccess access = point.access();
        if (access == null) {
            return;
        }
        Value address = point.address(access);
        Note operand = address.exact() && address.delta() == 0
                ? point.before().trail().last(Event.TLBI_OPERAND, address.base())
                : null;
        if (operand != null) {
            String message = "the address is not shifted, and the field holds VA[55:12]: another page is invalidated ("
                    + Words.where(point.program(), point.at().index()) + " uses it as it is)";
            issues.raise(point, from(Severity.ERROR, operand.site(), point, message, Edit.NONE));
        }
    }

    private static boolean table(Point point, int register) {
        EntryState.Content c = point.entry().registers().get(register);
        return c != null && c.role() == Role.PAGE_TABLE;
    }
}
