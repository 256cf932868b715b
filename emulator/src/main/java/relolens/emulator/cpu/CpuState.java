package relolens.emulator.cpu;

/**
 * Registers of one core. Arrays and fields are public because engines work on them directly: the interpreter indexes
 * {@link #x} with register numbers resolved at decode time, and a translator can load the same slots into locals at
 * region entry and store them at exit, so both engines share this one state and nothing must be converted between them.
 *
 * <p>{@link #x} has 34 slots: 0 to 30 are X0 to X30; {@link #ZERO} always holds 0 and is what register number 31 reads
 * where it means XZR; {@link #SINK} takes what is written to XZR; {@link #SP} is the current stack pointer. W writes
 * store a zero-extended value. {@link #v} holds each vector register as two slots, low half first.
 */
public final class CpuState {
    /** Slot of {@link #x} that reads as XZR. Never written. */
    public static final int ZERO = 31;
    /** Slot of {@link #x} that swallows writes to XZR. Never read. */
    public static final int SINK = 32;
    /** Slot of {@link #x} with the stack pointer in use. */
    public static final int SP = 33;

    /** General registers, see the class. */
    public final long[] x = new long[34];
    /** Vector registers: bits 63..0 of Vn in slot 2n, bits 127..64 in slot 2n + 1. */
    public final long[] v = new long[64];
    /** Address of the instruction being executed, or of the next one between instructions. */
    public long pc;
    /** Where execution goes on after the current instruction; branches overwrite it. */
    public long next;
    /** Flags in bits 31 (N), 30 (Z), 29 (C), 28 (V); all other bits zero. */
    public int nzcv;
    /** Current exception level, 0 to 2. */
    public int el;
    /** DAIF in bits 9 to 6, as in SPSR. */
    public int daif;
    /** PSTATE.PAN. */
    public boolean pan;
    /** PSTATE.UAO. */
    public boolean uao;
    /** Instructions retired since reset; the generic counter runs with it. */
    public long retired;

    private final SystemRegisters system;
    private final long[] stackPointers = new long[4];
    private boolean ownStack = true;

    /** @param el exception level at reset, with its own stack pointer selected and DAIF masked */
    public CpuState(SystemRegisters system, int el) {
        this.system = system;
        this.el = el;
        this.daif = 0x3c0;
    }

    /** {@return the system registers} */
    public SystemRegisters system() {
        return system;
    }

    /** {@return X{@code n}, 0 to 30} */
    public long x(int n) {
        return x[checked(n)];
    }

    /** Sets X{@code n}, 0 to 30. */
    public void x(int n, long value) {
        x[checked(n)] = value;
    }

    private static int checked(int n) {
        if (n < 0 || n > 30) {
            throw new IllegalArgumentException("no register X" + n);
        }
        return n;
    }

    /** {@return the stack pointer in use} */
    public long sp() {
        return x[SP];
    }

    /** Sets the stack pointer in use. */
    public void sp(long value) {
        x[SP] = value;
    }

    /** {@return PSTATE.SP: true if the exception level uses its own SP_ELx, false if SP_EL0} */
    public boolean ownStack() {
        return ownStack;
    }

    /** Moves to an exception level and stack pointer selection, swapping stack pointers. */
    public void enter(int newEl, boolean newOwnStack) {
        stackPointers[ownStack ? el : 0] = x[SP];
        el = newEl;
        ownStack = newOwnStack && newEl != 0 || newEl == 0;
        x[SP] = stackPointers[ownStack ? el : 0];
    }

    /** {@return SP_EL{@code level}, current or banked} */
    public long stackPointer(int level) {
        return level == (ownStack ? el : 0) ? x[SP] : stackPointers[level];
    }

    /** Sets SP_EL{@code level}, current or banked. */
    public void stackPointer(int level, long value) {
        if (level == (ownStack ? el : 0)) {
            x[SP] = value;
        } else {
            stackPointers[level] = value;
        }
    }

    /** {@return PSTATE as SPSR_ELx would save it: M, DAIF, PAN, UAO, NZCV} */
    public long pstate() {
        int mode = el << 2 | (el != 0 && ownStack ? 1 : 0);
        return (nzcv & 0xffff_ffffL) | (uao ? 1 << 23 : 0) | (pan ? 1 << 22 : 0) | daif | mode;
    }

    /** Restores what {@link #pstate} saved; the mode must be one of AArch64's. */
    public void pstate(long value) {
        nzcv = (int) value & 0xf000_0000;
        uao = (value >>> 23 & 1) != 0;
        pan = (value >>> 22 & 1) != 0;
        daif = (int) value & 0x3c0;
        enter((int) value >>> 2 & 3, (value & 1) != 0);
    }

    /**
     * Reads a system register that {@link SystemRegisters#resolve} named.
     *
     * @return its value with the computed ones computed
     */
    public long readSystem(SystemRegister register) {
        switch (register) {
            case NZCV:
                return nzcv & 0xffff_ffffL;
            case DAIF:
                return daif;
            case SPSEL:
                return ownStack && el != 0 ? 1 : 0;
            case CURRENTEL:
                return (long) el << 2;
            case PAN:
                return pan ? 1L << 22 : 0;
            case UAO:
                return uao ? 1L << 23 : 0;
            case SP_EL0:
                return stackPointer(0);
            case SP_EL1:
                return stackPointer(1);
            case SP_EL2:
                return stackPointer(2);
            case CNTPCT_EL0:
                return retired;
            case CNTVCT_EL0:
                return retired - system.get(SystemRegister.CNTVOFF_EL2);
            case CCSIDR_EL1:
                return system.cacheSize();
            default:
                return system.get(register);
        }
    }

    /** Writes a system register that {@link SystemRegisters#resolve} named. */
    public void writeSystem(SystemRegister register, long value) {
        switch (register) {
            case NZCV:
                nzcv = (int) value & 0xf000_0000;
                break;
            case DAIF:
                daif = (int) value & 0x3c0;
                break;
            case SPSEL:
                enter(el, (value & 1) != 0);
                break;
            case PAN:
                pan = (value >>> 22 & 1) != 0;
                break;
            case UAO:
                uao = (value >>> 23 & 1) != 0;
                break;
            case SP_EL0:
                stackPointer(0, value);
                break;
            case SP_EL1:
                stackPointer(1, value);
                break;
            case SP_EL2:
                stackPointer(2, value);
                break;
            case VBAR_EL1:
            case VBAR_EL2:
                system.set(register, value & ~0x7ffL);
                break;
            default:
                system.set(register, value);
        }
    }

    /** {@return whether MSR to {@code register} is UNDEFINED} */
    public static boolean isReadOnly(SystemRegister register) {
        return register.kind() == SystemRegister.Kind.ID || register.kind() == SystemRegister.Kind.READ_ONLY_STATE;
    }

    /**
     * Reads a system register by name, without redirection.
     *
     * @throws IllegalArgumentException if the machine knows no such register
     */
    public long register(String name) {
        return readSystem(byName(name));
    }

    /**
     * Writes a system register by name as a host does, without redirection; the caller must not change translation
     * registers while {@code run} is active.
     *
     * @throws IllegalArgumentException if the machine knows no such register
     */
    public void register(String name, long value) {
        writeSystem(byName(name), value);
    }

    private static SystemRegister byName(String name) {
        SystemRegister register = SystemRegister.named(name);
        if (register == null) {
            throw new IllegalArgumentException("unknown system register " + name);
        }
        return register;
    }
}
