package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.Role;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** R07: interrupts open while the machine's state is taken apart. */
final class AsyncUnmasked implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("R07", "async-unmasked", Severity.WARNING)
            .summary(
                    "VBAR, TTBR or the MMU is changed, or the image overwritten, on an entry where interrupts are open and nothing masked them.")
            .why(
                    "Asynchronous exception types; PSTATE.DAIF",
                    "An interrupt or SError taken now goes through vectors, tables and a stack that are half gone. It happens once in a thousand reboots.")
            .bad("""
            //@ entry el=1 mmu=on daif=unmasked
            mmu_off:
            	mrs	x0, sctlr_el1
            	bic	x0, x0, #1
            	msr	sctlr_el1, x0
            	//^^^^^^^^^^^^^^^
            	isb
            	br	x1
            """)
            .bad("""
            //@ entry el=1 mmu=on daif=unmasked
            new_vectors:
            	msr	vbar_el1, x0
            	//^^^^^^^^^^^^^^
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on daif=unmasked
            //@ x0: emptytable pa align=4K
            reserve:
            	msr	ttbr1_el1, x0
            	//^^^^^^^^^^^^^^^
            	isb
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on dcache=on daif=unmasked
            //@ x0: code va align=64
            overwrite_kernel:                       // a soft reboot called with interrupts on
            	str	x2, [x0]
            	//^^^^^^^^^^
            	dc	civac, x0
            	dsb	sy
            	ic	iallu
            	dsb	nsh
            	isb
            	br	x0
            """)
            .good("""
            //@ entry el=1 mmu=on daif=unmasked
            mmu_off:
            	msr	daifset, #0xf
            	mrs	x0, sctlr_el1
            	bic	x0, x0, #1
            	msr	sctlr_el1, x0
            	isb
            	br	x1
            """)
            .good("""
            //@ entry el=1 mmu=on daif=masked
            caller_masked:
            	mrs	x0, sctlr_el1
            	bic	x0, x0, #1
            	msr	sctlr_el1, x0
            	isb
            	br	x1
            """)
            .good("""
            //@ entry el=1 mmu=on
            nobody_says:
            	msr	vbar_el1, x0
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on daif=unmasked
            restored:
            	mrs	x9, daif
            	msr	daifset, #3
            	msr	vbar_el1, x0
            	isb
            	msr	daif, x9
            	ret
            """)
            .fix("`msr daifset, #0xf` before the first such write.", true)
            .limits("Only where the entry contract says `daif=unmasked`.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        if (!point.before().trail().has(Event.INTERRUPTS_OPEN)) {
            return;
        }
        SystemEffect w = point.system(SystemKind.WRITE_REGISTER);
        boolean changes = w != null
                && (w.name().startsWith("vbar_el")
                        || w.name().startsWith("ttbr")
                        || point.before().controls(w.name()).yes());
        MemoryAccess access = point.access();
        boolean overwrites = access != null
                && access.stores()
                && access.base() != 31
                && point.address(access).role() == Role.CODE;
        if (changes || overwrites) {
            int at = point.at().index();
            String message =
                    "interrupts are open on entry and nothing masks them before this: one taken now meets a half-changed machine";
            issues.raise(
                    point,
                    new Issues.Issue(
                            this,
                            Severity.WARNING,
                            at,
                            at,
                            Need.OTHER,
                            message,
                            Edit.before("msr\tdaifset, #0xf"),
                            "open"));
        }
    }
}
