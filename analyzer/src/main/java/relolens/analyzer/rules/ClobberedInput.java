package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.Provenance;
import relolens.analyzer.dataflow.Role;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.MemoryAccess;

/** R05: a parameter read after the copy that may have overwritten it. */
final class ClobberedInput implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("R05", "clobbered-input", Severity.ERROR)
            .summary(
                    "A field is loaded from a structure after a relocation loop has begun to store to destinations that may include it.")
            .why(
                    "not an architectural rule: destinations of a relocation are arbitrary pages",
                    "The structure lives in memory of the old system, which is what the new image is copied over. Linux 5.16 read fields of its kimage after the loop and jumped to whatever the image had there.")
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: pagelist va
            //@ x9: offset phys-minus-virt
            relocate:
            	ldr	x16, [x0, #0]
            1:	and	x12, x16, #0xfffffffffffff000
            	sub	x12, x12, x9
            	stp	xzr, xzr, [x12]
            	dmb	sy
            	dc	civac, x12
            	sub	x16, x16, x9
            	ldr	x16, [x16, #8]
            	cbnz	x16, 1b
            	dsb	sy
            	ic	iallu
            	dsb	nsh
            	isb
            	ldr	x4, [x0, #8]
            	//^^^^^^^^^^^^^^
            	br	x4
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: pagelist va
            //@ x9: offset phys-minus-virt
            late_device_tree:
            	ldr	x16, [x0]
            	sub	x16, x16, x9
            	str	xzr, [x16]
            	dc	civac, x16
            	dsb	sy
            	ldr	x1, [x0, #24]
            	//^^^^^^^^^^^^^^^
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: pagelist va
            //@ x9: offset phys-minus-virt
            through_a_copy:
            	mov	x20, x0
            	ldr	x16, [x20]
            	sub	x16, x16, x9
            	str	x5, [x16]
            	dc	civac, x16
            	dsb	sy
            	ldr	x6, [x20, #16]
            	//^^^^^^^^^^^^^^^^
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: pagelist va
            //@ x9: offset phys-minus-virt
            el2_vectors_late:                       // the shape of the bug that shipped
            	ldr	x16, [x0]
            	sub	x16, x16, x9
            	str	xzr, [x16]
            	dc	civac, x16
            	dsb	sy
            	ic	iallu
            	dsb	nsh
            	isb
            	ldr	x11, [x0, #40]
            	//^^^^^^^^^^^^^^^^
            	cbz	x11, 1f
            	mov	x0, #1
            1:	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: pagelist va
            //@ x9: offset phys-minus-virt
            relocate:
            	ldr	x16, [x0, #0]
            	ldr	x4, [x0, #8]
            1:	and	x12, x16, #0xfffffffffffff000
            	sub	x12, x12, x9
            	stp	xzr, xzr, [x12]
            	dmb	sy
            	dc	civac, x12
            	sub	x16, x16, x9
            	ldr	x16, [x16, #8]
            	cbnz	x16, 1b
            	dsb	sy
            	ic	iallu
            	dsb	nsh
            	isb
            	br	x4
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: pagelist va
            //@ x9: offset phys-minus-virt
            //@ x7: data va
            another_structure:
            	ldr	x16, [x0]
            	sub	x16, x16, x9
            	str	xzr, [x16]
            	dc	civac, x16
            	dsb	sy
            	ldr	x1, [x7, #24]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: pagelist va
            //@ x9: offset phys-minus-virt
            only_reads:
            	ldr	x16, [x0]
            	sub	x16, x16, x9
            	ldr	x1, [x16]
            	ldr	x2, [x0, #8]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: pagelist va
            //@ x9: offset phys-minus-virt
            list_goes_on:                           // the list's own pages may be read
            	ldr	x16, [x0]
            	sub	x16, x16, x9
            	str	xzr, [x16]
            	dc	civac, x16
            	dsb	sy
            	ldr	x17, [x16, #8]
            	ret
            """)
            .fix("Load every value before the first store to a destination and keep it in a register.", false)
            .limits(
                    "The structure is a register whose role is page list; its own list pages are protected by the kernel's invariant and may be read.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        MemoryAccess access = point.access();
        int written = point.before().trail().last(Event.LIST_TARGET_WRITTEN);
        if (access == null || access.stores() || written < 0) {
            return;
        }
        Value address = point.address(access);
        boolean field = address.role() == Role.PAGE_LIST
                && address.base() instanceof Base.Register
                && address.exact()
                && address.provenance() == Provenance.VIRTUAL;
        if (field) {
            String message = "is read after " + Words.where(point.program(), written)
                    + " has begun to overwrite destinations, which may include it: load it before";
            issues.raise(point, here(Severity.ERROR, point, message));
        }
    }
}
