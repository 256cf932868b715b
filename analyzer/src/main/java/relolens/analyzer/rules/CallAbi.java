package relolens.analyzer.rules;

import java.util.Map;
import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;
import relolens.emulator.isa.Effects.SystemKind;

/** X07: registers at a known boundary that do not hold what it wants. */
final class CallAbi implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("X07", "call-abi", Severity.ERROR)
            .summary(
                    "At a boundary with a fixed convention (PSCI, the Linux boot protocol, the hyp stub) a register holds something else.")
            .why(
                    "Arm Power State Coordination Interface; Linux: Booting AArch64 Linux; SMC Calling Convention",
                    "The other side takes the registers as its specification says: a secondary starts at a leftover address, a kernel is refused or misreads reserved registers that must be zero.")
            .bad("""
            //@ entry el=1 mmu=on
            //@ x19: number 1
            start_secondary:
            	movz	x0, #0xc400, lsl #16
            	movk	x0, #3
            	mov	x1, x19
            	mov	x3, #0
            	mov	x2, x22
            	smc	#0
            	//^^^^
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: pagelist pa
            //@ x1: code pa
            //@ expect exit=br x1=0 x2=0 x3=0
            leave:
            	mov	x9, x1
            	mov	x1, #0
            	mov	x2, #1
            	mov	x3, #0
            	br	x9
            	//^^^
            """)
            .bad("""
            //@ entry el=1 mmu=off
            //@ x4: code pa
            //@ x5: data pa
            //@ expect exit=br x1=0
            pointer_left_behind:
            	mov	x1, x5
            	mov	x2, #0
            	br	x4
            	//^^^
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=off
            //@ x4: code pa
            //@ expect exit=br x2=0 x3=0
            reserved_not_cleared:                   // a boot loader that left its own arguments in x1 to x3
            	mov	x0, x6
            	mov	x2, xzr
            	mov	x3, #0x40000000
            	br	x4
            	//^^^
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x19: number 1
            start_secondary:
            	movz	x0, #0xc400, lsl #16
            	movk	x0, #3
            	mov	x1, x19
            	adr	x2, start_secondary
            	mov	x3, #0
            	smc	#0
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: pagelist pa
            //@ x1: code pa
            //@ expect exit=br x1=0 x2=0 x3=0
            leave:
            	mov	x9, x1
            	mov	x1, xzr
            	mov	x2, xzr
            	mov	x3, xzr
            	br	x9
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x4: code pa
            no_expectation:
            	mov	x1, #1
            	br	x4
            """)
            .good("""
            //@ entry el=1 mmu=on
            another_call:
            	movz	x0, #0x8400, lsl #16
            	smc	#0
            	ret
            """)
            .fix("Set the register right before the boundary.", false)
            .limits(
                    "Knows PSCI's CPU_ON (x1 to x3), and what the contract's `expect exit=br` says of registers as constants.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final int LAST_ARGUMENT = 3;

    @Override
    public void check(Point point, Issues issues) {
        if (point.system(SystemKind.SMC, SystemKind.HVC) != null && BarrierDomain.startsAnother(point)) {
            for (int r = 1; r <= LAST_ARGUMENT; r++) {
                Value v = point.before().register(r);
                if (!v.defined()) {
                    issues.raise(
                            point,
                            here(
                                    Severity.ERROR,
                                    point,
                                    "CPU_ON takes its target, entry point and context from x1 to x3, and nothing has set x"
                                            + r));
                    return;
                }
            }
        }
        Flow flow = point.flow();
        boolean leaves = flow != null && flow.kind() == FlowKind.INDIRECT && point.jumps() && point.call() < 0;
        if (!leaves) {
            return;
        }
        for (Map.Entry<Integer, Long> e : point.entry().terms().atExit().entrySet()) {
            Value v = point.before().register(e.getKey());
            long wanted = e.getValue();
            boolean otherBits = (v.bits().ones() & ~wanted) != 0 || (v.bits().zeros() & wanted) != 0;
            boolean pointer = wanted == 0 && v.base() instanceof Base.Register && v.role() != null;
            if (otherBits || pointer) {
                String message = "leaves with x" + e.getKey() + " = " + (pointer ? "a pointer" : "something")
                        + " other than " + wanted + ", which is expected at this exit";
                issues.raise(point, here(Severity.ERROR, point, message));
            }
        }
    }
}
