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
     * @param pointer what follows the bytes, if anything
     * @param label the {@code .cfi_label} that stands in front of it, if any
     */
    record Step(
            Place at,
            byte[] bytes,
            boolean shared,
            @Nullable EncodedPointer pointer,
            @Nullable String label) {
        Step(Place at, byte[] bytes, boolean shared) {
            this(at, bytes, shared, null, null);
        }
    }

    final Place start;
    final Origin origin;

    @Nullable
    Place end;

    boolean unwinding;
    boolean debugging;

    @Nullable
    EncodedPointer personality;

    @Nullable
    EncodedPointer languageData;

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

    void valueOffset(Place at, int register, long offset) {
        long words = offset / DATA_ALIGNMENT;
        if (words < 0) {
            add(at, true, 0x15, unsigned(register), signed(words));
        } else {
            add(at, true, 0x14, unsigned(register), unsigned(words));
        }
    }

    /** {@return the offset from the frame's address of what is {@code offset} bytes from its register} */
    long relative(long offset) {
        return offset - cfaOffset;
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

    /** The register's value is the pointer itself (DW_CFA_val_expression). */
    void value(Place at, int register, EncodedPointer pointer) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        out.write(0x16);
        out.writeBytes(unsigned(register));
        if (pointer.encoding() == EncodedPointer.ABSOLUTE) {
            out.write(1 + pointer.size());
            out.write(0x03);
        } else {
            out.write(2 + pointer.size());
            out.write(0xf1);
            out.write(pointer.encoding());
        }
        steps.add(new Step(at, out.toByteArray(), false, pointer, null));
    }

    void label(Place at, String name) {
        steps.add(new Step(at, new byte[0], false, null, name));
    }

    void escape(Place at, byte[] bytes) {
        steps.add(new Step(at, bytes, false));
    }
}
