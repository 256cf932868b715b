package relolens.emulator.execute;

import relolens.emulator.cpu.GuestFault;

/**
 * FEAT_MOPS in its option A (Arm ARM C6.2, CPYP, CPYFP, SETP): between the parts of a forward copy the addresses point
 * behind its end and the size is minus what is left; of a backward copy all three stand as a loop downwards would have
 * them. The prologue moves up to alignment, the main part all whole units, the epilogue the rest; where the parts meet is
 * the implementation's choice. A long main part is left and entered again, as an interrupt may have it.
 */
final class MemoryCopy {
    private static final int UNIT = 8;
    /** Bytes moved before the machine may look elsewhere. */
    private static final int STRETCH = 4096;

    private static final long LARGEST_COPY = (1L << 55) - 1;
    private static final long LARGEST_SET = Long.MAX_VALUE;
    private static final int WRITE_AS_EL0 = 1;
    private static final int READ_AS_EL0 = 2;

    /** The three parts. */
    private enum Part {
        PROLOGUE,
        MAIN,
        EPILOGUE
    }

    private MemoryCopy() {}

    static void bind(Bindings b) {
        for (Part part : Part.values()) {
            String letter = part.name().substring(0, 1);
            b.bind("CPYF" + letter, op -> (c, o) -> copy(c, o, part, true));
            b.bind("CPY" + letter, op -> (c, o) -> copy(c, o, part, false));
            b.bind("SET" + letter, op -> (c, o) -> set(c, o, part));
        }
    }

    private static void copy(Core c, Operation op, Part part, boolean forwardOnly) {
        if (part == Part.PROLOGUE) {
            long size = Long.compareUnsigned(c.x[op.n], LARGEST_COPY) > 0 ? LARGEST_COPY : c.x[op.n];
            long from = c.x[op.m] & LARGEST_COPY;
            long to = c.x[op.t] & LARGEST_COPY;
            boolean backward = !forwardOnly && from < to && to < from + size;
            c.x[op.n] = backward ? size : -size;
            if (!backward) {
                c.x[op.m] += size;
                c.x[op.t] += size;
            }
            c.cpu.nzcv = 0;
        } else {
            needOptionA(c, op);
        }
        move(c, op, part, (n, bytes) -> {
            boolean forward = n < 0;
            long at = forward ? n : n - bytes;
            long value = read(c, op, c.x[op.m] + at, bytes);
            write(c, c.x[op.t] + at, bytes, value, asUser(op));
        });
    }

    private static void set(Core c, Operation op, Part part) {
        if (part == Part.PROLOGUE) {
            long size = c.x[op.n] < 0 ? LARGEST_SET : c.x[op.n];
            c.x[op.n] = -size;
            c.x[op.t] += size;
            c.cpu.nzcv = 0;
        } else {
            needOptionA(c, op);
        }
        long value = (c.x[op.m] & 0xff) * 0x0101_0101_0101_0101L;
        move(c, op, part, (n, bytes) -> write(c, c.x[op.t] + n, bytes, value, asUser(op)));
    }

    /** Moves the next {@code bytes} when {@code n} stands in the size register. */
    @FunctionalInterface
    private interface Piece {
        void move(long n, int bytes);
    }

    /** Every piece is accounted for in the size register before the next: what faults can be resumed. */
    private static void move(Core c, Operation op, Part part, Piece piece) {
        long done = 0;
        while (c.x[op.n] != 0) {
            long n = c.x[op.n];
            long left = Math.abs(n);
            long next = c.x[op.t] + n;
            boolean aligned = (next & UNIT - 1) == 0 && left >= UNIT;
            if (part == Part.PROLOGUE && aligned || part == Part.MAIN && left < UNIT) {
                return;
            }
            if (done >= STRETCH) {
                c.cpu.next = op.address;
                return;
            }
            int bytes = part == Part.MAIN ? UNIT : 1;
            piece.move(n, bytes);
            c.x[op.n] = n < 0 ? n + bytes : n - bytes;
            done += bytes;
        }
    }

    private static long read(Core c, Operation op, long at, int bytes) {
        boolean asUser = (op.bits(12, 2) & READ_AS_EL0) != 0;
        return asUser ? c.bus.readUnprivileged(at, bytes) : c.bus.read(at, bytes, 1);
    }

    private static boolean asUser(Operation op) {
        return (op.bits(12, 1) & WRITE_AS_EL0) != 0;
    }

    private static void write(Core c, long at, int bytes, long value, boolean asUser) {
        if (asUser) {
            c.bus.writeUnprivileged(at, bytes, value);
        } else {
            c.bus.write(at, bytes, 1, value);
        }
    }

    private static void needOptionA(Core c, Operation op) {
        if ((c.cpu.nzcv & 1 << 29) != 0) {
            throw GuestFault.undefined(op.encoding.mnemonic()
                    + ": the carry flag is set, which no prologue of this core leaves: is the prologue missing?");
        }
    }
}
