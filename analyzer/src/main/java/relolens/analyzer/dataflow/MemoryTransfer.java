package relolens.analyzer.dataflow;

import java.util.List;
import java.util.OptionalLong;
import relolens.analyzer.asm.AssembledUnit.Relocation;
import relolens.analyzer.program.Instruction;
import relolens.analyzer.program.Program;
import relolens.emulator.isa.Effects.AccessKind;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.Writeback;

/** What loads and stores do to the facts. */
final class MemoryTransfer {
    /** CTR_EL0.IDC: data need not be cleaned to the point of unification. */
    static final int CTR_IDC = 28;
    /** CTR_EL0.DIC: instruction caches need not be invalidated to the point of unification. */
    static final int CTR_DIC = 29;

    private MemoryTransfer() {}

    static void apply(State state, Program program, Instruction at, MemoryAccess access) {
        if (access.kind() == AccessKind.PREFETCH) {
            return;
        }
        Value address = Address.of(state, program, at, access);
        Value back = access.writeback() == Writeback.NONE ? null : Address.writtenBack(state, access);
        if (access.stores()) {
            store(state, at.index(), Address.stored(program, address), access.bytes());
        }
        long written = at.effects() == null ? 0 : at.effects().writes();
        for (int r = 0; r < 31; r++) {
            if ((written >>> r & 1) != 0) {
                state.set(r, Value.UNKNOWN);
            }
        }
        if (access.kind() == AccessKind.LOAD && !access.vector()) {
            load(state, program, at, access, address);
        }
        if (back != null) {
            state.set(access.base(), back);
        }
    }

    /** A store of {@code bytes} bytes through {@code address}. */
    static void store(State state, int site, Value address, int bytes) {
        if (address.role() == Role.STACK || !address.defined()) {
            return;
        }
        boolean code = address.role() == Role.CODE || address.role() == Role.PAGE_LIST;
        if (code) {
            state.codeWrittenSite = Math.max(state.codeWrittenSite, site);
            if (!state.ctr(CTR_DIC).yes()) {
                state.uninvalidatedSite = Math.max(state.uninvalidatedSite, site);
            }
        }
        boolean device = state.mmu().no();
        boolean cached = !device && !state.sctlr(Sctlr.C).no();
        List<Bytes.Piece> reached = address.pieces(site, bytes);
        state.updateLines(address.base(), f -> f.stored(site, device, code, cached, reached));
        if (state.ctr(CTR_IDC).yes()) {
            state.mapLines(LineFacts::unified);
        }
        if (state.ctr(CTR_DIC).yes()) {
            state.mapLines(LineFacts::fresh);
        }
        if (address.role() == Role.PAGE_TABLE || state.isTable(address.base())) {
            state.add(new Pending(
                    Pending.Kind.TABLE_STORE, site, "store", Pending.Stage.ISSUED, 0, address.base(), true));
        }
    }

    /** Whether a list reached through a pointer is a structure here, whose first member is the list. */
    private static boolean field(Value address) {
        boolean entered = address.base() instanceof Base.Register && address.provenance() != Provenance.PHYSICAL;
        return entered && address.exact() && address.delta() != 0;
    }

    private static void load(State state, Program program, Instruction at, MemoryAccess access, Value address) {
        Value loaded = Value.UNKNOWN;
        Relocation literal = Address.literal(program, at, access);
        OptionalLong pooled = Address.pooled(program, at, access);
        if (!address.defined()) {
            loaded = Value.UNDEFINED;
        } else if (literal != null) {
            loaded = Address.symbol(program, literal, Provenance.LINK);
        } else if (pooled.isPresent()) {
            state.set(access.data().get(0), Value.constant(pooled.getAsLong()));
            return;
        } else if (address.base() != null) {
            boolean list = address.role() == Role.PAGE_LIST && !field(address);
            loaded = Value.of(
                    Base.loaded(address.base()),
                    KnownBits.UNKNOWN,
                    list ? Provenance.PHYSICAL : Provenance.UNKNOWN,
                    list ? Role.PAGE_LIST : null);
        }
        Value whole = access.elementBytes() == 8 ? loaded : Value.UNKNOWN;
        List<Integer> data = access.data();
        for (int register : data) {
            if (register >= 0 && register < 31) {
                // Two words loaded side by side are not the same thing: only the first keeps the name.
                state.set(register, register == data.get(0) ? whole : Value.UNKNOWN);
            }
        }
    }
}
