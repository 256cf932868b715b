package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Pending;
import relolens.analyzer.dataflow.Pending.Kind;
import relolens.analyzer.dataflow.Pending.Stage;
import relolens.analyzer.dataflow.Role;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;
import relolens.emulator.isa.Effects.MemoryAccess;

/** T03: TLBI and DSB without ISB. */
final class TlbiNoIsb implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("T03", "tlbi-no-isb", Severity.ERROR)
            .summary("After TLBI and DSB this processing element goes on with no context synchronisation event.")
            .why(
                    "TLB maintenance requirements; Ordering and completion of TLB maintenance instructions",
                    "Instructions already fetched or translations already made for them may still use the old entry until the context is synchronised.")
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va
            //@ x2: data va
            unmap:
            	str	xzr, [x0]
            	dsb	ishst
            	tlbi	vaae1is, x1
            	//^^^^^^^^^^^^^^
            	dsb	ish
            	ldr	x3, [x2]
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va
            //@ x2: data va
            unmap:
            	str	xzr, [x0]
            	dsb	ishst
            	tlbi	vaae1is, x1
            	dsb	ish
            	isb
            	ldr	x3, [x2]
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on
            //@ x2: data va
            hyp_unmap:
            	tlbi	alle2
            	//^^^^^^^^
            	dsb	nsh
            	str	xzr, [x2]
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x2: code va
            jump_to_new_page:
            	tlbi	vmalle1is
            	//^^^^^^^^^^^^
            	dsb	ish
            	br	x2
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x2: data va
            switch_and_read:                        // two cores, one of them without the ISB: it read the old page
            	tlbi	vmalle1
            	//^^^^^^^^^^
            	dsb	sy
            	nop
            	ldr	x0, [x2, #8]
            	isb
            	ret
            """)
            .good("""
            //@ entry el=2 vhe=no mmu=on
            guest_entry:                            // ERET synchronises
            	tlbi	vmalls12e1is
            	dsb	ish
            	eret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x2: data pa
            mmu_off:
            	tlbi	vmalle1
            	dsb	nsh
            	ldr	x0, [x2]
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x2: code va
            jump_to_new_page:
            	tlbi	vmalle1is
            	dsb	ish
            	isb
            	br	x2
            """)
            .fix("Put an `isb` after the `dsb`.", false)
            .limits(
                    "A note where it is a return that comes first: the caller may synchronise. Accesses through SP are not taken to rely on the invalidation. Silent while the MMU is off: nothing uses the TLB.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        boolean on = point.before().mmu().yes();
        // The stack is nobody's business here: whoever changes its translation knows.
        MemoryAccess access = point.access();
        boolean uses = point.jumps() || on && access != null && access.base() != 31 && !table(point, access);
        Flow flow = point.flow();
        boolean returns = flow != null && point.returns() && (on || flow.kind() == FlowKind.RETURN);
        if (!uses && !returns || point.before().mmu().no()) {
            return;
        }
        int last = -1;
        for (Pending p : point.before().pending()) {
            if (p.kind() == Kind.TLB && p.stage() == Stage.COMPLETED) {
                last = p.site();
            }
        }
        if (last < 0) {
            return;
        }
        boolean sure = uses && on;
        int here = point.at().index();
        String message = "no ISB after this TLBI and its DSB before " + Words.where(point.program(), here)
                + ", which may still use the old entry";
        Severity severity = sure ? Severity.ERROR : returns ? Severity.NOTE : Severity.WARNING;
        issues.raise(point, new Issues.Issue(this, severity, last, here, Need.CONTEXT_SYNCHRONISATION, message, ""));
    }

    /** Whether the access is the next step of changing a table, which needs no new translation. */
    private static boolean table(Point point, MemoryAccess access) {
        return access.stores() && point.address(access).role() == Role.PAGE_TABLE;
    }
}
