package relolens.analyzer.rules;

import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import relolens.analyzer.dataflow.Event;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** R09: return addresses signed with one key and checked with another. */
final class PacKeySwitch implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("R09", "pac-key-switch", Severity.ERROR)
            .summary(
                    "A return address is signed before and authenticated after a change of the key or its enable bit, or a key is used before its write is synchronised.")
            .why(
                    "Pointer authentication; Synchronization requirements for AArch64 System registers",
                    "Authentication with another key, or with signing switched on only in between, gives a non-canonical address: the return faults. A key write takes effect after a context synchronisation event.")
            .bad("""
            	.arch	armv8.3-a
            //@ entry el=1 mmu=on
            switch_keys:
            	paciasp
            	msr	apiakeylo_el1, x0
            	msr	apiakeyhi_el1, x1
            	isb
            	autiasp
            	//^^^^^
            	ret
            """)
            .bad("""
            	.arch	armv8.3-a
            //@ entry el=1 mmu=on
            use_at_once:
            	msr	apiakeylo_el1, x0
            	msr	apiakeyhi_el1, x1
            	//^^^^^^^^^^^^^^^^^^^
            	paciasp
            	isb
            	autiasp
            	ret
            """)
            .bad("""
            	.arch	armv8.3-a
            //@ entry el=1 mmu=on
            enable_in_between:
            	paciasp
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #(1 << 31)
            	msr	sctlr_el1, x0
            	isb
            	autiasp
            	//^^^^^
            	ret
            """)
            .bad("""
            	.arch	armv8.3-a
            //@ entry el=1 mmu=on
            enable_and_call:                        // secondaries that failed to start: EnIA set, no ISB, the next function signs
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #(1 << 31)
            	msr	sctlr_el1, x0
            	//^^^^^^^^^^^^^^^
            	paciasp
            	autiasp
            	ret
            """)
            .good("""
            	.arch	armv8.3-a
            //@ entry el=1 mmu=on
            switch_keys:
            	msr	apiakeylo_el1, x0
            	msr	apiakeyhi_el1, x1
            	isb
            	ret
            """)
            .good("""
            	.arch	armv8.3-a
            //@ entry el=1 mmu=on
            use_later:
            	msr	apiakeylo_el1, x0
            	msr	apiakeyhi_el1, x1
            	isb
            	paciasp
            	autiasp
            	ret
            """)
            .good("""
            	.arch	armv8.3-a
            //@ entry el=1 mmu=on
            after_authentication:
            	paciasp
            	autiasp
            	msr	apiakeylo_el1, x0
            	isb
            	ret
            """)
            .good("""
            	.arch	armv8.3-a
            //@ entry el=1 mmu=on
            other_register:
            	paciasp
            	msr	tpidr_el1, x0
            	isb
            	autiasp
            	ret
            """)
            .fix("Do not sign in a function that changes the keys; put an `isb` after the last key register.", true)
            .limits(
                    "SP is taken to be the same at both ends. PACIASP and PACIBSP, AUTIASP and AUTIBSP, RETAA and RETAB are seen.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    /** Rows that sign, authenticate or branch with a key. */
    private static final Pattern KEYED = Pattern.compile("(PAC|AUT)[IDG].*|(E?RET|BL?R)A[AB]Z?|LDRA[AB]_.*");

    private static final Set<String> AUTHENTICATED = Set.of("RETAA", "RETAB");
    private static final Set<Integer> HINTS = Set.of(25, 27, 29, 31);

    @Override
    public void check(Point point, Issues issues) {
        SystemEffect s = point.system(SystemKind.HINT);
        boolean hint = s != null && HINTS.contains(s.immediate());
        Flow flow = point.flow();
        boolean returns = point.returns() && flow != null && flow.kind() == FlowKind.RETURN;
        int enabled = returns ? point.before().trail().last(Event.KEY_UNSYNCHRONISED) : -1;
        SystemEffect by = enabled < 0
                ? null
                : Objects.requireNonNull(point.program().at(enabled).effects()).system();
        if (by != null && by.name().startsWith("sctlr_")) {
            String message = "no ISB between this change of pointer authentication and "
                    + Words.where(point.program(), point.at().index())
                    + ": the caller may sign with it off and authenticate with it on";
            issues.raise(point, unsynchronised(Severity.WARNING, enabled, point, message));
            return;
        }
        boolean authenticates = hint && s != null && s.immediate() >= 29
                || AUTHENTICATED.contains(point.at().row());
        boolean keyed = KEYED.matcher(point.at().row()).matches();
        if (!hint && !authenticates && !keyed) {
            return;
        }
        var trail = point.before().trail();
        int unsynchronised = trail.last(Event.KEY_UNSYNCHRONISED);
        if (unsynchronised >= 0) {
            String message = "no ISB between this change of the pointer authentication keys and "
                    + Words.where(point.program(), point.at().index());
            issues.raise(point, unsynchronised(Severity.ERROR, unsynchronised, point, message));
            return;
        }
        int changed = trail.last(Event.KEY_CHANGED);
        if (authenticates && changed >= 0) {
            String message = "authenticates a return address that was signed before "
                    + Words.where(point.program(), changed) + " changed the key or its use";
            issues.raise(point, here(Severity.ERROR, point, message));
        }
    }
}
