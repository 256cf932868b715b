package relolens.analyzer.rules;

import org.jspecify.annotations.Nullable;
import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.MemoryAccess;

/** D07: physical addresses with the MMU on. */
final class PaDerefMmuOn implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("D07", "pa-deref-mmu-on", Severity.ERROR)
            .summary("A physical address is used while the MMU is on.")
            .why(
                    "The AArch64 Virtual Memory System Architecture: address translation",
                    "With the MMU on every address is virtual. A physical one reaches the right memory only under an identity map.")
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagelist pa
            //@ x1: offset phys-to-virt
            walk:
            	and	x0, x0, #0xfffffffffffff000
            	ldr	x2, [x0]
            	//^^^^^^^^^^
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: pagelist pa
            //@ x1: offset phys-to-virt
            walk:
            	and	x0, x0, #0xfffffffffffff000
            	add	x0, x0, x1
            	ldr	x2, [x0]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: pagelist pa
            walk:
            	and	x0, x0, #0xfffffffffffff000
            	ldr	x2, [x0]
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: data pa align=64
            store:
            	str	x1, [x0, #8]
            	//^^^^^^^^^^^^^^
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: data pa align=64
            clean:
            	dc	civac, x0
            	//^^^^^^^^^^
            	dsb	sy
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagelist va
            entry_as_pointer:                       // an entry of the kexec list holds a physical address
            	ldr	x1, [x0]
            	ldr	x2, [x1]
            	//^^^^^^^^^^
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: data pa align=64
            //@ x1: offset phys-to-virt
            converted:
            	add	x2, x0, x1
            	ldr	x3, [x2]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: data pa align=64
            with_mmu_off:
            	ldr	x3, [x0]
            	ret
            """)
            .fix("Add the offset between physical and virtual addresses first, once.", false)
            .limits(
                    "Does not know identity maps: declare the register `va` where one covers it. Code that turns the MMU on and goes on in place is taken to have one.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        // Code that has turned the MMU on and goes on where it is runs flat.
        boolean flat = point.before().trail().has(Event.MMU_ENABLED);
        Value address = point.before().mmu().yes() && !flat ? used(point) : null;
        if (address == null) {
            return;
        }
        String from = address.base() == null ? "here" : address.base().text();
        String message = switch (address.provenance()) {
            case PHYSICAL -> "uses a physical address (from " + from + ") with the MMU on, where addresses are virtual";
            case CONVERTED_TWICE -> "uses an address (from " + from + ") to which the offset was applied twice";
            case CONVERTED_WRONG ->
                "uses an address (from " + from + ") to which the offset was applied with the wrong sign";
            default -> "";
        };
        if (!message.isEmpty()) {
            int here = point.at().index();
            issues.raise(
                    point,
                    new Issues.Issue(
                            this,
                            Severity.ERROR,
                            here,
                            here,
                            Need.OTHER,
                            message,
                            Issues.Edit.NONE,
                            VaDerefMmuOff.cause(address)));
        }
    }

    private static @Nullable Value used(Point point) {
        MemoryAccess access = point.access();
        return access != null ? point.address(access) : VaDerefMmuOff.used(point);
    }
}
