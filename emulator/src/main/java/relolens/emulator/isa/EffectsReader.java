package relolens.emulator.isa;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Effects.AccessKind;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;
import relolens.emulator.isa.Effects.Writeback;
import relolens.emulator.names.SystemNames;
import relolens.emulator.names.SystemNames.Operation;
import relolens.emulator.names.SystemNames.PstateField;

/** Turns a word and its row's access column into {@link Effects}. */
final class EffectsReader {
    private static final int XZR = 31;

    private final Row row;
    private final int word;
    private final Access access;
    private int vectors;
    private int predicates;

    private EffectsReader(Row row, int word) {
        this.row = row;
        this.word = word;
        access = row.access();
    }

    /** {@return the effects of {@code word}, a word of base row {@code row}} */
    static Effects read(Row row, int word) {
        EffectsReader reader = new EffectsReader(row, word);
        long reads = reader.registers(access(row).reads);
        int vectorReads = reader.vectors;
        int predicateReads = reader.predicates;
        long writes = reader.registers(access(row).writes);
        int vectorWrites = reader.vectors;
        int predicateWrites = reader.predicates;
        MemoryAccess memory = ScalableMemory.has(row) ? ScalableMemory.read(row, word) : reader.memory();
        return new Effects(
                reads,
                writes,
                vectorReads,
                vectorWrites,
                predicateReads,
                predicateWrites,
                memory,
                reader.flow(),
                reader.system());
    }

    private static Access access(Row row) {
        return row.access();
    }

    /** {@return general registers of the list as bits; others go to {@link #vectors}, {@link #predicates}} */
    private long registers(List<String> names) {
        long set = 0;
        vectors = 0;
        predicates = 0;
        for (String name : names) {
            if (name.equals("nzcv")) {
                set |= 1L << Effects.NZCV;
            } else if (name.equals("SP")) {
                set |= 1L << Effects.SP;
            } else if (name.equals("ffr")) {
                predicates |= 1 << Effects.FFR;
            } else if (name.equals("za")) {
                predicates |= 1 << Effects.ZA;
            } else if (name.charAt(0) == 'X') {
                set |= 1L << Integer.parseInt(name, 1, name.length(), 10);
            } else {
                Operand o = row.syntax().operand(name);
                int n = o.number(word);
                switch (o.names()) {
                    case VECTOR:
                        for (int i = 0; i < o.count(); i++) {
                            vectors |= 1 << (n + i & 31);
                        }
                        break;
                    case PREDICATE:
                        predicates |= 1 << n;
                        break;
                    case GENERAL_OR_SP:
                        set |= 1L << n;
                        break;
                    default:
                        set |= n == XZR ? 0 : (1L << o.count()) - 1 << n;
                        break;
                }
            }
        }
        return set;
    }

    private @Nullable MemoryAccess memory() {
        AccessKind kind = access.kind;
        if (kind == null) {
            return null;
        }
        BitPattern bits = row.bits;
        boolean literal = !bits.has("Rn");
        String syntax = row.encoding.syntax();
        boolean pre = syntax.endsWith("]!");
        boolean post = syntax.contains("], ");
        Writeback writeback = pre ? Writeback.PRE : post ? Writeback.POST : Writeback.NONE;
        boolean indexed = bits.has("option");
        int option = indexed ? bits.require("option").of(word) : 0;
        int size = access.elementBytes(word);
        boolean scaled = indexed && bits.require("S").of(word) == 1;
        List<Integer> data = new ArrayList<>(2);
        boolean vector = data(kind, data);
        int elements = access.elements;
        if (access.wholeList && row.syntax().find("Vt") instanceof VectorList list) {
            elements = list.count() * (8 << bits.require("Q").of(word)) / size;
        }
        boolean acquire =
                access.acquire || kind == AccessKind.ATOMIC && bits.require("A").of(word) == 1;
        boolean release =
                access.release || kind == AccessKind.ATOMIC && bits.require("R").of(word) == 1;
        int index = indexed || post && bits.has("Rm") && row.syntax().find("Rm") != null
                ? bits.require("Rm").of(word)
                : -1;
        return new MemoryAccess(
                kind,
                size,
                elements,
                literal ? -1 : bits.require("Rn").of(word),
                index,
                indexed ? option == 3 ? "lsl" : ExtendedRegister.NAMES.get(option) : index >= 0 ? "lsl" : "",
                scaled ? access.shift(word) : 0,
                offset(bits, size, elements),
                writeback,
                acquire,
                release,
                access.nonTemporal,
                data,
                vector);
    }

