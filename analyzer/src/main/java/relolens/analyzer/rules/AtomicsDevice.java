package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Sctlr;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.AccessKind;
import relolens.emulator.isa.Effects.MemoryAccess;

/** D03: exclusives and atomics with the MMU off. */
final class AtomicsDevice implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("D03", "atomics-device", Severity.ERROR)
            .summary("An exclusive or atomic access is made while the MMU is off.")
            .why(
                    "Memory accesses and exclusives: Load-Exclusive and Store-Exclusive instruction usage restrictions",
                    "Exclusives and atomics are guaranteed only on Normal, Write-Back, Shareable memory. With the MMU off memory is Device: they may abort (unsupported exclusive or atomic access), or never succeed.")
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: data pa size=64 align=64
            lock:
            	ldaxr	w1, [x0]
            	//^^^^^^^^^^^^
            	cbnz	w1, lock
            	mov	w2, #1
            	stxr	w3, w2, [x0]
            	//^^^^^^^^^^^^^^^
            	cbnz	w3, lock
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: data va size=64 align=64
            lock:
            	ldaxr	w1, [x0]
            	cbnz	w1, lock
            	mov	w2, #1
            	stxr	w3, w2, [x0]
            	cbnz	w3, lock
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: data pa size=64 align=64
            set:
            	mov	w1, #1
            	str	w1, [x0]
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: data pa align=8
            spin:
            1:	ldxr	x1, [x0]
            	//^^^^^^^^^^^
            	cbnz	x1, 1b
            	ret
            """)
            .bad("""
            	.arch	armv8.1-a
            //@ entry el=2 vhe=no mmu=off
            //@ x0: data pa align=8
            count_cpus:
            	mov	x1, #1
            	ldadd	x1, x2, [x0]
            	//^^^^^^^^^^^^^^^^
            	ret
            """)
            .bad("""
            	.arch	armv8.1-a
            //@ entry el=1 mmu=off
            //@ x0: data pa align=8
            early_lock:                             // an RTOS booted in the emulator and hung on the board
            	mov	x1, #1
            	swpa	x1, x2, [x0]
            	//^^^^^^^^^^^^^^^
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: data pa align=8
            plain_flag:
            	mov	x1, #1
            	str	x1, [x0]
            	dsb	sy
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: data pa align=8
            acquire_only:                           // load-acquire is no exclusive
            	ldar	x1, [x0]
            	ret
            """)
            .fix("Use plain accesses before the MMU is on.", false)
            .limits(
                    "A warning where the MMU was turned off on the path and not declared off on entry, and where it is on with SCTLR.C clear; HCR_EL2.DC and FEAT_S2FWB are taken to be off.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        MemoryAccess access = point.access();
        boolean exclusive = access != null
                && (access.kind() == AccessKind.LOAD_EXCLUSIVE
                        || access.kind() == AccessKind.STORE_EXCLUSIVE
                        || access.kind() == AccessKind.ATOMIC);
        boolean uncached =
                point.before().mmu().yes() && point.before().sctlr(Sctlr.C).no();
        if (!exclusive || !uncached && !point.before().mmu().no()) {
            return;
        }
        int here = point.at().index();
        if (uncached) {
            String message = "with SCTLR.C clear memory is Non-cacheable, where " + Words.quoted(point.program(), here)
                    + " may abort or never succeed";
            issues.raise(point, here(Severity.WARNING, point, message));
            return;
        }
        String message = "with the MMU off memory is Device, where " + Words.quoted(point.program(), here)
                + " may abort or never succeed";
        boolean declared = point.entry().declared() && point.entry().mmu().no();
        Severity severity = declared ? Severity.ERROR : Severity.WARNING;
        issues.raise(point, new Issues.Issue(this, severity, here, here, Need.OTHER, message, ""));
    }
}
