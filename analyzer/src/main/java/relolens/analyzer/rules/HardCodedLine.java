package relolens.analyzer.rules;

import java.util.List;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.program.Loop;
import relolens.analyzer.program.Routine;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** C11: a maintenance loop that believes it knows the line size. */
final class HardCodedLine implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("C11", "hard-coded-line", Severity.WARNING)
            .summary("A loop of cache maintenance steps by a constant instead of the line size that CTR_EL0 tells.")
            .why(
                    "CTR_EL0, Cache Type Register",
                    "A core with shorter lines has every second line left out. CTR_EL0.DminLine and IminLine give the smallest line; in a system of unlike cores the smallest of all is needed.")
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: data va align=64
            //@ x1: data va align=64
            clean:
            1:	dc	cvac, x0
            	//^^^^^^^^^
            	add	x0, x0, #64
            	cmp	x0, x1
            	b.lo	1b
            	dsb	sy
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: code va align=64
            invalidate_text:
            	mov	x2, x0
            1:	ic	ivau, x2
            	//^^^^^^^^^
            	add	x2, x2, #32
            	cmp	x2, x1
            	b.lo	1b
            	dsb	ish
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: data va align=128
            flush_blocks:                           // an emulator tuned on one phone; the next had 64-byte lines
            	subs	x3, x3, #1
            	dc	civac, x0
            	//^^^^^^^^^^
            	add	x0, x0, #128
            	b.ne	flush_blocks
            	dsb	sy
            	ret
            """)
            .bad("""
            //@ entry el=3 mmu=on
            //@ x4: data va align=64
            el3_clean:
            	mov	x5, #64
            1:	dc	cvac, x4
            	//^^^^^^^^^
            	add	x4, x4, x5
            	cmp	x4, x6
            	b.lo	1b
            	dsb	sy
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: data va align=64
            //@ x1: data va align=64
            clean:
            	mrs	x3, ctr_el0
            	ubfx	x3, x3, #16, #4
            	mov	x2, #4
            	lsl	x2, x2, x3
            1:	dc	cvac, x0
            	add	x0, x0, x2
            	cmp	x0, x1
            	b.lo	1b
            	dsb	sy
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ cpu line=64
            //@ x0: data va align=64
            known_core:
            1:	dc	cvac, x0
            	add	x0, x0, #64
            	cmp	x0, x1
            	b.lo	1b
            	dsb	sy
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: data va align=64
            two_lines:                              // no loop
            	dc	cvac, x0
            	add	x1, x0, #64
            	dc	cvac, x1
            	dsb	sy
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: data va align=64
            //@ x2: number 64
            size_from_caller:
            1:	dc	cvac, x0
            	add	x0, x0, x2
            	cmp	x0, x1
            	b.lo	1b
            	dsb	sy
            	ret
            """)
            .fix(
                    "`mrs xN, ctr_el0`, field DminLine [19:16] (IC: IminLine [3:0]), `4 << field` bytes as the step.",
                    false)
            .limits(
                    "A warning for steps above 64 bytes, the line of most cores; a note up to that. Silent where the contract promises the line size (`cpu line=64`). Reading CTR_EL0 itself is taken to be right: whether the code can migrate to a core with another value is not seen.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    /** Lines of the cores that most images run on. */
    private static final int COMMON = 64;

    @Override
    public void check(Point point, Issues issues) {
        SystemEffect s = point.system(SystemKind.DC, SystemKind.IC);
        boolean byAddress = s != null
                && s.register() != 31
                && !s.name().endsWith("zva")
                && !s.name().endsWith("sw");
        Loop loop = byAddress ? Loop.around(point.program(), point.at().index()) : null;
        if (s == null || loop == null || point.entry().terms().lineBytes() > 0) {
            return;
        }
        List<Loop.Step> steps = loop.steps(point.program(), s.register());
        long bytes = 0;
        for (Loop.Step step : steps) {
            Value by = step.by() < 0
                    ? Value.constant(step.bytes())
                    : point.before().register(step.by());
            if (!by.isConstant() || step.by() >= 0 && !setHere(point, step.by())) {
                return;
            }
            bytes += by.bits().value();
        }
        if (bytes >= 16 && bytes <= 2048) {
            String message = "steps by " + bytes
                    + " bytes whatever the core's line size: where lines are shorter some are left out";
            Severity severity = bytes > COMMON ? Severity.WARNING : Severity.NOTE;
            issues.raise(point, here(severity, point, message));
        }
    }

    /** Whether the routine itself puts a number into the step; one that a contract names came from the caller. */
    private static boolean setHere(Point point, int register) {
        Routine routine = point.program().routineOf(point.at().index());
        for (int i = routine == null ? 0 : routine.first(); routine != null && i < routine.end(); i++) {
            Effects effects = point.program().at(i).effects();
            if (effects != null && effects.writesRegister(register)) {
                return true;
            }
        }
        return false;
    }
}
