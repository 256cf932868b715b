package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Provenance;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.MemoryAccess;

/** D06: virtual addresses with the MMU off. */
final class VaDerefMmuOff implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("D06", "va-deref-mmu-off", Severity.ERROR)
            .summary("A virtual address is used while the MMU is off.")
            .why(
                    "The effects of disabling an address translation stage",
                    "With stage 1 off the address of an access is the physical address. A link-time or linear-map address leads nowhere.")
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: data va size=4K align=4K
            get:
            	ldr	x1, [x0]
            	//^^^^^^^^^^
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: data pa size=4K align=4K
            get:
            	ldr	x1, [x0]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            get:
            	adrp	x0, there
            	ldr	x1, [x0, :lo12:there]
            	ret
            	.data
            there:	.quad	0
            """)
            .fix("Subtract the offset of the mapping, or take the address relative to the program counter.", false)
            .limits("Knows a virtual address by its role, or by being an absolute link-time address.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        MemoryAccess access = point.access();
        if (access == null || access.base() == 31 || !point.before().mmu().no()) {
            return;
        }
        Value address = point.address(access);
        Provenance p = address.provenance();
        if (p == Provenance.VIRTUAL || declaredOff(point) && p == Provenance.LINK) {
            int here = point.at().index();
            String what = p == Provenance.LINK ? "an absolute link-time address" : "a virtual address";
            String message = "uses " + what + " (from "
                    + (address.base() == null ? "here" : address.base().text())
                    + ") with the MMU off, where addresses are physical";
            issues.raise(
                    point,
                    new Issues.Issue(
                            this, Severity.ERROR, here, here, Need.OTHER, message, Issues.Edit.NONE, cause(address)));
        }
    }

    /** All uses of one wrong address have one cause; where it came from nowhere known, each use is its own. */
    static String cause(Value address) {
        return address.base() == null ? "" : address.base() + " " + address.provenance();
    }

    private static boolean declaredOff(Point point) {
        return point.entry().declared();
    }
}
