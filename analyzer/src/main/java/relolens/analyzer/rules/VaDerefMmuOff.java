package relolens.analyzer.rules;

import org.jspecify.annotations.Nullable;
import relolens.analyzer.dataflow.Provenance;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

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
        Value address = point.before().mmu().no() ? used(point) : null;
        if (address != null && address.provenance() == Provenance.VIRTUAL) {
            int here = point.at().index();
            String message = "uses a virtual address (from "
                    + (address.base() == null ? "here" : address.base().text())
                    + ") with the MMU off, where addresses are physical";
            issues.raise(
                    point,
                    new Issues.Issue(
                            this, Severity.ERROR, here, here, Need.OTHER, message, Issues.Edit.NONE, cause(address)));
        }
    }

    /** {@return the address an access or a cache operation uses, the stack's aside, or null} */
    static @Nullable Value used(Point point) {
        MemoryAccess access = point.access();
        if (access != null) {
            return access.base() == 31 ? null : point.address(access);
        }
        SystemEffect s = point.system(SystemKind.DC, SystemKind.IC);
        boolean byAddress = s != null
                && s.register() != 31
                && !s.name().endsWith("sw")
                && !s.name().endsWith("zva");
        return s == null || !byAddress ? null : point.operand(s);
    }

    /** All uses of one wrong address have one cause; where it came from nowhere known, each use is its own. */
    static String cause(Value address) {
        return address.base() == null ? "" : address.base() + " " + address.provenance();
    }
}
