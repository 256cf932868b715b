package relolens.analyzer.rules;

import relolens.analyzer.dataflow.LineFacts;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.SystemKind;

/** C06: IC before the code is in place. */
final class IcBeforeStore implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("C06", "ic-before-dc", Severity.ERROR)
            .summary("The instruction cache is invalidated before the new code is in place.")
            .why(
                    "Synchronization and coherency issues between data and instruction accesses",
                    "An IC is not ordered after stores: without a DSB between, the instruction cache may fetch the old bytes again right after the IC.")
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: code pa size=4K align=4K lines=clean
            patch:
            	str	w1, [x0]
            	//^^^^^^^^^^
            	ic	iallu
            	dsb	nsh
            	isb
            	br	x0
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: code pa size=4K align=4K lines=clean
            patch:
            	str	w1, [x0]
            	dsb	sy
            	ic	iallu
            	dsb	nsh
            	isb
            	br	x0
            """)
            .bad("""
            //@ entry el=1 mmu=off icache=on
            //@ x0: code pa align=64 lines=clean
            dmb_does_not_order_ic:
            	str	w1, [x0]
            	//^^^^^^^^^^
            	dmb	sy
            	ic	ivau, x0
            	dsb	sy
            	isb
            	br	x0
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=off icache=on
            //@ x0: code pa align=64 lines=clean
            pair:
            	stp	x1, x2, [x0]
            	//^^^^^^^^^^^^^^
            	ic	iallu
            	dsb	sy
            	isb
            	br	x0
            """)
            .bad("""
            //@ entry el=1 mmu=off icache=on
            //@ x0: code pa align=64 lines=clean
            relocator:                              // U-Boot invalidated first and flushed what it had copied afterwards
            	str	x1, [x0]
            	//^^^^^^^^^^
            	ic	iallu
            	dsb	sy
            	isb
            	br	x0
            """)
            .good("""
            //@ entry el=1 mmu=off icache=on
            //@ x0: code pa align=64 lines=clean
            dsb_first:
            	str	w1, [x0]
            	dsb	sy
            	ic	iallu
            	dsb	nsh
            	isb
            	br	x0
            """)
            .good("""
            //@ entry el=2 vhe=no mmu=off icache=on
            //@ x0: code pa align=64 lines=clean
            all_of_it:
            	stp	x1, x2, [x0]
            	dsb	ish
            	ic	ivau, x0
            	dsb	ish
            	isb
            	br	x0
            """)
            .good("""
            //@ entry el=1 mmu=off icache=on
            //@ x0: data pa align=64
            data_only:
            	str	w1, [x0]
            	ic	iallu
            	dsb	nsh
            	isb
            	ret
            """)
            .fix("Put a `dsb sy` after the last store.", true)
            .limits("Judges stores made with the MMU off; with it on C01 and C05 tell what is missing.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        if (point.system(SystemKind.IC) == null || !point.before().mmu().no()) {
            return;
        }
        int last = -1;
        for (LineFacts f : point.before().lines().values()) {
            if (f.codeStored()) {
                last = Math.max(last, f.storeSite());
            }
        }
        if (last >= 0) {
            int here = point.at().index();
            String message = "no DSB between this store of code and " + Words.where(point.program(), here)
                    + ", which may be carried out first";
            issues.raise(
                    point, new Issues.Issue(this, Severity.ERROR, last, here, Need.DATA_BARRIER, message, "dsb\tsy"));
        }
    }
}
