package relolens.analyzer.rules;

import org.jspecify.annotations.Nullable;
import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.EntryState;
import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.LineFacts;
import relolens.analyzer.dataflow.Note;
import relolens.analyzer.dataflow.Provenance;
import relolens.analyzer.dataflow.Role;
import relolens.analyzer.dataflow.Sctlr;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** M04: stores with the MMU off past lines in the caches. */
final class MmuOffWriteStaleLine implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("M04", "mmuoff-write-stale-line", Severity.ERROR)
            .summary("Code is written with the MMU off while older lines of it may be in a cache.")
            .why(
                    "Mismatched memory attributes; The effects of disabling an address translation stage",
                    "Stores with the MMU off go past the caches. A dirty line that an earlier owner left is written back over them later; a clean one hides them from whoever reads through the cache.")
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: code pa size=4K align=4K lines=dirty
            //@ x1: data pa size=4K align=4K
            copy:
            	add	x2, x0, #4096
            1:	ldp	x3, x4, [x1], #16
            	stp	x3, x4, [x0], #16
            	//^^^^^^^^^^^^^^^^^^^
            	cmp	x0, x2
            	b.lo	1b
            	dsb	sy
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ cpu line=64
            //@ x0: code pa size=4K align=4K lines=dirty
            //@ x1: data pa size=4K align=4K
            copy:
            	add	x2, x0, #4096
            	mov	x5, x0
            2:	dc	ivac, x5
            	add	x5, x5, #64
            	cmp	x5, x2
            	b.lo	2b
            	dsb	sy
            1:	ldp	x3, x4, [x1], #16
            	stp	x3, x4, [x0], #16
            	cmp	x0, x2
            	b.lo	1b
            	dsb	sy
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: code pa size=4K align=4K lines=clean
            put:
            	str	x1, [x0]
            	dsb	sy
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: data pa size=64 align=64 lines=dirty
            declared_dirty:
            	str	x1, [x0]
            	//^^^^^^^^^^
            	dsb	sy
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=off
            boot_arguments:
            	adrp	x5, args
            	add	x5, x5, :lo12:args
            	stp	x0, x1, [x5]
            	//^^^^^^^^^^^^^^
            	dsb	sy
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	mrs	x2, sctlr_el1
            	orr	x2, x2, #4
            	orr	x2, x2, #1
            	msr	sctlr_el1, x2
            	isb
            	ldr	x3, [x5]
            	ret
            	.data
            	.balign	64
            args:	.quad	0, 0
            """)
            .bad("""
            //@ entry el=1 mmu=off
            secondary_data:                         // a secondary's words, written before its MMU and read after through an old line
            	adrp	x5, word
            	add	x5, x5, :lo12:word
            	str	x0, [x5]
            	//^^^^^^^^^^
            	dmb	sy
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	mrs	x2, sctlr_el1
            	orr	x2, x2, #1
            	orr	x2, x2, #4
            	msr	sctlr_el1, x2
            	isb
            	ldr	x3, [x5]
            	ret
            	.bss
            	.balign	64
            word:	.skip	64
            """)
            .good("""
            //@ entry el=1 mmu=off
            boot_arguments:                         // Linux: store, DMB, invalidate, and only then the MMU
            	adrp	x5, args
            	add	x5, x5, :lo12:args
            	stp	x0, x1, [x5]
            	dmb	sy
            	dc	ivac, x5
            	dsb	sy
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	mrs	x2, sctlr_el1
            	orr	x2, x2, #4
            	orr	x2, x2, #1
            	msr	sctlr_el1, x2
            	isb
            	ldr	x3, [x5]
            	ret
            	.data
            	.balign	64
            args:	.quad	0, 0
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: device
            a_register:
            	str	w1, [x0]
            	dsb	sy
            	ret
            """)
            .fix(
                    "Take the lines out of the caches first: `dc civac` (or `dc ivac`, if nothing in them is needed) over the range, then `dsb sy`.",
                    false)
            .limits(
                    "An error if the lines are declared dirty; if nothing is known of them a warning, or a note where the contract does not say whose memory it is (no `pa` or `va`). Judges stores to memory whose role is code or page list, and data written with the MMU off and read, through the same pointer, after this code turned it on.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        tablesWalkedThroughCache(point, issues);
        MemoryAccess access = point.access();
        if (access != null && !access.stores()) {
            readThroughCache(point, access, issues);
        }
        if (access == null || !access.stores() || !point.before().mmu().no()) {
            return;
        }
        Value address = point.address(access);
        LineFacts facts = point.before().lines(address.base());
        boolean image = address.role() == Role.CODE || address.role() == Role.PAGE_LIST;
        boolean dirty = declaredDirty(point, address.base());
        if (facts.evicted(address, access.bytes()) || !image && !dirty) {
            return;
        }
        int here = point.at().index();
        int first = facts.storeSite() >= 0 ? Math.min(facts.storeSite(), here) : here;
        String message = facts.evicting(address, access.bytes())
                ? "with the MMU off this store goes past the caches, and no DSB completes the DC before it: the lines may still be there"
                : "with the MMU off this store goes past lines an earlier owner may have left in the caches; nothing took them out before, so they may be written back over it";
        if (facts.evicted()) {
            message =
                    "with the MMU off this store goes past lines an earlier owner may have left in the caches: what was taken out of them before ends elsewhere, so they may be written back over it";
        }
        // Whether an earlier owner left anything there depends on what memory it is.
        Severity severity = dirty ? Severity.ERROR : located(point, address.base()) ? Severity.WARNING : Severity.NOTE;
        issues.raise(point, new Issues.Issue(this, severity, first, here, Need.OTHER, message, ""));
    }

    /** Tables written past the caches and walked through them: an old line hides the entry. */
    private void tablesWalkedThroughCache(Point point, Issues issues) {
        SystemEffect write = point.system(SystemKind.WRITE_REGISTER);
        if (write == null
                || !MmuOnNoTlbi.turnsOn(point, write)
                || !point.operand(write).bits().bit(Sctlr.C).yes()) {
            return;
        }
        point.before().trail().all().stream()
                .filter(n -> n.event() == Event.WRITTEN_DEVICE && n.detail() == 0)
                .filter(n -> declared(point, n.base()) == Role.PAGE_TABLE
                        || point.before().isTable(n.base()))
                .forEach(n -> {
                    String message = "what this writes goes past the caches, and "
                            + Words.where(point.program(), point.at().index())
                            + " turns on walks that may look into them: nothing took out lines that were there before";
                    issues.raise(point, from(Severity.WARNING, n.site(), point, message, Edit.NONE));
                });
    }

    private static @Nullable Role declared(Point point, @Nullable Base base) {
        EntryState.Content content =
                base instanceof Base.Register r ? point.entry().registers().get(r.number()) : null;
        return content == null ? null : content.role();
    }

    /** Data written past the cache and read through it: an old line hides what was written. */
    private void readThroughCache(Point point, MemoryAccess access, Issues issues) {
        Value address = point.address(access);
        boolean judged = address.base() != null && access.base() != 31 && address.role() != Role.DEVICE;
        if (!judged || !point.before().mmu().yes() || !point.before().trail().has(Event.MMU_ENABLED)) {
            return;
        }
        Note written = point.before().trail().last(Event.WRITTEN_DEVICE, address.base());
        if (written != null && written.detail() == 0) {
            String message = "what this writes goes past the caches, and "
                    + Words.where(point.program(), point.at().index())
                    + " reads it through them: nothing took out lines that were there before";
            issues.raise(point, from(Severity.ERROR, written.site(), point, message, Edit.NONE));
        }
    }

    /** Whether the contract, or the code, says what memory it is: the address space of a role, or a place it came from. */
    private static boolean located(Point point, @Nullable Base base) {
        EntryState.Content content =
                base instanceof Base.Register r ? point.entry().registers().get(r.number()) : null;
        return content == null || content.provenance() != Provenance.UNKNOWN;
    }

    private static boolean declaredDirty(Point point, @Nullable Base base) {
        if (!(base instanceof Base.Register r)) {
            return false;
        }
        EntryState.Content content = point.entry().registers().get(r.number());
        return content != null && content.lines() == EntryState.Lines.DIRTY;
    }
}
