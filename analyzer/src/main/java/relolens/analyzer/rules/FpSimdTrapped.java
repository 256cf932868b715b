package relolens.analyzer.rules;

import java.util.Set;
import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.Note;
import relolens.analyzer.dataflow.State;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** S06: FP and SIMD registers used while they trap. */
final class FpSimdTrapped implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("S06", "fp-simd-trapped", Severity.ERROR)
            .summary(
                    "FP, SIMD or SVE registers are used where they trap: not enabled on this path, or enabled without a context synchronisation event.")
            .why(
                    "CPACR_EL1, Architectural Feature Access Control Register; Synchronization requirements for AArch64 System registers",
                    "CPACR_EL1.FPEN, CPTR_EL2 and CPTR_EL3 trap every use of the vector registers, loads and stores of q registers in a memcpy included. Enabling them takes effect after a context synchronisation event.")
            .bad("""
            //@ entry el=1 mmu=off
            //@ x1: data pa align=16
            //@ x2: data pa align=16
            enable_and_copy:
            	mov	x0, #0x300000
            	msr	cpacr_el1, x0
            	//^^^^^^^^^^^^^^^
            	ldr	q0, [x1]
            	str	q0, [x2]
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x1: data va align=16
            trap_then_use:
            	msr	cpacr_el1, xzr
            	isb
            	ldp	q0, q1, [x1]
            	//^^^^^^^^^^^^^^
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on
            //@ x1: data va align=16
            hyp_copy:                               // TFP is bit 10 without E2H
            	mov	x0, #0x37ff
            	msr	cptr_el2, x0
            	isb
            	ldr	q0, [x1]
            	//^^^^^^^^^^
            	ret
            """)
            .bad("""
            //@ entry el=3 mmu=off
            //@ x1: data pa align=16
            reset_vector:                           // a compiler-made copy with q registers in the first code after reset
            	ldr	q0, [x1]
            	//^^^^^^^^^^
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x1: data pa align=16
            //@ x2: data pa align=16
            enable_and_copy:
            	mov	x0, #0x300000
            	msr	cpacr_el1, x0
            	isb
            	ldr	q0, [x1]
            	str	q0, [x2]
            	ret
            """)
            .good("""
            //@ entry el=2 vhe=no mmu=on
            //@ x1: data va align=16
            for_the_guest:                          // CPACR_EL1 traps the guest, not EL2
            	msr	cpacr_el1, xzr
            	isb
            	ldr	q0, [x1]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x1: data va align=16
            somebody_enabled_it:
            	ldr	q0, [x1]
            	ret
            """)
            .good("""
            //@ entry el=3 mmu=off
            //@ x1: data pa align=16
            reset_vector:
            	msr	cptr_el3, xzr
            	isb
            	ldr	q0, [x1]
            	ret
            """)
            .fix("Set FPEN (clear TFP) and put an `isb` before the first use, or keep to general registers.", true)
            .limits(
                    "What firmware left in these registers is unknown: only what the path itself writes is judged, and routines called `reset…` or `_start` declared with the MMU off that use vectors before any write.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final Set<String> FIRST = Set.of("_start", "_reset", "reset", "_head", "stext");

    @Override
    public void check(Point point, Issues issues) {
        SystemEffect length = point.system(SystemKind.WRITE_REGISTER, SystemKind.READ_REGISTER);
        int enabled = point.before().trail().last(Event.SVE_ENABLED_UNSYNCHRONISED);
        if (length != null && enabled >= 0 && length.name().startsWith("zcr_el")) {
            String message = "no ISB between letting SVE through and "
                    + Words.where(point.program(), point.at().index()) + ", which may still trap";
            issues.raise(point, unsynchronised(Severity.ERROR, enabled, point, message));
            return;
        }
        Effects e = point.at().effects();
        if (e == null || !e.touchesVectors()) {
            return;
        }
        State s = point.before();
        int site = s.trail().last(Event.FP_ENABLED_UNSYNCHRONISED);
        if (site >= 0) {
            String message = "no ISB between enabling FP and SIMD here and their first use "
                    + Words.where(point.program(), point.at().index()) + ", which may still trap";
            issues.raise(point, unsynchronised(Severity.ERROR, site, point, message));
            return;
        }
        if (point.before().mmu().no() && first(point) && !s.trail().has(Event.FP_SETTLED)) {
            issues.raise(
                    point,
                    here(
                            Severity.ERROR,
                            point,
                            "uses a vector register before anything on the way from reset enabled them: it traps"));
            return;
        }
        for (Note n : s.trail().all()) {
            boolean own = n.detail() == s.level()
                    || n.detail() == 1 && s.level() == 2 && s.vhe().yes();
            if (n.event() == Event.FP_TRAPPED && own) {
                String message =
                        "uses a vector register, and " + Words.where(point.program(), n.site()) + " made them trap";
                issues.raise(point, here(Severity.ERROR, point, message));
            }
        }
    }

    private static boolean first(Point point) {
        String name = point.routine().name();
        return point.entry().declared() && point.call() < 0 && (FIRST.contains(name) || name.startsWith("reset_"));
    }
}
