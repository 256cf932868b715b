package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Pending;
import relolens.analyzer.dataflow.Pending.Kind;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** S09: PAR_EL1 read too early. */
final class AtParNoIsb implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("S09", "at-par-no-isb", Severity.ERROR)
            .summary(
                    "PAR_EL1 is read after an address translation instruction with no context synchronisation event between.")
            .why(
                    "Synchronization requirements for AArch64 System registers",
                    "The result of AT is written to PAR_EL1 as by an indirect write; a read sees it only after a context synchronisation event.")
            .bad("""
            translate:
            	at	s1e1r, x0
            	//^^^^^^^^^^
            	mrs	x0, par_el1
            	ret
            """)
            .good("""
            translate:
            	at	s1e1r, x0
            	isb
            	mrs	x0, par_el1
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            write_check:
            	at	s1e1w, x0
            	//^^^^^^^^^^
            	dsb	ish
            	mrs	x1, par_el1
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on
            guest_address:
            	at	s12e1r, x0
            	//^^^^^^^^^^^
            	nop
            	mrs	x1, par_el1
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            probe_user:                             // a microkernel asked the walker and read the answer to the question before
            	mov	x3, x1
            	at	s1e0r, x3
            	//^^^^^^^^^^
            	mrs	x0, par_el1
            	and	x0, x0, #1
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            write_check:
            	at	s1e1w, x0
            	isb
            	mrs	x1, par_el1
            	ret
            """)
            .good("""
            //@ entry el=2 vhe=no mmu=on
            saved_par:
            	mrs	x2, par_el1
            	at	s12e1r, x0
            	isb
            	mrs	x1, par_el1
            	msr	par_el1, x2
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            not_read:
            	at	s1e1r, x0
            	ret
            """)
            .fix("Put an `isb` after the `at`.", true)
            .limits("None known.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        SystemEffect read = point.system(SystemKind.READ_REGISTER);
        if (read == null || !read.name().equals("par_el1")) {
            return;
        }
        for (Pending p : point.before().pending()) {
            if (p.kind() == Kind.TRANSLATION) {
                int here = point.at().index();
                String message = "no ISB between this translation and the read of its result at "
                        + Words.where(point.program(), here);
                issues.raise(
                        point,
                        new Issues.Issue(
                                this, Severity.ERROR, p.site(), here, Need.CONTEXT_SYNCHRONISATION, message, "isb"));
            }
        }
    }
}
