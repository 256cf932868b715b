package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.Pending;
import relolens.analyzer.dataflow.Pending.Kind;
import relolens.analyzer.dataflow.Role;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** M03: a translation table put to use before its stores are visible. */
final class PtWriteNotVisible implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("M03", "pt-write-not-visible", Severity.ERROR)
            .summary("A translation table is written, then put to use with no DSB between.")
            .why(
                    "Ordering and completion of TLB maintenance instructions; Translation table walks",
                    "A table walk is an access of its own: only a DSB makes sure that it sees the store. An ISB alone, or a DMB, does not.")
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: pagetable pa align=4K
            install:
            	str	x1, [x0]
            	//^^^^^^^^^^
            	msr	ttbr0_el1, x0
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            make_table:                             // the TTBR shows what the stores went to
            	adrp	x0, table
            	add	x0, x0, :lo12:table
            	str	x1, [x0, #8]
            	//^^^^^^^^^^^^^^
            	dmb	sy
            	msr	ttbr0_el1, x0
            	isb
            	ret
            	.bss
            	.balign	4096
            table:	.skip	4096
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: pagetable pa align=4K
            install:
            	str	x1, [x0]
            	dsb	ishst
            	msr	ttbr0_el1, x0
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: pagetable pa align=4K
            enable_at_once:
            	tlbi	vmalle1
            	dsb	nsh
            	str	x1, [x0]
            	//^^^^^^^^^^
            	isb
            	mrs	x2, sctlr_el1
            	orr	x2, x2, #1
            	msr	sctlr_el1, x2
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=off
            //@ x0: pagetable pa align=4K
            secondary_tables:                       // a secondary that went on with the tables the first core had not finished
            	stp	x1, x2, [x0]
            	//^^^^^^^^^^^^^^
            	isb
            	msr	ttbr0_el2, x0
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: pagetable pa align=4K
            dsb_sy:
            	str	x1, [x0]
            	dsb	sy
            	msr	ttbr0_el1, x0
            	isb
            	ret
            """)
            .good("""
            //@ entry el=2 vhe=no mmu=off
            //@ x0: pagetable pa align=4K
            local:
            	stp	x1, x2, [x0]
            	dsb	nshst
            	msr	ttbr0_el2, x0
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: pagetable pa align=4K
            not_yet:
            	str	x1, [x0]
            	ret
            """)
            .fix("Put a `dsb ishst` (`nshst` for this processing element alone) after the last store.", false)
            .limits(
                    "A store is a table store if a role says so, or if the same memory is put into a TTBR on the path.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        SystemEffect write = point.system(SystemKind.WRITE_REGISTER);
        if (write == null) {
            return;
        }
        boolean installs = write.name().contains("ttbr");
        boolean enables = MmuOnNoTlbi.turnsOn(point, write);
        if (!installs && !enables) {
            return;
        }
        int here = point.at().index();
        int last = -1;
        for (Pending p : point.before().pending()) {
            if (p.kind() == Kind.TABLE_STORE) {
                last = Math.max(last, p.site());
            }
        }
        Value table = point.operand(write);
        Base base = installs && table.role() != Role.EMPTY_TABLE ? table.base() : null;
        last = Math.max(last, point.before().lines(base).storeSite());
        if (last >= 0) {
            String message = "no DSB between this store to a translation table and "
                    + Words.where(point.program(), here) + ", after which walks may read the old entry";
            issues.raise(
                    point,
                    new Issues.Issue(this, Severity.ERROR, last, here, Need.DATA_BARRIER, message, "dsb\tishst"));
        }
    }
}