    /** Collects the registers that move. @return whether they are vector registers */
    private boolean data(AccessKind kind, List<Integer> data) {
        Operand list = row.syntax().find("Vt");
        if (list != null) {
            for (int i = 0; i < list.count(); i++) {
                data.add(list.number(word) + i & 31);
            }
            return true;
        }
        boolean vector = row.syntax().find("Ft") != null;
        if (kind == AccessKind.PREFETCH) {
            return false;
        }
        List<String> keys = vector ? List.of("Ft", "Ft2") : List.of("Rt", "Rt2", "Rt-even", "Rt-odd");
        for (String key : keys) {
            Operand o = row.syntax().find(key);
            for (int i = 0; o != null && i < o.count(); i++) {
                data.add(o.number(word) + i);
            }
        }
        return vector;
    }

    private long offset(BitPattern bits, int size, int elements) {
        if (bits.has("imm12")) {
            return (long) bits.require("imm12").of(word) * size;
        }
        if (bits.has("S") && bits.has("imm9")) {
            return (bits.require("imm9").of(word) - ((long) bits.require("S").of(word) << 9)) * 8;
        }
        if (bits.has("imm9")) {
            boolean tag = row.encoding.feature().startsWith("memtag");
            return (long) bits.require("imm9").signedOf(word) * (tag ? 16 : 1);
        }
        if (bits.has("imm7")) {
            boolean tag = row.encoding.feature().startsWith("memtag");
            return (long) bits.require("imm7").signedOf(word) * (tag ? 16 : size);
        }
        if (bits.has("imm19")) {
            return 4L * bits.require("imm19").signedOf(word);
        }
        if (row.encoding.id().endsWith("_post_imm")) {
            return (long) elements * size;
        }
        return 0;
    }

    private @Nullable Flow flow() {
        FlowKind kind = access.flow;
        if (kind == null) {
            return null;
        }
        BitPattern bits = row.bits;
        long offset = 0;
        for (String name : List.of("imm26", "imm19", "imm14")) {
            if (bits.has(name)) {
                offset = 4L * bits.require(name).signedOf(word);
            }
        }
        int register = -1;
        if (bits.has("Rn")) {
            register = bits.require("Rn").of(word);
        } else if (bits.has("Rt")) {
            register = bits.require("Rt").of(word);
        } else if (kind == FlowKind.RETURN) {
            register = 30;
        }
        int condition = bits.has("cond") ? bits.require("cond").of(word) : -1;
        int bit = bits.has("b40")
                ? bits.require("b5").of(word) << 5 | bits.require("b40").of(word)
                : -1;
        return new Flow(kind, offset, register, condition, bit);
    }

    private @Nullable SystemEffect system() {
        SystemKind kind = access.system;
        if (kind == null) {
            return null;
        }
        BitPattern bits = row.bits;
        int code = SystemNames.encodingOf(word);
        int rt = word & 31;
        switch (kind) {
            case WRITE_REGISTER, READ_REGISTER:
                String name = SystemNames.registerName(code, kind == SystemKind.WRITE_REGISTER);
                return new SystemEffect(kind, name, code, rt, 0);
            case WRITE_PSTATE:
                PstateField f = SystemNames.pstate(word >>> 16 & 7, word >>> 5 & 7, word >>> 8 & 15);
                return new SystemEffect(
                        kind,
                        f == null ? "" : f.name(),
                        0,
                        XZR,
                        bits.require("CRm").of(word) & (f == null ? 15 : f.maximum()));
            case DC, IC, AT, TLBI, SYS:
                Operation o = SystemNames.operation(code);
                int register = o == null || o.takesRegister() ? rt : XZR;
                return new SystemEffect(kind, o == null ? "" : o.name(), code, register, 0);
            case DMB, DSB, ISB, CLREX:
                int crm = word >>> 8 & 15;
                String option = bits.has("imm2")
                        ? SystemNames.name("barriernxs", bits.require("imm2").of(word))
                        : kind == SystemKind.CLREX ? "" : SystemNames.barrier(crm);
                return new SystemEffect(kind, option, 0, XZR, crm);
            case HINT:
                return new SystemEffect(kind, hintName(), 0, XZR, word >>> 5 & 127);
            default:
                int immediate = bits.has("imm16") ? bits.require("imm16").of(word) : 0;
                return new SystemEffect(kind, "", 0, XZR, immediate);
        }
    }

    private String hintName() {
        String mnemonic = row.encoding.mnemonic();
        return mnemonic.equals("hint") ? "" : mnemonic;
    }
}
