package relolens.analyzer.dataflow;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The machine as a routine finds it.
 *
 * @param level exception level, 0 = not said
 * @param vhe whether HCR_EL2.E2H is set
 * @param mmu whether stage 1 translation is on
 * @param dcache whether SCTLR.C is set
 * @param icache whether SCTLR.I is set
 * @param declared whether a contract or profile says so (else nothing is known)
 * @param registers what registers hold, by number (31 = SP)
 * @param terms what else is promised
 */
public record EntryState(
        int level,
        Tri vhe,
        Tri mmu,
        Tri dcache,
        Tri icache,
        boolean declared,
        Map<Integer, Content> registers,
        Terms terms) {

    /** Nobody said anything. */
    public static final EntryState UNKNOWN =
            new EntryState(0, Tri.UNKNOWN, Tri.UNKNOWN, Tri.UNKNOWN, Tri.UNKNOWN, false, Map.of(), Terms.NONE);

    public EntryState {
        registers = Map.copyOf(registers);
    }

    /**
     * Promises that concern no register.
     *
     * @param interruptsOpen whether interrupts may be taken on entry
     * @param identityMapped whether the code's virtual address is its physical one
     * @param idc CTR_EL0.IDC
     * @param dic CTR_EL0.DIC
     * @param lineBytes smallest data cache line in bytes, 0 = not said
     * @param atExit constants that registers must hold when control leaves by BR
     */
    public record Terms(
            Tri interruptsOpen, Tri identityMapped, Tri idc, Tri dic, int lineBytes, Map<Integer, Long> atExit) {
        /** Nothing is promised. */
        public static final Terms NONE = new Terms(Tri.UNKNOWN, Tri.UNKNOWN, Tri.UNKNOWN, Tri.UNKNOWN, 0, Map.of());
    }

    /** Cache lines of a piece of memory on entry. */
    public enum Lines {
        CLEAN,
        DIRTY,
        UNKNOWN
    }

    /**
     * What a register holds.
     *
     * @param role what the memory behind holds, or null
     * @param provenance the address space
     * @param alignment in bytes, a power of two
     * @param number its value, or null
     * @param lines its cache lines
     */
    public record Content(
            @Nullable Role role,
            Provenance provenance,
            long alignment,
            @Nullable Long number,
            Lines lines) {
        Content in(Provenance space) {
            return new Content(role, space, alignment, number, lines);
        }
    }

    /**
     * {@return the same entry with the MMU on or off, as the verdict tries it}
     *
     * <p>Virtual addresses declared for an entry with the MMU on are then whatever that caller would pass.
     */
    public EntryState withMmu(boolean on) {
        Map<Integer, Content> contents = registers;
        if (!on && mmu.yes()) {
            contents = new HashMap<>();
            for (Map.Entry<Integer, Content> e : registers.entrySet()) {
                Content c = e.getValue();
                boolean virtual = c.provenance() == Provenance.VIRTUAL;
                contents.put(e.getKey(), virtual ? c.in(Provenance.UNKNOWN) : c);
            }
        }
        return new EntryState(level, vhe, on ? Tri.YES : Tri.NO, dcache, icache, declared, contents, terms);
    }

    /** {@return the same entry with nothing said of the MMU} */
    public EntryState unsaid() {
        return new EntryState(level, vhe, Tri.UNKNOWN, dcache, icache, declared, registers, terms);
    }

    /** {@return the facts to start with} */
    State start() {
        State s = new State();
        s.levels = level == 0 ? State.ANY_EL : 1 << level;
        s.e2h = vhe;
        s.sctlr = bit(bit(bit(s.sctlr, Sctlr.M, mmu), Sctlr.C, dcache), Sctlr.I, icache);
        s.ctr = bit(bit(s.ctr, 28, terms.idc()), 29, terms.dic());
        if (terms.interruptsOpen().yes()) {
            s.trail = s.trail.with(Event.INTERRUPTS_OPEN, 0);
        }
        s.line = terms.lineBytes() > 0 ? terms.lineBytes() : Value.LINE;
        s.tlb = mmu.no() ? TlbState.STALE : TlbState.UNKNOWN;
        for (int r = 0; r < 32; r++) {
            s.set(r, initial(s, r));
        }
        return s;
    }

    private static KnownBits bit(KnownBits bits, int bit, Tri value) {
        return value == Tri.UNKNOWN ? bits : bits.with(bit, value.yes());
    }

    private Value initial(State s, int r) {
        Base base = new Base.Register(r);
        Content c = registers.get(r);
        if (c == null) {
            if (r == 31) {
                return Value.of(base, KnownBits.aligned(16), Provenance.UNKNOWN, Role.STACK);
            }
            boolean argument = r <= 7 || r >= 29;
            return new Value(
                    KnownBits.UNKNOWN, base, Span.of(0), KnownBits.UNKNOWN, 0, Provenance.UNKNOWN, null, argument);
        }
        Long number = c.number();
        if (number != null && c.role() == null) {
            return Value.constant(number);
        }
        if (c.lines() == Lines.CLEAN) {
            s.updateLines(base, f -> LineFacts.CLEAN);
        }
        return Value.of(base, KnownBits.aligned(c.alignment()), c.provenance(), c.role());
    }
}
