package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Value;
import relolens.analyzer.program.Place;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** X06: an alignment that did not reach what needs it. */
final class AlignWrongSection implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("X06", "align-wrong-section", Severity.ERROR)
            .summary("VBAR or a TTBR is given a symbol of this unit that is not aligned as the register demands.")
            .why(
                    "VBAR_EL1, Vector Base Address Register (EL1); TTBR0_EL1, Translation Table Base Register 0 (EL1)",
                    "The low 11 bits of VBAR are RES0, and a table's address loses its low bits: the processor takes vectors or walks from an address below. The usual cause is an alignment directive written before the change of section that holds the symbol.")
            .bad("""
            	.text
            install:
            	adrp	x0, vectors
            	add	x0, x0, :lo12:vectors
            	msr	vbar_el1, x0
            	//^^^^^^^^^^^^^^
            	isb
            	ret
            	.balign	2048
            	.section .vectors, "ax"
            vectors:
            	b	vectors
            """)
            .bad("""
            install:
            	adr	x0, vectors
            	msr	vbar_el2, x0
            	//^^^^^^^^^^^^^^
            	isb
            	ret
            	.balign	1024
            vectors:
            	b	vectors
            """)
            .bad("""
            	.text
            early_tables:
            	adrp	x0, table
            	add	x0, x0, :lo12:table
            	msr	ttbr0_el1, x0
            	//^^^^^^^^^^^^^^^
            	isb
            	ret
            	.balign	4096
            	.bss
            table:	.skip	4096
            """)
            .bad("""
            	.text
            secondary_vectors:                      // a handler put in front of the table in its section
            	adrp	x0, vectors
            	add	x0, x0, :lo12:vectors
            	msr	vbar_el1, x0
            	//^^^^^^^^^^^^^^
            	isb
            	ret
            	.section .vectors, "ax"
            	.balign	2048
            	nop
            vectors:
            	b	vectors
            """)
            .good("""
            	.text
            install:
            	adrp	x0, vectors
            	add	x0, x0, :lo12:vectors
            	msr	vbar_el1, x0
            	isb
            	ret
            	.section .vectors, "ax"
            	.balign	2048
            vectors:
            	b	vectors
            """)
            .good("""
            install:
            	adr	x0, vectors
            	msr	vbar_el2, x0
            	isb
            	ret
            	.balign	2048
            vectors:
            	b	vectors
            """)
            .good("""
            	.text
            early_tables:
            	adrp	x0, table
            	add	x0, x0, :lo12:table
            	msr	ttbr0_el1, x0
            	isb
            	ret
            	.bss
            	.balign	4096
            table:	.skip	4096
            """)
            .good("""
            elsewhere:                              // another unit's symbol: its alignment is not known here
            	adrp	x0, vectors_of_somebody
            	add	x0, x0, :lo12:vectors_of_somebody
            	msr	vbar_el1, x0
            	isb
            	ret
            """)
            .fix(
                    "Put `.balign 2048` (vectors) or `.balign 4096` (a table of 4 KiB) behind the section directive, right before the label.",
                    false)
            .limits(
                    "Knows the alignment that this unit asks for; a linker script may align more, so symbols of sections it places are judged only if their own offset is wrong or the section asks for too little.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        SystemEffect w = point.system(SystemKind.WRITE_REGISTER);
        boolean vectors = w != null && w.name().startsWith("vbar_el");
        boolean table = w != null && w.name().startsWith("ttbr");
        if (w == null || !vectors && !table) {
            return;
        }
        Value v = point.operand(w);
        Place place = v.exact() ? CopiedCode.place(point.program(), v) : null;
        if (place == null || place.offset() < 0) {
            return;
        }
        long needed = vectors ? 2048 : 4096;
        int section = point.program().places().alignmentOf(place);
        boolean offset = (place.offset() & (needed - 1)) != 0;
        if (section < needed || offset) {
            String name = v.base() == null ? "it" : v.base().text();
            String what = section < needed
                    ? "its section " + place.section() + " asks for an alignment of " + section
                    : "it stands " + (place.offset() & (needed - 1)) + " bytes off";
            String message = w.name() + " needs " + needed + " bytes of alignment, and " + name + " has less: " + what;
            boolean wrong = vectors || section < 64;
            issues.raise(point, here(wrong ? Severity.ERROR : Severity.WARNING, point, message));
        }
    }
}
