package relolens.analyzer.rules;

import relolens.analyzer.dataflow.KnownBits;
import relolens.analyzer.dataflow.Sctlr;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.MemoryAccess;

/** D02: provably unaligned access with the MMU off. */
final class UnalignedDevice implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("D02", "unaligned-device", Severity.ERROR)
            .summary("An access is not aligned to its size while the MMU is off.")
            .why(
                    "Alignment of data accesses; The effects of disabling an address translation stage",
                    "With stage 1 off all data accesses are Device, and an unaligned access to Device memory takes an Alignment fault whatever SCTLR.A says.")
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: data pa size=4K align=4K
            get:
            	ldur	x1, [x0, #1]
            	//^^^^^^^^^^^^^^^
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: data pa size=4K align=16
            put:
            	add	x0, x0, #8
            	stp	q0, q1, [x0]
            	//^^^^^^^^^^^^^^
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: data pa size=4K align=4K
            get:
            	ldur	x1, [x0, #-8]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: data va size=4K align=4K
            get:
            	ldur	x1, [x0, #1]
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: data pa align=8
            half_of_a_pair:
            	add	x1, x0, #4
            	ldp	x2, x3, [x1]
            	//^^^^^^^^^^^^^^
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: data pa align=16
            copy_tail:                              // a compiler stored the tail of a structure with an overlapping q register
            	stur	q0, [x0, #3]
            	//^^^^^^^^^^^^^^^
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: data pa align=16
            bytes:
            	ldrb	w1, [x0, #3]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: data pa align=8
            pair_of_words:
            	add	x1, x0, #4
            	ldp	w2, w3, [x1]
            	ret
            """)
            .fix("Split the access, or align the pointer; C code: build with -mstrict-align.", false)
            .limits("An access through a pointer of unknown alignment is taken to be aligned (see `assumes`).");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        MemoryAccess access = point.access();
        boolean checked =
                point.before().mmu().yes() && point.before().sctlr(Sctlr.A).yes();
        if (access == null || !checked && !point.before().mmu().no()) {
            return;
        }
        Value address = point.address(access);
        KnownBits bits = address.bits();
        long within = access.elementBytes() - 1L;
        if ((bits.ones() & within) == 0) {
            return;
        }
        int here = point.at().index();
        String why = checked ? "SCTLR.A is set" : "with the MMU off all memory is Device";
        String message = why + ", and this access of " + access.elementBytes() + " bytes is " + (bits.ones() & within)
                + " off its alignment: it takes an Alignment fault";
        issues.raise(point, new Issues.Issue(this, Severity.ERROR, here, here, Need.OTHER, message, ""));
    }
}
