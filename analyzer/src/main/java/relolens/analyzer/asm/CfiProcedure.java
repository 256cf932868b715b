package relolens.analyzer.asm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.Origin;

/** The call frame information of one {@code .cfi_startproc} to {@code .cfi_endproc}. */
final class CfiProcedure {
    /** DWARF 5, 6.4.2: offsets count in words downwards. */
    static final int DATA_ALIGNMENT = -8;

    static final int STACK_POINTER = 31;

    /**
     * An instruction of the frame program.
     *
     * @param bytes its encoding
     * @param shared whether instructions up to it may stand in the common entry
     */
    record Step(Place at, byte[] bytes, boolean shared) {}

    final Place start;
    final Origin origin;

    @Nullable
    Place end;

    boolean signalFrame;
    boolean secondKey;
    int returnColumn = 30;
    final List<Step> steps = new ArrayList<>();
    private long cfaOffset;
    private final Deque<Long> remembered = new ArrayDeque<>();

    CfiProcedure(Place start, Origin origin, boolean simple) {
        this.start = start;
        this.origin = origin;
        if (!simple) {
            defineCfa(start, STACK_POINTER, 0);
        }
    }

    private void add(Place at, boolean shared, int opcode, byte[]... operands) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        out.write(opcode);
        for (byte[] operand : operands) {
            out.writeBytes(operand);
        }
        steps.add(new Step(at, out.toByteArray(), shared));
    }

    /** Says nothing, but that the unwinder's position moves to {@code at}: GNU as moves it for every directive. */
    void moveTo(Place at) {
        steps.add(new Step(at, new byte[0], true));
    }

    private static byte[] unsigned(long value) {
        return Leb.encode(value, false, 1);
    }

    private static byte[] signed(long value) {
        return Leb.encode(value, true, 1);
    }

    void defineCfa(Place at, int register, long offset) {
        cfaOffset = offset;
        if (offset < 0) {
            add(at, true, 0x12, unsigned(register), signed(offset / DATA_ALIGNMENT));
        } else {
            add(at, true, 0x0c, unsigned(register), unsigned(offset));
        }
    }

    void cfaRegister(Place at, int register) {
        add(at, true, 0x0d, unsigned(register));
    }

    void cfaOffset(Place at, long offset) {
        cfaOffset = offset;
        if (offset < 0) {
            add(at, true, 0x13, signed(offset / DATA_ALIGNMENT));
        } else {
            add(at, true, 0x0e, unsigned(offset));
        }
    }

    void adjustCfa(Place at, long by) {
        cfaOffset(at, cfaOffset + by);
    }

    void offset(Place at, int register, long offset) {
        long words = offset / DATA_ALIGNMENT;
        if (words < 0) {
            add(at, true, 0x11, unsigned(register), signed(words));
        } else if (register < 0x40) {
            add(at, true, 0x80 | register, unsigned(words));
        } else {
            add(at, true, 0x05, unsigned(register), unsigned(words));
        }
    }

    void relativeOffset(Place at, int register, long offset) {
        offset(at, register, offset - cfaOffset);
    }

    void restore(Place at, int register) {
        if (register < 0x40) {
            add(at, true, 0xc0 | register);
        } else {
            add(at, true, 0x06, unsigned(register));
        }
    }

    /** Undefined (7), same value (8) or register (9). */
    void rule(Place at, int opcode, int register, int other) {
        if (other < 0) {
            add(at, true, opcode, unsigned(register));
        } else {
            add(at, true, opcode, unsigned(register), unsigned(other));
        }
    }

    void remember(Place at) {
        remembered.push(cfaOffset);
        add(at, false, 0x0a);
    }

    boolean restoreState(Place at) {
        Long offset = remembered.poll();
        add(at, false, 0x0b);
        cfaOffset = offset == null ? cfaOffset : offset;
        return offset != null;
    }

    void negateReturnAddressState(Place at) {
        add(at, false, 0x2d);
    }

    void escape(Place at, byte[] bytes) {
        steps.add(new Step(at, bytes, false));
    }
}
