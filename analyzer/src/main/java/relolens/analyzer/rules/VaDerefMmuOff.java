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
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: data va align=64
            clean:
            	dc	civac, x0
            	//^^^^^^^^^^
            	dsb	sy
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=off
            //@ x0: data va align=64
            field:
            	add	x1, x0, #16
            	str	xzr, [x1]
            	//^^^^^^^^^^^
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data va align=64
            after_mmu_off:                          // a kernel pointer kept over the switch in a hobby kernel's start code
            	mrs	x1, sctlr_el1
            	bic	x1, x1, #4
            	bic	x1, x1, #1
            	msr	sctlr_el1, x1
            	isb
            	ldr	x2, [x0]
            	//^^^^^^^^^^
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: data va align=64
            with_mmu_on:
            	ldr	x2, [x0]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: data va align=64
            //@ x1: offset phys-minus-virt
            physical_again:
            	add	x2, x0, x1
            	ldr	x3, [x2]
            	ret
            """)
            .fix("Subtract the offset of the mapping, or take the address relative to the program counter.", false)
            .limits(
                    "Knows a virtual address by its role; absolute link-time addresses are R01. A call out of the unit is taken to leave the MMU as it was, unless its name suggests otherwise (mmu, sctlr, restart, reset, suspend, resume, init): a callee that switches it under another name is not seen.");

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
