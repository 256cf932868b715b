package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Sctlr;
import relolens.analyzer.dataflow.Tri;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** M02: the MMU switched under code that is not identity mapped. */
final class ToggleNotIdmap implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("M02", "toggle-not-idmap", Severity.ERROR)
            .summary("The MMU is turned on or off by code whose virtual address is not its physical one.")
            .why(
                    "The effects of disabling an address translation stage; Synchronization requirements for AArch64 System registers",
                    "Until the context is synchronised the next fetch may use either regime, and after it only the new one: the same program counter must lead to the same instruction in both. Elsewhere the processor fetches something else.")
            .bad("""
            //@ entry el=1 mmu=on idmap=no
            mmu_off:
            	mrs	x0, sctlr_el1
            	bic	x0, x0, #1
            	msr	sctlr_el1, x0
            	//^^^^^^^^^^^^^^^
            	isb
            	br	x1
            """)
            .bad("""
            //@ entry el=1 mmu=off idmap=no
            mmu_on:
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #1
            	msr	sctlr_el1, x0
            	//^^^^^^^^^^^^^^^
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on idmap=no
            restart_hyp:
            	mrs	x0, sctlr_el2
            	mov	x2, #0x1005
            	bic	x0, x0, x2
            	msr	sctlr_el2, x0
            	//^^^^^^^^^^^^^^^
            	isb
            	br	x1
            """)
            .bad("""
            //@ entry el=3 mmu=off idmap=no
            relocated_loader:                       // LK on a board whose RAM is not where it was linked
            	tlbi	alle3
            	dsb	sy
            	isb
            	mrs	x0, sctlr_el3
            	orr	x0, x0, #4
            	orr	x0, x0, #1
            	msr	sctlr_el3, x0
            	//^^^^^^^^^^^^^^^
            	isb
            	ldr	x1, =main
            	br	x1
            """)
            .good("""
            //@ entry el=1 mmu=on idmap=yes
            mmu_off:
            	mrs	x0, sctlr_el1
            	bic	x0, x0, #1
            	msr	sctlr_el1, x0
            	isb
            	br	x1
            """)
            .good("""
            //@ entry el=1 mmu=on
            mmu_off:                                // nobody says where it runs
            	mrs	x0, sctlr_el1
            	bic	x0, x0, #1
            	msr	sctlr_el1, x0
            	isb
            	br	x1
            """)
            .good("""
            //@ entry el=2 vhe=no mmu=on idmap=no
            guest_mmu_off:                          // another level's MMU
            	mrs	x0, sctlr_el1
            	bic	x0, x0, #1
            	msr	sctlr_el1, x0
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on idmap=no
            caches_only:
            	mrs	x0, sctlr_el1
            	bic	x0, x0, #(1 << 12)
            	msr	sctlr_el1, x0
            	isb
            	ret
            """)
            .fix(
                    "Do it from an identity-mapped page, and leave by an absolute jump (`ldr xN, =there; br xN`) once the new regime is in force.",
                    false)
            .limits(
                    "Only where the contract says `idmap=no`: Linux's idmap text, TF-A, U-Boot and EFI run flat, which no file shows by itself.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        SystemEffect w = point.system(SystemKind.WRITE_REGISTER);
        if (w == null
                || !point.entry().terms().identityMapped().no()
                || !point.before().controls(w.name()).yes()) {
            return;
        }
        Tri is = point.operand(w).bits().bit(Sctlr.M);
        Tri was = point.before().mmu();
        if (is.yes() && was.no() || is.no() && was.yes()) {
            String message = "turns the MMU " + (is.yes() ? "on" : "off")
                    + " under code that is not identity mapped: the next fetch comes from another place";
            issues.raise(point, here(Severity.ERROR, point, message));
        }
    }
}
