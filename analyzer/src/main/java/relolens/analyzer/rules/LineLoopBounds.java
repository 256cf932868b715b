package relolens.analyzer.rules;

import java.util.List;
import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.EntryState;
import relolens.analyzer.dataflow.Provenance;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.program.Loop;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Computation;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** C12: a maintenance loop that misses lines or takes one too many. */
final class LineLoopBounds implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("C12", "line-loop-bounds", Severity.ERROR)
            .summary(
                    "A loop of cache maintenance uses the wrong field of CTR_EL0, the wrong unit, a start not rounded down, or an end it should not touch.")
            .why(
                    "CTR_EL0, Cache Type Register; Data cache maintenance instructions",
                    "DminLine [19:16] and IminLine [3:0] are log2 of words: bytes are `4 << field`. CWG [27:24] and ERG are upper bounds, not line sizes. A start inside a line, stepped by whole lines, can jump over the last line. And one line too many is harmless for a clean, but not for an invalidation.")
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: data va align=64
            swapped_fields:
            	mrs	x3, ctr_el0
            	ubfx	x3, x3, #0, #4
            	mov	x2, #4
            	lsl	x2, x2, x3
            1:	dc	cvac, x0
            	//^^^^^^^^^
            	add	x0, x0, x2
            	cmp	x0, x1
            	b.lo	1b
            	dsb	sy
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: data va align=64
            words_for_bytes:                        // a step of one where four were meant
            	mrs	x3, ctr_el0
            	ubfx	x3, x3, #16, #4
            	mov	x2, #1
            	lsl	x2, x2, x3
            1:	dc	civac, x0
            	//^^^^^^^^^^
            	add	x0, x0, x2
            	cmp	x0, x1
            	b.lo	1b
            	dsb	sy
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: data va align=64
            write_back_granule:                     // an RTOS used CWG; cores that do not tell it report 0
            	mrs	x3, ctr_el0
            	ubfx	x3, x3, #24, #4
            	mov	x2, #4
            	lsl	x2, x2, x3
            1:	dc	civac, x0
            	//^^^^^^^^^^
            	add	x0, x0, x2
            	cmp	x0, x1
            	b.lo	1b
            	dsb	sy
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: data va align=8
            start_inside_a_line:
            	mrs	x3, ctr_el0
            	ubfx	x3, x3, #16, #4
            	mov	x2, #4
            	lsl	x2, x2, x3
            1:	dc	cvac, x0
            	//^^^^^^^^^
            	add	x0, x0, x2
            	cmp	x0, x1
            	b.lo	1b
            	dsb	sy
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: data pa align=4K
            //@ x1: data pa align=4K
            one_too_many:
            	mrs	x3, ctr_el0
            	ubfx	x3, x3, #16, #4
            	mov	x2, #4
            	lsl	x2, x2, x3
            1:	dc	ivac, x0
            	//^^^^^^^^^
            	add	x0, x0, x2
            	cmp	x0, x1
            	b.ls	1b
            	dsb	sy
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: data va align=8
            right:
            	mrs	x3, ctr_el0
            	ubfx	x3, x3, #16, #4
            	mov	x2, #4
            	lsl	x2, x2, x3
            	sub	x3, x2, #1
            	bic	x0, x0, x3
            1:	dc	cvac, x0
            	add	x0, x0, x2
            	cmp	x0, x1
            	b.lo	1b
            	dsb	sy
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: code va align=64
            instruction_side:
            	mrs	x3, ctr_el0
            	and	x3, x3, #15
            	mov	x2, #4
            	lsl	x2, x2, x3
            1:	ic	ivau, x0
            	add	x0, x0, x2
            	cmp	x0, x1
            	b.lo	1b
            	dsb	ish
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: data va align=4K
            page:
            	mrs	x3, ctr_el0
            	ubfx	x3, x3, #16, #4
            	mov	x2, #4
            	lsl	x2, x2, x3
            	add	x1, x0, #4096
            1:	dc	civac, x0
            	add	x0, x0, x2
            	cmp	x0, x1
            	b.lo	1b
            	dsb	sy
            	ret
            """)
            .good("""
            given_size:                             // an undeclared range: its owner rounds it
            1:	dc	cvac, x0
            	add	x0, x0, x2
            	cmp	x0, x1
            	b.lo	1b
            	dsb	sy
            	ret
            """)
            .fix(
                    "Round the start down (`bic` with size - 1), step by `4 << field` of the right field, go on while below the end (`b.lo`).",
                    false)
            .limits(
                    "The start is judged where the contract gives its alignment or nothing rounds it and no alignment is known in a routine with declared roles. Sizes that come from elsewhere are taken to be right.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final int LOWER_OR_SAME = 9;
    private static final int LESS_OR_EQUAL = 13;

    @Override
    public void check(Point point, Issues issues) {
        SystemEffect s = point.system(SystemKind.DC, SystemKind.IC);
        boolean byAddress = s != null
                && s.register() != 31
                && !s.name().endsWith("zva")
                && !s.name().endsWith("sw");
        Loop loop = byAddress ? Loop.around(point.program(), point.at().index()) : null;
        if (s == null || loop == null) {
            return;
        }
        List<Loop.Step> steps = loop.steps(point.program(), s.register());
        if (steps.size() != 1) {
            return;
        }
        Loop.Step step = steps.get(0);
        String wrong = step.by() < 0 ? "" : size(s, point.before().register(step.by()));
        wrong = wrong.isEmpty() && step.by() >= 0 ? start(point, s) : wrong;
        wrong = wrong.isEmpty() ? end(point, s, loop, step) : wrong;
        if (!wrong.isEmpty()) {
            issues.raise(point, here(Severity.ERROR, point, wrong));
        }
    }

    private static String size(SystemEffect s, Value by) {
        boolean data = s.kind() == SystemKind.DC;
        if (by.base() instanceof Base.SystemRegister r && r.name().equals("ctr_el0")) {
            return "steps by a field of CTR_EL0 as it is: it is log2 of the line's words, the size is `4 << field`";
        }
        if (!(by.base() instanceof Base.LineSize line)) {
            return "";
        }
        if (line.field() == 20 || line.field() == 24) {
            return "steps by CTR_EL0." + (line.field() == 24 ? "CWG" : "ERG")
                    + ", which is no line size: lines are left out";
        }
        if (line.field() == (data ? 0 : 16)) {
            return "steps by " + (data ? "IminLine" : "DminLine") + ", the line of the other cache";
        }
        return line.unit() < 4
                ? "steps by " + line.unit() + " << field, and the field counts words: the size is `4 << field`"
                : "";
    }

    private static String start(Point point, SystemEffect s) {
        Value v = point.operand(s);
        EntryState.Content c =
                v.base() instanceof Base.Register r ? point.entry().registers().get(r.number()) : null;
        boolean rounded = (v.touched() & 0xf) != 0;
        return c != null && c.alignment() > 1 && c.alignment() < 64 && !rounded
                ? "starts at an address aligned to " + c.alignment()
                        + " bytes that nothing rounds down to a line: the last line may be left out"
                : "";
    }

    private static String end(Point point, SystemEffect s, Loop loop, Loop.Step step) {
        Effects last = point.program().at(loop.tail()).effects();
        Flow back = last == null ? null : last.flow();
        boolean inclusive = back != null && (back.condition() == LOWER_OR_SAME || back.condition() == LESS_OR_EQUAL);
        int compare = loop.flags(point.program());
        Computation c = point.program().at(compare).computes();
        boolean plain = c != null && c.comparesRegisters() && c.first() == s.register() && step.at() < compare;
        if (!inclusive || c == null || !plain || c.second() < 0 || !s.name().equals("ivac")) {
            return "";
        }
        Value end = point.before().register(c.second());
        boolean exclusive = end.provenance() != Provenance.UNKNOWN && end.alignment() >= 64;
        return exclusive
                ? "goes on while the address is not above the end: the line behind the range is invalidated too"
                : "";
    }
}
