package relolens.analyzer.rules;

import relolens.analyzer.asm.AssembledUnit.Relocation;
import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.KnownBits;
import relolens.analyzer.dataflow.LineFacts;
import relolens.analyzer.dataflow.Role;
import relolens.analyzer.dataflow.Sctlr;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.program.Place;
import relolens.analyzer.program.Routine;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** M05: dirty lines of code when the MMU goes off. */
final class MmuOffReadDirtyLine implements Rule {
    /** PSCI function identifier, the bit for 64-bit arguments left out. */
    private static final long CPU_ON = 0x84000003L;

    private static final RuleInfo INFO = RuleInfo.of("M05", "mmuoff-read-dirty-line", Severity.ERROR)
            .summary("Code is written through the cache and run with the MMU off, and nothing pushed it to memory.")
            .why(
                    "Mismatched memory attributes; The effects of disabling an address translation stage",
                    "With the MMU off, fetches and accesses look at memory (or at a cache they do not share with what was stored): dirty lines in the data cache are not seen.")
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va size=4K align=4K
            //@ x1: code pa
            place:
            	str	w2, [x0]
            	//^^^^^^^^^^
            	dsb	sy
            	ic	iallu
            	dsb	nsh
            	isb
            	mrs	x3, sctlr_el1
            	bic	x3, x3, #1
            	msr	sctlr_el1, x3
            	isb
            	br	x1
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va size=4K align=4K
            //@ x1: code pa
            place:
            	str	w2, [x0]
            	dc	civac, x0
            	dsb	sy
            	ic	iallu
            	dsb	nsh
            	isb
            	mrs	x3, sctlr_el1
            	bic	x3, x3, #1
            	msr	sctlr_el1, x3
            	isb
            	br	x1
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on dcache=on
            //@ x0: code va size=4K align=4K
            //@ x1: code pa
            hyp_restart:
            	stp	x2, x3, [x0]
            	//^^^^^^^^^^^^^^
            	dsb	ish
            	ic	ialluis
            	dsb	ish
            	isb
            	mrs	x4, sctlr_el2
            	bic	x4, x4, #1
            	msr	sctlr_el2, x4
            	isb
            	br	x1
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            result_word:
            	adrp	x0, word
            	add	x0, x0, :lo12:word
            	str	x2, [x0]
            	//^^^^^^^^^^
            	mrs	x4, sctlr_el1
            	bic	x4, x4, #1
            	msr	sctlr_el1, x4
            	isb
            	ldr	x5, [x0]
            	ret
            	.data
            	.balign	64
            word:	.quad	0
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on idmap=yes
            //@ x0: data align=64
            resume_state:                           // what suspend saved through the cache, resume reads before it has an MMU
            	stp	x19, x20, [x0]
            	//^^^^^^^^^^^^^^^^
            	dsb	sy
            	mrs	x4, sctlr_el1
            	bic	x4, x4, #4
            	bic	x4, x4, #1
            	msr	sctlr_el1, x4
            	isb
            	ldp	x19, x20, [x0]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            result_word:
            	adrp	x0, word
            	add	x0, x0, :lo12:word
            	str	x2, [x0]
            	dc	cvac, x0
            	dsb	sy
            	mrs	x4, sctlr_el1
            	bic	x4, x4, #1
            	msr	sctlr_el1, x4
            	isb
            	ldr	x5, [x0]
            	ret
            	.data
            	.balign	64
            word:	.quad	0
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va align=4K
            stays_on:
            	str	w2, [x0]
            	dc	cvau, x0
            	dsb	ish
            	ic	ivau, x0
            	dsb	ish
            	isb
            	br	x0
            """)
            .good("""
            //@ entry el=2 vhe=no mmu=on dcache=on
            //@ x0: code va size=4K align=4K
            //@ x1: code pa
            hyp_restart:
            	stp	x2, x3, [x0]
            	dc	cvac, x0
            	dsb	sy
            	ic	iallu
            	dsb	nsh
            	isb
            	mrs	x4, sctlr_el2
            	bic	x4, x4, #1
            	msr	sctlr_el2, x4
            	isb
            	br	x1
            """)
            .fix(
                    "Clean the lines to the point of coherency before the MMU goes off: `dc cvac` or `dc civac`, then `dsb sy`.",
                    false)
            .limits(
                    "Judges memory whose role is code or page list when the MMU goes off, and other data when it is read with the MMU off through the same pointer. A clean to the point of unification only is C08.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        readWithMmuOff(point, issues);
        turnsCoreOn(point, issues);
        SystemEffect write = point.system(SystemKind.WRITE_REGISTER);
        boolean turnsOff = write != null
                && point.before().controls(write.name()).yes()
                && point.before().mmu().yes()
                && point.operand(write).bits().bit(Sctlr.M).no();
        if (!turnsOff) {
            return;
        }
        point.before().lines().forEach((base, f) -> {
            boolean halfway = point.before().trail().last(Event.CLEANED_TO_UNIFICATION, base) != null;
            if (f.codeStored() && f.dirtySite() >= 0 && !halfway) {
                String message = "what this store writes is still in the data cache when "
                        + Words.where(point.program(), point.at().index())
                        + " turns the MMU off: nothing pushes it to the point of coherency"
                        + Words.leftOut(f.extents().dirty(), base);
                issues.raise(point, from(Severity.ERROR, f.dirtySite(), point, message, Edit.NONE));
            }
        });
    }

    /** PSCI CPU_ON: the new core starts with its MMU off, at the entry point in X2, and is passed X3. */
    private void turnsCoreOn(Point point, Issues issues) {
        if (point.system(SystemKind.SMC, SystemKind.HVC) == null) {
            return;
        }
        KnownBits function = point.before().register(0).bits();
        boolean on = function.isConstant() && (function.value() & 0xbfffffffL) == CPU_ON;
        for (int r = 2; on && r <= 3; r++) {
            Base base = point.before().register(r).base();
            LineFacts f = point.before().lines(base);
            int site = f.dirtySite();
            if (site >= 0) {
                String message = "what this store writes may still be in the data cache when "
                        + Words.where(point.program(), point.at().index())
                        + " turns on a core that reads it with its MMU off: nothing pushes it to the point of coherency"
                        + Words.leftOut(f.extents().dirty(), base);
                issues.raise(point, from(Severity.ERROR, site, point, message, Edit.NONE));
            }
        }
        if (on) {
            readByNewCore(point, issues);
        }
    }

    /** What the code at the entry point names is read with the MMU off, if that code is of this unit. */
    private void readByNewCore(Point point, Issues issues) {
        Place entry = CopiedCode.place(point.program(), point.before().register(2));
        int first = entry == null ? -1 : point.program().find(entry);
        Routine routine = first < 0 ? null : point.program().routineOf(first);
        if (routine == null) {
            return;
        }
        point.before().lines().forEach((base, facts) -> {
            Place place = CopiedCode.place(point.program(), base, 0);
            for (int i = first; place != null && facts.dirtySite() >= 0 && i < routine.end(); i++) {
                Relocation r = point.program().at(i).relocation();
                if (r != null && place.equals(point.program().places().of(r.symbol(), r.addend()))) {
                    String message = "what this store writes may still be in the data cache when "
                            + Words.where(point.program(), point.at().index()) + " turns on a core whose "
                            + Words.where(point.program(), i)
                            + " leads to it with the MMU off: nothing pushes it to the point of coherency";
                    issues.raise(point, from(Severity.ERROR, facts.dirtySite(), point, message, Edit.NONE));
                    return;
                }
            }
        });
    }

    /** Data written through the cache and read past it. */
    private void readWithMmuOff(Point point, Issues issues) {
        MemoryAccess access = point.access();
        if (access == null
                || access.stores()
                || access.base() == 31
                || !point.before().mmu().no()) {
            return;
        }
        Value address = point.address(access);
        LineFacts f = point.before().lines(address.base());
        boolean halfway = point.before().trail().last(Event.CLEANED_TO_UNIFICATION, address.base()) != null;
        boolean toggled = point.before().trail().has(Event.MMU_DISABLED);
        boolean kept = f.dirtySite() >= 0 && f.keeps(address, access.bytes());
        if (toggled && !halfway && !f.codeStored() && kept && address.role() != Role.DEVICE) {
            String message = "what this store writes may still be in the data cache when "
                    + Words.where(point.program(), point.at().index())
                    + " reads memory with the MMU off: nothing pushes it to the point of coherency"
                    + Words.leftOut(f.extents().dirty(), address.base());
            issues.raise(point, from(Severity.ERROR, f.dirtySite(), point, message, Edit.NONE));
        }
    }
}
