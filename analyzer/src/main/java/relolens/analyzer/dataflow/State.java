package relolens.analyzer.dataflow;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Facts at a point of the program. Mutable while a transfer function works on its own copy; shared ones are not changed.
 */
public final class State {
    /** All exception levels are possible. */
    static final int ANY_EL = 0b1110;

    private static final int MOST_PENDING = 48;
    private static final int MOST_BASES = 48;

    final Value[] registers;
    int levels = ANY_EL;
    Tri e2h = Tri.UNKNOWN;
    KnownBits sctlr = KnownBits.UNKNOWN;
    TlbState tlb = TlbState.UNKNOWN;
    TreeSet<Pending> pending = new TreeSet<>();
    Map<Base, LineFacts> lines = new LinkedHashMap<>();
    Set<Base> tables = new HashSet<>();
    int codeWrittenSite = -1;
    int uninvalidatedSite = -1;
    Trail trail = Trail.EMPTY;
    KnownBits ctr = KnownBits.UNKNOWN;

    /** Bytes of a cache line, as promised or as nearly all cores have it. */
    int line = Value.LINE;

    Conditions conditions = Conditions.NONE;

    @Nullable
    FlagFact flags;

    State() {
        registers = new Value[32];
        Arrays.fill(registers, Value.UNKNOWN);
    }

    private State(State o) {
        registers = o.registers.clone();
        levels = o.levels;
        e2h = o.e2h;
        sctlr = o.sctlr;
        tlb = o.tlb;
        // Sets and maps are shared: whoever changes one makes his own.
        pending = o.pending;
        lines = o.lines;
        tables = o.tables;
        codeWrittenSite = o.codeWrittenSite;
        uninvalidatedSite = o.uninvalidatedSite;
        trail = o.trail;
        ctr = o.ctr;
        line = o.line;
        conditions = o.conditions;
        flags = o.flags;
    }

    State copy() {
        return new State(this);
    }

    /** {@return what register {@code n} holds; 31 is SP} */
    public Value register(int n) {
        return registers[n];
    }

    /** {@return bit {@code bit} of SCTLR of the regime in force} */
    public Tri sctlr(int bit) {
        return sctlr.bit(bit);
    }

    /** {@return whether stage 1 translation is on in the regime in force} */
    public Tri mmu() {
        return sctlr.bit(Sctlr.M);
    }

    /** {@return whether {@code register} is the SCTLR of the regime in force: SCTLR_EL1 at EL2 is the guest's, without VHE} */
    public Tri controls(String register) {
        return Sctlr.is(register) ? Sctlr.inForce(register, this) : Tri.NO;
    }

    /** {@return the only possible exception level, or 0 if there are several} */
    public int level() {
        return Integer.bitCount(levels) == 1 ? Integer.numberOfTrailingZeros(levels) : 0;
    }

    /** {@return whether EL2 runs with HCR_EL2.E2H set} */
    public Tri vhe() {
        return e2h;
    }

    /** {@return what the TLB may hold while the MMU is off} */
    public TlbState tlb() {
        return tlb;
    }

    /** {@return effects not finished, by site} */
    public Collection<Pending> pending() {
        return pending;
    }

    /** {@return whether a store to a live table waits for its DSB} */
    public boolean pendingTable() {
        return pending.stream().anyMatch(p -> p.kind() == Pending.Kind.TABLE_STORE);
    }

    /** {@return what happened to the lines of {@code base}} */
    public LineFacts lines(@Nullable Base base) {
        return base == null ? LineFacts.NONE : lines.getOrDefault(base, LineFacts.NONE);
    }

    /** {@return everything with a history of its lines} */
    public Map<Base, LineFacts> lines() {
        return lines;
    }

    /** {@return index of a store to code on the way here, or -1} */
    public int codeWrittenSite() {
        return codeWrittenSite;
    }

    /** {@return index of a store to code on the way here that no IC has followed, or -1} */
    public int uninvalidatedSite() {
        return uninvalidatedSite;
    }

    /** {@return what happened on the way here} */
    public Trail trail() {
        return trail;
    }

    /** {@return bit {@code bit} of CTR_EL0, as promised or tested: 28 is IDC, 29 is DIC} */
    public Tri ctr(int bit) {
        return ctr.bit(bit);
    }

    /** {@return whether stores through {@code base} go to a table that was put into a TTBR} */
    public boolean isTable(@Nullable Base base) {
        return base != null && tables.contains(base);
    }

    void addTable(Base base) {
        Set<Base> more = new HashSet<>(tables);
        if (more.size() < MOST_BASES && more.add(base)) {
            tables = more;
        }
    }

