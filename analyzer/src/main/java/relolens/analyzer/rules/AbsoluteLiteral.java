package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Provenance;
import relolens.analyzer.dataflow.Role;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Computation;
import relolens.emulator.isa.Effects.Flow;

/** R01: an absolute address used where the code was not linked to run. */
final class AbsoluteLiteral implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("R01", "absolute-literal", Severity.ERROR)
            .summary(
                    "An absolute link-time address (a literal of a symbol, or movz/movk of one) is used with the MMU off, where the image need not be where it was linked.")
            .why(
                    "The effects of disabling an address translation stage",
                    "Until the image's own relocations are processed, or the MMU maps it where it was linked, `ldr xN, =sym` gives an address of another place: what is loaded is somebody else's memory.")
            .bad("""
            //@ entry el=1 mmu=off
            get:
            	ldr	x0, =there
            	ldr	x1, [x0]
            	//^^^^^^^^^^
            	ret
            	.data
            there:	.quad	0
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=off
            by_moves:
            	movz	x0, #:abs_g1:table
            	movk	x0, #:abs_g0_nc:table
            	ldr	w1, [x0]
            	//^^^^^^^^^^
            	ret
            	.data
            table:	.quad	0
            """)
            .bad("""
            //@ entry el=1 mmu=off
            call_main:                              // a loader that runs 1 MiB above where it was linked
            	mov	x19, x30
            	ldr	x8, =main
            	blr	x8
            	//^^^^
            	ret	x19
            """)
            .bad("""
            //@ entry el=1 mmu=off
            stack_from_literal:                     // OP-TEE as a position-independent image: the literal is not yet relocated
            	ldr	x0, =boot_stack
            	str	xzr, [x0, #-16]!
            	//^^^^^^^^^^^^^^^^^^
            	ret
            	.bss
            	.balign	16
            boot_stack:	.skip	16
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
            .good("""
            //@ entry el=1 mmu=off
            rebased:                                // Xen's idiom: link address plus the difference
            	ldr	x0, =there
            	add	x0, x0, x20
            	ldr	x1, [x0]
            	ret
            	.data
            there:	.quad	0
            """)
            .good("""
            //@ entry el=1 mmu=on
            into_the_image:                         // the deliberate jump to where it was linked
            	ldr	x8, =main
            	br	x8
            """)
            .good("""
            //@ entry el=1 mmu=off
            number:
            	ldr	x0, =image_size
            	add	x1, x2, x0
            	ldr	x3, [x1]
            	ret
            	.globl	image_size
            	.set	image_size, 0x4000
            """)
            .fix(
                    "Take the address relative to the program counter (`adrp`/`add :lo12:`), or add the difference of load and link address.",
                    false)
            .limits(
                    "Needs a declared entry state. Absolute symbols (`=kernel_size`) and differences of two addresses are exempt; the way from such an address to where the code is going is a note; a jump to such an address is reported only with the MMU off.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        if (!point.before().mmu().no() || !point.entry().declared()) {
            return;
        }
        difference(point, issues);
        Flow flow = point.flow();
        boolean jumps = flow != null && point.jumps();
        Value address = jumps && flow != null ? point.before().register(flow.register()) : VaDerefMmuOff.used(point);
        if (address == null || address.provenance() != Provenance.LINK) {
            return;
        }
        int at = point.at().index();
        String from = address.base() == null ? "here" : address.base().text();
        String message = (jumps ? "jumps to" : "uses") + " an absolute link-time address (" + from
                + ") with the MMU off: the image need not be there";
        issues.raise(
                point,
                new Issues.Issue(
                        this, Severity.ERROR, at, at, Need.OTHER, message, Edit.NONE, VaDerefMmuOff.cause(address)));
    }

    /** The way from a link-time address to where the code is: right until relocations are applied to the literal. */
    private void difference(Point point, Issues issues) {
        Computation c = point.at().computes();
        if (c == null || c.kind() != Computation.Kind.SUBTRACT || c.first() < 0 || c.second() < 0) {
            return;
        }
        Value from = point.before().register(c.second());
        Value to = point.before().register(c.first());
        if (from.provenance() == Provenance.LINK && from.exact() && to.role() == Role.CODE) {
            String name = from.base() == null ? "here" : from.base().text();
            String message = "reckons from an absolute link-time address (" + name
                    + ") with the MMU off: right only as long as relocations have not been applied to it";
            issues.raise(point, here(Severity.NOTE, point, message));
        }
    }
}
