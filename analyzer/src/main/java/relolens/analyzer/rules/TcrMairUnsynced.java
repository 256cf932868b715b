package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Pending;
import relolens.analyzer.dataflow.Pending.Kind;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** S03: translation control written, MMU turned on, no ISB between. */
final class TcrMairUnsynced implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("S03", "tcr-mair-unsynced", Severity.WARNING)
            .summary(
                    "TCR, MAIR or a TTBR is written and the MMU turned on with no context synchronisation event between.")
            .why(
                    "Synchronization requirements for AArch64 System registers",
                    "Walks may start as soon as SCTLR.M takes effect, which may be before the other writes do: the first translations could be made with the old TCR, MAIR or tables, and stay in the TLB.")
            .bad("""
            //@ entry el=1 mmu=off
            enable:
            	tlbi	vmalle1
            	dsb	nsh
            	msr	mair_el1, x1
            	msr	tcr_el1, x2
            	msr	ttbr0_el1, x3
            	//^^^^^^^^^^^^^^^
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #1
            	msr	sctlr_el1, x0
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            enable:
            	tlbi	vmalle1
            	dsb	nsh
            	msr	mair_el1, x1
            	msr	tcr_el1, x2
            	msr	ttbr0_el1, x3
            	isb
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #1
            	msr	sctlr_el1, x0
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=off
            mair_late:
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	msr	mair_el1, x1
            	//^^^^^^^^^^^^^^
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #1
            	msr	sctlr_el1, x0
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=off
            hyp_tables:
            	tlbi	alle2
            	dsb	nsh
            	isb
            	msr	ttbr0_el2, x1
            	//^^^^^^^^^^^^^^^
            	mrs	x0, sctlr_el2
            	orr	x0, x0, #1
            	msr	sctlr_el2, x0
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=3 mmu=off
            three_registers:                        // all three and the MMU, with one ISB at the very end
            	tlbi	alle3
            	dsb	sy
            	isb
            	msr	mair_el3, x1
            	msr	tcr_el3, x2
            	msr	ttbr0_el3, x3
            	//^^^^^^^^^^^^^^^
            	mrs	x0, sctlr_el3
            	orr	x0, x0, #1
            	msr	sctlr_el3, x0
            	isb
            	ret
            """)
            .good("""
            //@ entry el=3 mmu=off
            three_registers:
            	tlbi	alle3
            	msr	mair_el3, x1
            	msr	tcr_el3, x2
            	msr	ttbr0_el3, x3
            	dsb	sy
            	isb
            	mrs	x0, sctlr_el3
            	orr	x0, x0, #1
            	msr	sctlr_el3, x0
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            prepares:
            	msr	tcr_el1, x1
            	msr	mair_el1, x2
            	ret
            """)
            .good("""
            //@ entry el=2 vhe=no mmu=off
            guests_tables:                          // EL1's tables have nothing to do with EL2's MMU
            	tlbi	alle2
            	dsb	nsh
            	isb
            	mrs	x0, sctlr_el2
            	orr	x0, x0, #1
            	msr	sctlr_el2, x0
            	isb
            	msr	ttbr0_el1, x1
            	eret
            """)
            .fix("Put an `isb` before the write of SCTLR.", true)
            .limits("Judges only writes that provably set M.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        SystemEffect write = point.system(SystemKind.WRITE_REGISTER);
        if (write == null || !MmuOnNoTlbi.turnsOn(point, write)) {
            return;
        }
        for (Pending p : point.before().pending()) {
            boolean table = p.name().contains("ttbr")
                    || p.name().startsWith("tcr")
                    || p.name().startsWith("mair");
            if (p.kind() == Kind.SYSTEM_REGISTER && table) {
                int here = point.at().index();
                String message =
                        "no ISB between this write of " + p.name() + " and " + Words.where(point.program(), here)
                                + ", which turns the MMU on: the first walks may use the old value";
                issues.raise(
                        point,
                        new Issues.Issue(
                                this, Severity.WARNING, p.site(), here, Need.CONTEXT_SYNCHRONISATION, message, "isb"));
            }
        }
    }
}