    void set(int register, Value value) {
        registers[register] = value;
    }

    void add(Pending p) {
        if (pending.size() < MOST_PENDING && !pending.contains(p)) {
            TreeSet<Pending> more = new TreeSet<>(pending);
            more.add(p);
            pending = more;
        }
    }

    void mapPending(UnaryOperator<@Nullable Pending> change) {
        if (pending.isEmpty()) {
            return;
        }
        TreeSet<Pending> changed = new TreeSet<>();
        for (Pending p : pending) {
            Pending q = change.apply(p);
            if (q != null) {
                changed.add(q);
            }
        }
        pending = changed;
    }

    void updateLines(@Nullable Base base, UnaryOperator<LineFacts> change) {
        if (base != null && (lines.containsKey(base) || lines.size() < MOST_BASES)) {
            LineFacts old = lines(base);
            LineFacts changed = change.apply(old);
            if (!changed.equals(old) || !lines.containsKey(base)) {
                lines = new LinkedHashMap<>(lines);
                lines.put(base, changed);
            }
        }
    }

    void mapLines(UnaryOperator<LineFacts> change) {
        mapLines((b, f) -> change.apply(f));
    }

    void mapLines(BiFunction<Base, LineFacts, LineFacts> change) {
        if (!lines.isEmpty()) {
            lines = new LinkedHashMap<>(lines);
            lines.replaceAll(change);
        }
    }

    void forgetLines() {
        lines = new LinkedHashMap<>();
    }

    /** Gives a base's history to its earlier namesake: the name now means something new. */
    void age(Base base) {
        LineFacts old = lines.get(base);
        if (old != null) {
            lines = new LinkedHashMap<>(lines);
            lines.remove(base);
            lines.merge(new Base.Earlier(base), old, LineFacts::join);
        }
    }

    /**
     * Joins with the state of another path.
     *
     * @param at index of the instruction where they meet, names values that differ
     * @param counted bit mask of registers whose numbers stay numbers
     * @param far how far values may go that grow here, or null if they are taken as they are
     */
    State join(State o, int at, boolean widen, int counted, @Nullable Widening far) {
        State r = copy();
        for (int i = 0; i < 32; i++) {
            boolean counts = i < 31 && (counted >>> i & 1) != 0;
            Value joined = registers[i].join(o.registers[i], new Base.Join(at, i), widen, counts);
            r.registers[i] = far == null ? joined : far.widened(registers[i], joined, i);
        }
        r.levels = levels | o.levels;
        r.e2h = e2h.join(o.e2h);
        r.sctlr = sctlr.join(o.sctlr);
        r.tlb = tlb.join(o.tlb);
        if (!pending.equals(o.pending)) {
            r.pending = new TreeSet<>(pending);
            r.pending.addAll(o.pending);
        }
        if (!lines.equals(o.lines)) {
            r.lines = new LinkedHashMap<>(lines);
            r.lines.replaceAll((b, f) -> f.join(o.lines(b)));
            o.lines.forEach((b, f) -> {
                if (!lines.containsKey(b) && r.lines.size() < MOST_BASES) {
                    r.lines.put(b, f.join(LineFacts.NONE));
                }
            });
        }
        if (!tables.equals(o.tables)) {
            r.tables = new HashSet<>(tables);
            r.tables.addAll(o.tables);
        }
        r.codeWrittenSite = Math.max(codeWrittenSite, o.codeWrittenSite);
        r.uninvalidatedSite = Math.max(uninvalidatedSite, o.uninvalidatedSite);
        r.trail = trail.join(o.trail);
        if (mmu().yes() && o.mmu().no() || mmu().no() && o.mmu().yes()) {
            r.trail = r.trail.with(Event.MMU_MIXED, at);
        }
        r.ctr = ctr.join(o.ctr);
        r.conditions = conditions.join(o.conditions);
        r.flags = Objects.equals(flags, o.flags) ? flags : null;
        return r;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof State o
                && levels == o.levels
                && e2h == o.e2h
                && tlb == o.tlb
                && codeWrittenSite == o.codeWrittenSite
                && uninvalidatedSite == o.uninvalidatedSite
                && sctlr.equals(o.sctlr)
                && Arrays.equals(registers, o.registers)
                && pending.equals(o.pending)
                && lines.equals(o.lines)
                && tables.equals(o.tables)
                && trail.equals(o.trail)
                && ctr.equals(o.ctr)
                && conditions.equals(o.conditions)
                && Objects.equals(flags, o.flags);
    }

    @Override
    public int hashCode() {
        return Objects.hash(levels, sctlr, tlb, Arrays.hashCode(registers), pending, lines);
    }
}
