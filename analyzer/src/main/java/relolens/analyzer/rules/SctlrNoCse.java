package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.Pending;
import relolens.analyzer.dataflow.Pending.Kind;
import relolens.analyzer.dataflow.Sctlr;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** S01: SCTLR changed, no ISB before the first user. */
final class SctlrNoCse implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("S01", "sctlr-no-cse", Severity.ERROR)
            .summary(
                    "A write of SCTLR changes the machine and its first user comes before a context synchronisation event.")
            .why(
                    "Synchronization requirements for AArch64 System registers",
                    "A direct write of a system register is guaranteed to take effect for later instructions only after a context synchronisation event: ISB, exception entry or exception return. Until then each later access and fetch may use the old or the new state.")
            .bad("""
            //@ entry el=1 mmu=on dcache=on icache=on
            mmu_off_and_go:
            	mrs	x1, sctlr_el1
            	bic	x1, x1, #1
            	msr	sctlr_el1, x1
            	//^^^^^^^^^^^^^^^
            	br	x0
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=off dcache=off icache=off
            //@ x0: data pa
            caches_on:
            	mrs	x1, sctlr_el2
            	orr	x1, x1, #4
            	msr	sctlr_el2, x1
            	//^^^^^^^^^^^^^^^
            	ldr	x2, [x0]
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on icache=on
            mmu_off_and_go:
            	mrs	x1, sctlr_el1
            	bic	x1, x1, #1
            	msr	sctlr_el1, x1
            	isb
            	br	x0
            """)
            .good("""
            //@ entry el=1 mmu=on
            restore:                                // several writes, one ISB; nothing consumes in between
            	msr	sctlr_el1, x0
            	msr	mdscr_el1, x1
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=off
            //@ x1: data va
            enable_and_load:
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #1
            	msr	sctlr_el1, x0
            	//^^^^^^^^^^^^^^^
            	ldr	x2, [x1]
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=3 mmu=on dcache=on
            //@ x1: data va align=64
            cache_off_then_flush:                   // a power-down path that cleaned before the cache was surely off
            	mrs	x0, sctlr_el3
            	bic	x0, x0, #4
            	msr	sctlr_el3, x0
            	//^^^^^^^^^^^^^^^
            	dc	civac, x1
            	dsb	sy
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            read_back:                              // an MRS needs no synchronisation
            	mrs	x0, sctlr_el1
            	bic	x0, x0, #1
            	msr	sctlr_el1, x0
            	mrs	x1, sctlr_el1
            	isb
            	ret
            """)
            .good("""
            //@ entry el=2 vhe=no mmu=on
            guest_control:                          // the ERET synchronises what the guest will use
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #1
            	msr	sctlr_el1, x0
            	eret
            """)
            .fix("Put an `isb` right after the write.", true)
            .limits(
                    "A write of a value the analysis knows nothing of is taken to change nothing. FEAT_ExS (exceptions that do not synchronise) is not modelled.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        boolean consumes = point.access() != null || point.fetchesElsewhere() || point.maintains() || retunes(point);
        if (!consumes) {
            return;
        }
        for (Pending p : point.before().pending()) {
            if (p.kind() != Kind.SYSTEM_REGISTER || !p.name().startsWith("sctlr")) {
                continue;
            }
            long relevant = p.bits() & (Sctlr.MCI | 1L << Sctlr.A | 1L << Sctlr.EE | 1L << Sctlr.WXN);
            boolean switches = (p.bits() & Sctlr.MCI) != 0;
            if (relevant == 0 || !switches && point.access() == null) {
                continue;
            }
            Severity severity =
                    switches && p.proven() ? Severity.ERROR : point.returns() ? Severity.NOTE : Severity.WARNING;
            String message = "no ISB between this write of " + p.name() + " and its first user "
                    + Words.where(point.program(), point.at().index()) + ", which may see the old " + bits(p.bits());
            int here = point.at().index();
            issues.raise(
                    point,
                    new Issues.Issue(this, severity, p.site(), here, Need.CONTEXT_SYNCHRONISATION, message, "isb"));
        }
    }

    /** Translation control is changed after translation was turned off: until then walks go on. */
    private static boolean retunes(Point point) {
        SystemEffect write = point.system(SystemKind.WRITE_REGISTER);
        return write != null
                && point.before().mmu().no()
                && point.before().trail().has(Event.MMU_DISABLED)
                && (write.name().startsWith("tcr_")
                        || write.name().startsWith("mair_")
                        || write.name().startsWith("ttbr"));
    }

    private static String bits(long changed) {
        StringBuilder s = new StringBuilder();
        name(s, changed, Sctlr.M, "M");
        name(s, changed, Sctlr.C, "C");
        name(s, changed, Sctlr.I, "I");
        name(s, changed, Sctlr.A, "A");
        name(s, changed, Sctlr.WXN, "WXN");
        name(s, changed, Sctlr.EE, "EE");
        return s.toString();
    }

    private static void name(StringBuilder s, long changed, int bit, String name) {
        if ((changed >>> bit & 1) != 0) {
            s.append(s.isEmpty() ? "" : ", ").append(name);
        }
    }
}
