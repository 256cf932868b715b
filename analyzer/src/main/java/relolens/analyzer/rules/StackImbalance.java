package relolens.analyzer.rules;

import relolens.analyzer.asm.AssembledUnit.Symbol;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;

/** X01: a return with SP not where it was. */
final class StackImbalance implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("X01", "stack-imbalance", Severity.ERROR)
            .summary("A routine returns with the stack pointer somewhere else than on entry.")
            .why(
                    "Procedure Call Standard for the Arm 64-bit Architecture, The stack (SP must be the same at the return)",
                    "The caller finds its saved registers and return address at the wrong place: it fails later, somewhere else.")
            .bad("""
            save_restore:
            	stp	x29, x30, [sp, #-32]!
            	ldp	x29, x30, [sp], #16
            	ret
            	//^
            """)
            .bad("""
            early_return:
            	sub	sp, sp, #16
            	str	x0, [sp]
            	cbz	x0, 1f
            	add	sp, sp, #16
            	ret
            1:	ret
            	//^
            """)
            .bad("""
            releases_twice:
            	stp	x29, x30, [sp, #-16]!
            	mov	x0, #1
            	ldp	x29, x30, [sp], #16
            	add	sp, sp, #16
            	ret
            	//^
            """)
            .bad("""
            relocate:                               // an old U-Boot relocation: 32 bytes down, 16 up
            	stp	x29, x30, [sp, #-32]!
            	mov	x29, sp
            	str	x0, [sp, #24]
            	ldr	x0, [sp, #24]
            	ldp	x29, x30, [sp], #16
            	ret
            	//^
            """)
            .good("""
            save_restore:
            	stp	x29, x30, [sp, #-32]!
            	mov	x29, sp
            	ldp	x29, x30, [sp], #32
            	ret
            """)
            .good("""
            by_frame_pointer:
            	stp	x29, x30, [sp, #-16]!
            	mov	x29, sp
            	sub	sp, sp, #64
            	mov	sp, x29
            	ldp	x29, x30, [sp], #16
            	ret
            """)
            .good("""
            switch_stack:                           // SP is another task's afterwards
            	ldr	x9, [x1]
            	mov	sp, x9
            	ret
            """)
            .good("""
            exception_frame:                        // leaves by ERET, with the frame taken down elsewhere
            	sub	sp, sp, #288
            	stp	x0, x1, [sp]
            	eret
            """)
            .fix("Release exactly what was reserved on every path to the return.", false)
            .limits(
                    "Code that is marked as no function (SYM_CODE: sized, without a type) has frames of its own and is not judged. Silent where SP was loaded or computed, as in context switches, and where paths with different depths meet.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        Flow flow = point.flow();
        if (flow == null || flow.kind() != FlowKind.RETURN || point.start() == null || !judged(point)) {
            return;
        }
        Value now = point.before().register(31);
        Value then = point.start().register(31);
        boolean known = now.base() != null && now.base().equals(then.base()) && now.exact() && then.exact();
        if (known && now.delta() != then.delta()) {
            long off = now.delta() - then.delta();
            String message = "returns with SP " + Math.abs(off) + " bytes " + (off < 0 ? "below" : "above")
                    + " where it was on entry";
            issues.raise(point, here(Severity.ERROR, point, message));
        }
    }

    /** A helper that only this unit calls may build its caller's frame. */
    private static boolean judged(Point point) {
        Symbol symbol = point.program().places().symbol(point.routine().name());
        boolean function = symbol != null && symbol.type() == FUNCTION;
        boolean exceptionCode = symbol != null && symbol.type() == 0 && symbol.size() > 0;
        return function ? point.call() < 0 : point.judgesReturn() && !exceptionCode;
    }

    private static final int FUNCTION = 2;
}
