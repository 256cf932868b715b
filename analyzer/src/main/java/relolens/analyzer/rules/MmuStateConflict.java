package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.Provenance;
import relolens.analyzer.dataflow.Tri;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.AccessKind;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** M06: one instruction reached in both MMU states that fits only one. */
final class MmuStateConflict implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("M06", "mmu-state-conflict", Severity.WARNING)
            .summary("Paths with the MMU on and with it off meet, and what follows is right in one of them only.")
            .why(
                    "The effects of disabling an address translation stage",
                    "A virtual address is wrong with the MMU off, a physical one outside an identity map with it on; `dc zva` and exclusives fault or fail on Device memory. Code that both paths share must do without.")
            .bad("""
            //@ x1: data va
            both_ways:
            	mrs	x0, sctlr_el1
            	tbnz	x0, #0, 1f
            	nop
            1:	ldr	x2, [x1]
            	//^^^^^^^^^^
            	ret
            """)
            .bad("""
            //@ entry el=1
            //@ x1: data pa align=64
            zero_line:
            	mrs	x0, sctlr_el1
            	tst	x0, #1
            	b.eq	1f
            	nop
            1:	dc	zva, x1
            	//^^^^^^^^
            	ret
            """)
            .bad("""
            //@ entry el=1
            lock_early_and_late:                    // a spin lock shared by the code before and after MMU enable
            	mrs	x0, sctlr_el1
            	tbz	x0, #0, 1f
            	nop
            1:	ldaxr	w2, [x1]
            	//^^^^^^^^^^^^
            	stxr	w3, w2, [x1]
            	ret
            """)
            .bad("""
            //@ x1: data pa
            table_walk:
            	mrs	x0, sctlr_el1
            	tbz	w0, #0, 1f
            	nop
            1:	ldr	x2, [x1, #8]
            	//^^^^^^^^^^^^^^
            	ret
            """)
            .good("""
            //@ x1: data va
            //@ x3: data pa
            each_its_own:
            	mrs	x0, sctlr_el1
            	tbnz	x0, #0, 1f
            	ldr	x2, [x3]
            	ret
            1:	ldr	x2, [x1]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x1: data va
            one_state:
            	cbz	x0, 1f
            	nop
            1:	ldr	x2, [x1]
            	ret
            """)
            .good("""
            pc_relative:                            // right wherever it runs
            	mrs	x0, sctlr_el1
            	tbnz	x0, #0, 1f
            	nop
            1:	adrp	x1, word
            	ldr	x2, [x1, :lo12:word]
            	ret
            	.data
            word:	.quad	0
            """)
            .good("""
            //@ x0: data pa align=4K
            //@ x1: offset phys-to-virt
            one_implementation:                     // the offset register joins both
            	mrs	x2, sctlr_el1
            	tbnz	x2, #0, 1f
            	mov	x1, xzr
            1:	add	x0, x0, x1
            	ldr	x3, [x0]
            	ret
            """)
            .fix(
                    "Give each state its own code up to where it no longer matters, or make the shared part agnostic (offset register, plain accesses).",
                    false)
            .limits("Judges `dc zva`, exclusives and atomics, and addresses whose space is declared.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        int met = point.before().trail().last(Event.MMU_MIXED);
        if (met < 0 || point.before().mmu() != Tri.UNKNOWN) {
            return;
        }
        SystemEffect dc = point.system(SystemKind.DC);
        MemoryAccess access = point.access();
        String what = "";
        if (dc != null && dc.name().endsWith("zva")) {
            what = "with it off `dc zva` takes an Alignment fault";
        } else if (access != null) {
            Provenance p = point.address(access).provenance();
            boolean exclusive = access.kind() == AccessKind.LOAD_EXCLUSIVE || access.kind() == AccessKind.ATOMIC;
            what = exclusive
                    ? "with it off this memory is Device, where exclusives and atomics may fail"
                    : p == Provenance.VIRTUAL
                            ? "with it off this virtual address leads nowhere"
                            : p == Provenance.PHYSICAL ? "with it on this physical address leads elsewhere" : "";
        }
        if (!what.isEmpty()) {
            issues.raise(point, here(Severity.WARNING, point, "reached with the MMU on and with it off: " + what));
        }
    }
}
