package relolens.analyzer.contract;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.Span;

/** One thing a contract says. */
public sealed interface Clause {
    /** {@return who says it and where} */
    Statement by();

    /** Who said something: the nearer wins. */
    enum Level {
        /** A contract comment of the file itself. */
        COMMENT,
        SIDECAR,
        PROFILE
    }

    /**
     * Where a clause stands.
     *
     * @param level who says it
     * @param span of the clause's text
     * @param text as written
     */
    record Statement(Level level, Span span, String text) {}

    /** A clause that belongs to the next routine. */
    sealed interface OfRoutine extends Clause {}

    /** A clause that belongs to the next instruction. */
    sealed interface OfInstruction extends Clause {}

    /** {@code entry el=1 mmu=off …}: the machine on entry; each such clause is analysed. */
    record Entry(MachineState state, Statement by) implements OfRoutine {}

    /**
     * {@code x1: code va size=4K align=64}: what a register holds on entry.
     *
     * @param register {@code x0} to {@code x30} or {@code sp}
     * @param role what it is
     * @param space the address space of a pointer
     * @param size bytes behind a pointer, 0 if not said
     * @param align alignment of a pointer in bytes, 0 if not said
     * @param lines its cache lines
     * @param number value of a {@code number}, null if not said
     * @param symbol name of a {@code symbol}, else null
     * @param direction of an {@code offset}
     */
    record Register(
            String register,
            Role role,
            Space space,
            long size,
            long align,
            Lines lines,
            @Nullable Long number,
            @Nullable String symbol,
            Direction direction,
            Statement by)
            implements OfRoutine {
        /** {@return the same, nothing said of the address space} */
        Register anywhere() {
            return new Register(register, role, Space.UNKNOWN, size, align, lines, number, symbol, direction, by);
        }

        /** {@return 0 to 30, or 31 for SP} */
        public int index() {
            return RegisterNames.index(register);
        }
    }

    /** What a register is on entry. */
    enum Role {
        /** Bytes that will be executed later. */
        CODE,
        /** A live translation-table entry or table. */
        PAGETABLE,
        /** A reserved or zero page used as a table. */
        EMPTYTABLE,
        DATA,
        STACK,
        DEVICE,
        /** A kexec entry list. */
        PAGELIST,
        /** A difference of addresses. */
        OFFSET,
        NUMBER,
        SYMBOL
    }

    /** Address space of a pointer. */
    enum Space {
        PA,
        VA,
        UNKNOWN
    }

    /** Cache lines of memory on entry. */
    enum Lines {
        CLEAN,
        DIRTY,
        UNKNOWN
    }

    /** What an offset does. */
    enum Direction {
        /** Added to a PA gives the VA. */
        PHYS_TO_VIRT,
        /** Subtracted from a PA gives the VA. */
        PHYS_MINUS_VIRT,
        NONE
    }

    /**
     * {@code cpu idc=0 dic=0 line=64 bbm=0 stage2=none}: what the core may be assumed to do.
     *
     * @param idc CTR_EL0.IDC
     * @param dic CTR_EL0.DIC
     * @param line bytes of the smallest data cache line
     * @param bbm ID_AA64MMFR2_EL1.BBM level
     * @param stage2 {@code none}, {@code on} or null
     */
    record Cpu(
            OptionalInt idc,
            OptionalInt dic,
            OptionalInt line,
            OptionalInt bbm,
            @Nullable String stage2,
            Statement by) implements OfRoutine {}

    /**
     * {@code run off: mmu=off core=… board=… x0=kimage(…)}: an experiment.
     *
     * @param name before the colon
     * @param state of the machine; what is not said comes from the entry clause that fits
     * @param core name of a core model, or null
     * @param board name of a board, or null
     * @param registers what registers hold, {@code x0} to {@code x30} and {@code sp}, in order of writing
     */
    record Run(
            String name,
            MachineState state,
            @Nullable String core,
            @Nullable String board,
            Map<String, RunValue> registers,
            Statement by)
            implements OfRoutine {}

    /**
     * {@code expect exit=br relocated}: how runs must end.
     *
     * @param exit {@code br}, {@code ret}, {@code hvc}, {@code smc}, {@code eret} or null
     * @param relocated all bytes of the image are in place
     * @param registers what registers hold at the end
     */
    record Expect(@Nullable String exit, boolean relocated, Map<String, RunValue> registers, Statement by)
            implements OfRoutine {}

    /** {@code allow C03 "reason"}: suppresses a rule for a routine (above it) or an instruction (in a body). */
    record Allow(String rule, String reason, Statement by) implements Clause {}

    /** {@code assume x9 aligned 16}: a fact about a register before the next instruction. */
    record Assume(String register, long alignment, Statement by) implements OfInstruction {
        /** {@return 0 to 30, or 31 for SP} */
        public int registerIndex() {
            return RegisterNames.index(register);
        }
    }

    /** {@code loop max=64}: the next instruction's loop goes round at most so often. */
    record Loop(long max, Statement by) implements OfInstruction {}

    /** {@code state mmu=on}: asserted before the next instruction. */
    record State(MachineState state, Statement by) implements OfInstruction {}

    /** {@return the register names a contract may use} */
    static List<String> registers() {
        return RegisterNames.ALL;
    }
}
