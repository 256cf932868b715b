package relolens.emulator.isa;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one instruction word reads and writes, as declared by its table row. Register sets are bit masks: bit 0 to 30 is
 * X0 to X30 (a W access counts as its X), bit 31 is SP, bit 32 is NZCV. XZR never appears. Vector sets have bit n for Vn,
 * which is the lower end of Zn.
 *
 * @param reads general registers and flags read, address registers included
 * @param writes general registers and flags written, base write-back included
 * @param vectorReads vector registers read
 * @param vectorWrites vector registers written
 * @param predicateReads predicate state read: bit n is Pn, then {@link #FFR} and {@link #ZA}
 * @param predicateWrites predicate state written
 * @param memory the data access, or null where the word makes none (cache maintenance is a {@link SystemEffect})
 * @param flow where control may go next, or null where it only falls through
 * @param system the system side of the word (MSR, MRS, SYS, barrier, exception generation, hint), or null
 */
public record Effects(
        long reads,
        long writes,
        int vectorReads,
        int vectorWrites,
        int predicateReads,
        int predicateWrites,
        @Nullable MemoryAccess memory,
        @Nullable Flow flow,
        @Nullable SystemEffect system) {

    /** Of an instruction that touches no predicate. */
    public Effects(
            long reads,
            long writes,
            int vectorReads,
            int vectorWrites,
            @Nullable MemoryAccess memory,
            @Nullable Flow flow,
            @Nullable SystemEffect system) {
        this(reads, writes, vectorReads, vectorWrites, 0, 0, memory, flow, system);
    }

    /** Bit of the first-fault register in {@link #predicateReads} and {@link #predicateWrites}. */
    public static final int FFR = 16;
    /** Bit of the ZA matrix (SME) in {@link #predicateReads} and {@link #predicateWrites}. */
    public static final int ZA = 17;
    /** Bit of SP in {@link #reads} and {@link #writes}. */
    public static final int SP = 31;
    /** Bit of the NZCV flags in {@link #reads} and {@link #writes}. */
    public static final int NZCV = 32;

    /** How an access reaches memory. */
    public enum AccessKind {
        LOAD,
        STORE,
        LOAD_EXCLUSIVE,
        STORE_EXCLUSIVE,
        /** A read-modify-write of the LSE group: CAS, SWP, LD{@literal <op>}, ST{@literal <op>}. */
        ATOMIC,
        PREFETCH
    }

    /** How far an access goes. */
    public enum Reach {
        /** {@link MemoryAccess#bytes} from the address on. */
        BYTES,
        /** As many elements as a scalable register has, those without predicate left out; the offset counts registers. */
        VECTOR,
        /** An address for each element: the base, if there is one, plus what a vector register holds. */
        SCATTERED
    }

    /**
     * @param kind how memory is reached
     * @param elementBytes bytes of one element: alignment is judged by it (1, 2, 4, 8 or 16)
     * @param elements elements accessed at consecutive addresses (2 for a pair, 1 to 4 and more for structures)
     * @param base number of the address register, 31 = SP; -1 for a PC-relative literal, and if only vectors tell
     * @param index number of the offset register, or -1
     * @param extend how the offset register is extended ("lsl", "uxtw", "sxtw", "sxtx"), "" without one
     * @param shift left shift of the offset register in bits
     * @param offset constant byte offset; for a literal, relative to the instruction's own address
     * @param writeback NONE, PRE or POST
     * @param acquire has acquire semantics
     * @param release has release semantics
     * @param nonTemporal LDNP or STNP
     * @param data general registers (or, with {@link #vector}, vector registers) moved, in memory order; 31 = XZR
     * @param vector whether {@link #data} names vector registers
     * @param reach how far it goes: with VECTOR and SCATTERED, {@code elements} are those of one lane
     */
    public record MemoryAccess(
            AccessKind kind,
            int elementBytes,
            int elements,
            int base,
            int index,
            String extend,
            int shift,
            long offset,
            Writeback writeback,
            boolean acquire,
            boolean release,
            boolean nonTemporal,
            List<Integer> data,
            boolean vector,
            Reach reach) {
        public MemoryAccess {
            data = List.copyOf(data);
        }

        /** An access of a known number of bytes. */
        public MemoryAccess(
                AccessKind kind,
                int elementBytes,
                int elements,
                int base,
                int index,
                String extend,
                int shift,
                long offset,
                Writeback writeback,
                boolean acquire,
                boolean release,
                boolean nonTemporal,
                List<Integer> data,
                boolean vector) {
            this(
                    kind,
                    elementBytes,
                    elements,
                    base,
                    index,
                    extend,
                    shift,
                    offset,
                    writeback,
                    acquire,
                    release,
                    nonTemporal,
                    data,
                    vector,
                    Reach.BYTES);
        }

        /** {@return bytes accessed in all, of scalable accesses the least} */
        public int bytes() {
            return elementBytes * elements;
        }

        /** {@return whether memory may be written} */
        public boolean stores() {
            return kind == AccessKind.STORE || kind == AccessKind.STORE_EXCLUSIVE || kind == AccessKind.ATOMIC;
        }
    }

    /** When the base register is updated. */
    public enum Writeback {
        NONE,
        PRE,
        POST
    }

    /** Kinds of control flow. */
    public enum FlowKind {
        /** Unconditional direct branch. */
        BRANCH,
        /** B.cond, CBZ, CBNZ, TBZ, TBNZ. */
        CONDITIONAL,
        /** BL. */
        CALL,
        /** BR and its authenticated forms. */
        INDIRECT,
        /** BLR and its authenticated forms. */
        INDIRECT_CALL,
        /** RET and its authenticated forms. */
        RETURN,
        /** ERET and its authenticated forms. */
        EXCEPTION_RETURN,
        /** SVC, HVC, SMC: control comes back after it unless the callee decides otherwise. */
        EXCEPTION_CALL,
        /** BRK, HLT, UDF. */
        STOP
    }

    /**
     * @param kind what sort of transfer
     * @param offset byte offset of a direct target from the instruction, 0 for others
     * @param register register that holds an indirect target, or that CBZ/TBZ tests; -1 where none
     * @param condition A64 condition number 0 to 15 of B.cond, else -1
     * @param bit bit tested by TBZ/TBNZ, else -1
     */
    public record Flow(FlowKind kind, long offset, int register, int condition, int bit) {}

    /** Kinds of system effect. */
    public enum SystemKind {
        /** MSR (register) to a system register. */
        WRITE_REGISTER,
        /** MRS. */
        READ_REGISTER,
        /** MSR (immediate) to a PSTATE field. */
        WRITE_PSTATE,
        DC,
        IC,
        TLBI,
        AT,
        /** SYS or SYSL that is none of the named groups. */
        SYS,
        DMB,
        DSB,
        ISB,
        SB,
        HINT,
        SVC,
        HVC,
        SMC,
        BRK,
        HLT,
        UDF,
        ERET,
        CLREX
    }

    /**
     * @param kind which group
     * @param name canonical lower-case name as objdump prints it: "sctlr_el1", "civac", "vmalle1is", "daifset", barrier
     *     option "ish"; "" where there is none
     * @param encoding op0:op1:CRn:CRm:op2 packed as 2:3:4:4:3 bits for register and SYS forms, else 0
     * @param register general register moved or used as operand, 31 = XZR or none
     * @param immediate immediate of barrier (CRm), hint, exception call or MSR (immediate)
     */
    public record SystemEffect(SystemKind kind, String name, int encoding, int register, int immediate) {}

    /** {@return whether vector, predicate or matrix registers are read or written: what CPACR_EL1 can make trap} */
    public boolean touchesVectors() {
        return (vectorReads | vectorWrites | predicateReads | predicateWrites) != 0;
    }

    /** {@return whether the word writes general register {@code n} (31 = SP)} */
    public boolean writesRegister(int n) {
        return (writes >>> n & 1) != 0;
    }

    /** {@return whether the word reads general register {@code n} (31 = SP)} */
    public boolean readsRegister(int n) {
        return (reads >>> n & 1) != 0;
    }
}
