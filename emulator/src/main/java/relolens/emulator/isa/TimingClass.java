package relolens.emulator.isa;

/** What a row is to a pipeline. Each core's data file binds every class to latency and resources; no numbers here. */
public enum TimingClass {
    ALU,
    ALU_SHIFTED,
    /** AND, ORR, EOR and their like with a shifted operand. */
    LOGICAL_SHIFTED,
    /** ANDS and BICS with a shifted operand. */
    LOGICAL_SHIFTED_FLAGS,
    ALU_EXTENDED,
    BITFIELD,
    SHIFT_BY_REGISTER,
    /** Bits put into a register that keeps the others. */
    BITFIELD_INSERT,
    /** CSEL and CSINV. */
    CONDITIONAL_SELECT,
    /** CSINC and CSNEG. */
    CONDITIONAL_INCREMENT,
    MOVE_IMMEDIATE,
    MULTIPLY_32,
    MULTIPLY_64,
    MULTIPLY_HIGH,
    DIVIDE_32,
    DIVIDE_64,
    CRC,
    BRANCH,
    BRANCH_ON_FLAGS,
    BRANCH_INDIRECT,
    BRANCH_CALL,
    RETURN,
    LOAD,
    LOAD_PAIR,
    LOAD_PAIR_SIGNED,
    LOAD_PAIR_NON_TEMPORAL,
    LOAD_VECTOR,
    LOAD_VECTOR_PAIR,
    /** Three or four registers. */
    LOAD_VECTOR_MANY,
    /** One element to one lane or to all lanes. */
    LOAD_LANE,
    LOAD_EXCLUSIVE,
    STORE,
    STORE_PAIR,
    STORE_VECTOR,
    STORE_VECTOR_PAIR,
    STORE_VECTOR_MANY,
    STORE_LANE,
    STORE_EXCLUSIVE,
    ATOMIC,
    PREFETCH,
    VECTOR_MOVE,
    /** A lane, or all of them, to or from a general register. */
    VECTOR_MOVE_GENERAL,
    VECTOR_ALU,
    /** Absolute values, saturation, pairs, sums wider or narrower than their parts. */
    VECTOR_ALU_COMPLEX,
    VECTOR_LOGICAL,
    /** All lanes brought together in one. */
    VECTOR_ACROSS,
    VECTOR_LONG,
    /** Shifts of vector elements by constants, widening and narrowing ones among them. */
    VECTOR_SHIFT,
    FP_MOVE,
    /** FMOV to or from a general register. */
    FP_MOVE_GENERAL,
    FP_ALU,
    FP_MULTIPLY,
    FP_MULTIPLY_ADD,
    FP_DIVIDE,
    CRYPTO,
    /** SHA rounds. */
    CRYPTO_HASH,
    /** SHA1SU0 and SHA256SU1. */
    CRYPTO_SCHEDULE,
    POINTER_AUTH,
    SYSTEM_READ,
    SYSTEM_WRITE,
    CACHE_MAINTENANCE,
    CACHE_ZERO,
    INSTRUCTION_MAINTENANCE,
    TLB_MAINTENANCE,
    ADDRESS_TRANSLATION,
    BARRIER_DMB,
    BARRIER_DSB,
    BARRIER_ISB,
    EXCEPTION,
    HINT,
    UNDEFINED
}
