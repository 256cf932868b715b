package relolens.emulator.cpu;

/**
 * A synchronous exception raised by the instruction being executed. Thrown by semantics, caught by the interpreter, which
 * takes it to a vector or hands it to the host. Carries no stack trace: it is control flow of the guest.
 *
 * <p>Register numbers and codes as in ESR_ELx (Arm ARM, "ESR_EL1, Exception Syndrome Register").
 */
public final class GuestFault extends RuntimeException {
    /** Exception classes used here. */
    public static final int EC_UNKNOWN = 0x00;
    /** FP or SIMD access trapped. */
    public static final int EC_FP = 0x07;
    /** Illegal execution state. */
    public static final int EC_ILLEGAL_STATE = 0x0e;
    /** SVC. */
    public static final int EC_SVC = 0x15;
    /** HVC. */
    public static final int EC_HVC = 0x16;
    /** SMC. */
    public static final int EC_SMC = 0x17;
    /** Trapped MSR, MRS or system instruction. */
    public static final int EC_SYSTEM = 0x18;
    /** Instruction abort from a lower level; one more from the same. */
    public static final int EC_INSTRUCTION_ABORT = 0x20;
    /** PC alignment. */
    public static final int EC_PC_ALIGNMENT = 0x22;
    /** Data abort from a lower level; one more from the same. */
    public static final int EC_DATA_ABORT = 0x24;
    /** SP alignment. */
    public static final int EC_SP_ALIGNMENT = 0x26;
    /** BRK. */
    public static final int EC_BRK = 0x3c;

    /** Status code of an alignment fault. */
    public static final int STATUS_ALIGNMENT = 0x21;
    /** Status code of an exclusive or atomic that the memory type does not support. */
    public static final int STATUS_UNSUPPORTED_EXCLUSIVE = 0x35;
    /** Status code of a synchronous external abort. */
    public static final int STATUS_EXTERNAL = 0x10;

    private final int exceptionClass;
    private final int iss;
    private final long faultAddress;
    private final String title;

    private GuestFault(int exceptionClass, int iss, long faultAddress, String title, String detail) {
        super(detail, null, false, false);
        this.exceptionClass = exceptionClass;
        this.iss = iss;
        this.faultAddress = faultAddress;
        this.title = title;
    }

    /** An abort of a data access. @param status DFSC @param write whether by a store (or maintenance) */
    public static GuestFault dataAbort(int status, long va, boolean write, boolean maintenance, String why) {
        int iss = status | (write || maintenance ? 1 << 6 : 0) | (maintenance ? 1 << 8 : 0);
        return new GuestFault(EC_DATA_ABORT, iss, va, nameOfStatus(status), why);
    }

    /** An abort of an instruction fetch. @param status IFSC */
    public static GuestFault instructionAbort(int status, long va, String why) {
        return new GuestFault(EC_INSTRUCTION_ABORT, status, va, nameOfStatus(status) + " on fetch", why);
    }

    /** An UNDEFINED instruction. */
    public static GuestFault undefined(String why) {
        return new GuestFault(EC_UNKNOWN, 0, 0, "Undefined instruction", why);
    }

    /** SP not a multiple of 16 when used as a base address. */
    public static GuestFault spAlignment(long sp) {
        return new GuestFault(
                EC_SP_ALIGNMENT, 0, 0, "SP alignment fault", String.format("SP is %#x, not a multiple of 16", sp));
    }

    /** A branch to an address that is not a multiple of 4. */
    public static GuestFault pcAlignment(long pc) {
        return new GuestFault(
                EC_PC_ALIGNMENT, 0, pc, "PC alignment fault", String.format("PC is %#x, not a multiple of 4", pc));
    }

    /** SVC, HVC, SMC, BRK. */
    public static GuestFault call(int exceptionClass, int immediate, String name) {
        return new GuestFault(exceptionClass, immediate, 0, name, name + " #" + immediate);
    }

    /** FP or SIMD register access while CPACR or CPTR forbids it. */
    public static GuestFault fpTrapped() {
        // CV = 1, COND = always.
        return new GuestFault(
                EC_FP,
                0x1e0_0000,
                0,
                "FP/SIMD access trapped",
                "CPACR_EL1.FPEN or CPTR_EL2 does not allow FP and SIMD");
    }

    /** Execution in an illegal state, after an exception return to a mode that is not there. */
    public static GuestFault illegalState(String why) {
        return new GuestFault(EC_ILLEGAL_STATE, 0, 0, "Illegal execution state", why);
    }

    /** {@return the same data abort as a cache maintenance instruction reports it: CM and WnR set} */
    public GuestFault asMaintenance() {
        return exceptionClass == EC_DATA_ABORT
                ? new GuestFault(
                        EC_DATA_ABORT, iss | 1 << 8 | 1 << 6, faultAddress, title, String.valueOf(getMessage()))
                : this;
    }

    /** {@return ESR_ELx.EC, as for an exception from a lower level where the two differ} */
    public int exceptionClass() {
        return exceptionClass;
    }

    /** {@return ESR_ELx.ISS} */
    public int iss() {
        return iss;
    }

    /** {@return what FAR_ELx will hold} */
    public long faultAddress() {
        return faultAddress;
    }

    /** {@return whether FAR_ELx is written} */
    public boolean hasFaultAddress() {
        return exceptionClass == EC_DATA_ABORT
                || exceptionClass == EC_INSTRUCTION_ABORT
                || exceptionClass == EC_PC_ALIGNMENT;
    }

    /** {@return the architecture's name for it, for example "Translation fault, level 3"} */
    public String title() {
        return title;
    }

    /** {@return whether the preferred return address is the next instruction, as for SVC, HVC and SMC} */
    public boolean returnsAfter() {
        return exceptionClass == EC_SVC || exceptionClass == EC_HVC || exceptionClass == EC_SMC;
    }

    /** {@return the architecture's name of a fault status code} */
    public static String nameOfStatus(int status) {
        int level = status & 3;
        switch (status >>> 2) {
            case 0:
                return "Address size fault, level " + level;
            case 1:
                return "Translation fault, level " + level;
            case 2:
                return "Access flag fault, level " + level;
            case 3:
                return "Permission fault, level " + level;
            case 5:
                return "External abort on translation table walk, level " + level;
            default:
                break;
        }
        switch (status) {
            case STATUS_ALIGNMENT:
                return "Alignment fault";
            case STATUS_UNSUPPORTED_EXCLUSIVE:
                return "Unsupported Exclusive access fault";
            case STATUS_EXTERNAL:
                return "Synchronous External abort";
            default:
                return String.format("Fault status %#x", status);
        }
    }
}
