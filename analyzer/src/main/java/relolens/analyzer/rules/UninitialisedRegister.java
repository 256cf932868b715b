package relolens.analyzer.rules;

import relolens.analyzer.asm.AssembledUnit.Symbol;
import relolens.analyzer.dataflow.Base;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Computation;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.MemoryAccess;

/** X04: a register read that nobody set. */
final class UninitialisedRegister implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("X04", "uninitialised-register", Severity.WARNING)
            .summary("A register is used that neither the entry contract nor the code before has set.")
            .why(
                    "Procedure Call Standard for the Arm 64-bit Architecture, General-purpose registers",
                    "X8 to X28 hold the caller's leftovers on entry: addresses and loop bounds made from them are anything.")
            .bad("""
            //@ x0: data va size=4K align=64
            //@ x1: number 64
            fill:
            	add	x2, x0, x9
            	//^^^^^^^^^^^^
            	str	xzr, [x0]
            	ret
            """)
            .bad("""
            //@ x0: data pa align=8
            offset_forgotten:
            	ldr	x1, [x0, x12]
            	//^^^^^^^^^^^^^^^
            	ret
            """)
            .bad("""
            	.globl	checksum
            	.type	checksum, %function
            checksum:
            	ldr	x9, [x0]
            	add	x0, x9, x10
            	//^^^^^^^^^^^^^
            	ret
            """)
            .bad("""
            //@ x0: data pa align=64
            //@ x1: data pa align=64
            copy_count_lost:                        // the register that held the count went away in a clean-up
            1:	ldr	x2, [x0], #8
            	str	x2, [x1], #8
            	subs	x13, x13, #8
            	//^^^^^^^^^^^^^^^
            	b.ne	1b
            	ret
            """)
            .good("""
            //@ x0: data va size=4K align=64
            fill:
            	mov	x9, #8
            	add	x2, x0, x9
            	str	xzr, [x0]
            	ret
            """)
            .good("""
            //@ x0: data pa align=8
            //@ x12: number 16
            declared:
            	ldr	x1, [x0, x12]
            	ret
            """)
            .good("""
            //@ x0: data va align=8
            saves:                                  // saving is no use
            	stp	x19, x20, [sp, #-16]!
            	mov	x19, x0
            	ldp	x19, x20, [sp], #16
            	ret
            """)
            .good("""
            inner_part:                             // nobody declared anything: registers may come from anywhere
            	add	x2, x0, x9
            	ret
            """)
            .fix("Set the register, or declare it (`//@ x19: …`) if the caller passes it.", false)
            .limits(
                    "Judged in routines whose contract declares registers, for X8 to X28 (a warning if it is an address or a branch target); elsewhere in global functions, for X9 to X15, as a note. Stores and moves that save a register are no use of it.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final int FUNCTION = 2;

    @Override
    public void check(Point point, Issues issues) {
        Effects e = point.at().effects();
        if (e == null || point.call() >= 0 || saves(point)) {
            return;
        }
        boolean declared = !point.entry().registers().isEmpty();
        Symbol symbol = point.program().places().symbol(point.routine().name());
        boolean function = symbol != null && symbol.type() == FUNCTION && symbol.global();
        if (!declared && !function) {
            return;
        }
        int first = declared ? 8 : 9;
        int last = declared ? 28 : 15;
        for (int r = first; r <= last; r++) {
            if (e.readsRegister(r) && !point.before().register(r).defined() && untouched(point, r)) {
                String message = "uses x" + r + ", which neither the entry contract nor the code before sets";
                issues.raise(
                        point,
                        new Issues.Issue(
                                this,
                                severity(point, declared, r),
                                point.at().index(),
                                point.at().index(),
                                Need.OTHER,
                                message,
                                Edit.NONE,
                                "x" + r));
                return;
            }
        }
    }

    private static Severity severity(Point point, boolean declared, int register) {
        MemoryAccess m = point.access();
        Flow flow = point.flow();
        boolean address = m != null && (m.base() == register || m.index() == register)
                || point.jumps() && flow != null && flow.register() == register;
        return declared && address ? Severity.WARNING : Severity.NOTE;
    }

    private static boolean untouched(Point point, int r) {
        return point.before().register(r).base() instanceof Base.Register b && b.number() == r;
    }

    /** Stores of the register, moves to another, and an exclusive or with itself. */
    private static boolean saves(Point point) {
        MemoryAccess m = point.access();
        Computation c = point.at().computes();
        boolean move = c != null && c.moves();
        boolean clears = c != null && c.kind() == Computation.Kind.XOR && !c.inverted() && c.first() == c.second();
        boolean system = point.system() != null;
        boolean address = m != null
                && (m.base() < 0 || point.before().register(m.base()).defined())
                && (m.index() < 0
                        || m.index() == 31
                        || point.before().register(m.index()).defined());
        return m != null && m.stores() && address || move || clears || system;
    }
}
