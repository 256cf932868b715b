package relolens.emulator.execute;

import relolens.emulator.cpu.CpuState;

/**
 * LD1 to LD4 and ST1 to ST4 of whole registers. The memory image is gathered or scattered as one run of bytes, moved in
 * accesses of up to 16 bytes; alignment is judged by the element.
 */
final class VectorStructures {
    private static final String[] COUNTS = {"one", "two", "three", "four"};

    private VectorStructures() {}

    static void bind(Bindings b) {
        for (int registers = 1; registers <= 4; registers++) {
            int count = registers;
            b.bind("LD" + count + "R", op -> replicate(op, count, 0));
            b.bind("LD" + count + "R_post_imm", op -> replicate(op, count, 1));
            b.bind("LD" + count + "R_post_reg", op -> replicate(op, count, 2));
        }
        for (String id : new String[] {"ST", "LD"}) {
            boolean load = "LD".equals(id);
            for (int registers = 1; registers <= 4; registers++) {
                int count = registers;
                variants(b, id + "1_" + COUNTS[count - 1], count, false, load);
                if (count > 1) {
                    variants(b, id + count, count, true, load);
                }
            }
        }
    }

    /** LD1R to LD4R: one element for each register, copied to all its lanes. */
    private static Executor replicate(Operation op, int registers, int update) {
        op.baseIsStack();
        boolean full = op.bits(30, 1) != 0;
        int element = 1 << op.bits(10, 2);
        if (update == 1) {
            op.m = CpuState.ZERO;
            op.imm = (long) registers * element;
        }
        return (c, o) -> {
            c.needVectors();
            long at = c.base(o.n);
            long[] values = new long[registers];
            for (int r = 0; r < registers; r++) {
                values[r] = c.bus.read(at + (long) r * element, element, element);
            }
            for (int r = 0; r < registers; r++) {
                long value = values[r];
                for (int bits = 8 * element; bits < 64; bits *= 2) {
                    value |= value << bits;
                }
                int register = o.t + r & 31;
                c.v[2 * register] = value;
                c.v[2 * register + 1] = full ? value : 0;
            }
            if (update != 0) {
                c.x[o.n] = at + c.x[o.m] + o.imm;
            }
        };
    }

    private static void variants(Bindings b, String id, int registers, boolean interleaved, boolean load) {
        b.bind(id, op -> prepare(op, registers, interleaved, load, 0));
        b.bind(id + "_post_imm", op -> prepare(op, registers, interleaved, load, 1));
        b.bind(id + "_post_reg", op -> prepare(op, registers, interleaved, load, 2));
    }

    /** @param update 0 none, 1 by the bytes moved, 2 by Rm */
    private static Executor prepare(Operation op, int registers, boolean interleaved, boolean load, int update) {
        op.baseIsStack();
        int bytes = op.bits(30, 1) != 0 ? 16 : 8;
        int element = 1 << op.bits(10, 2);
        int total = registers * bytes;
        if (update == 1) {
            op.m = CpuState.ZERO;
            op.imm = total;
        }
        return (c, o) -> {
            c.needVectors();
            long at = c.base(o.n);
            byte[] image = new byte[total];
            if (load) {
                read(c, at, image, element);
                spread(c, o, image, registers, interleaved ? element : bytes, bytes);
            } else {
                collect(c, o, image, registers, interleaved ? element : bytes, bytes);
                write(c, at, image, element);
            }
            if (update != 0) {
                c.x[o.n] = at + c.x[o.m] + o.imm;
            }
        };
    }

    private static void read(Core core, long at, byte[] image, int element) {
        for (int i = 0; i < image.length; i += 8) {
            put(image, i, core.bus.read(at + i, 8, element));
        }
    }

    private static void write(Core core, long at, byte[] image, int element) {
        for (int i = 0; i < image.length; i += 8) {
            core.bus.write(at + i, 8, element, get(image, i));
        }
    }

    /** Element e of register r sits at {@code (e * registers + r) * unit}; without interleaving a register is one unit. */
    private static void spread(Core core, Operation op, byte[] image, int registers, int unit, int bytes) {
        for (int r = 0; r < registers; r++) {
            byte[] value = new byte[16];
            for (int e = 0; e < bytes / unit; e++) {
                System.arraycopy(image, (e * registers + r) * unit, value, e * unit, unit);
            }
            int register = op.t + r & 31;
            core.v[2 * register] = get(value, 0);
            core.v[2 * register + 1] = get(value, 8);
        }
    }

    private static void collect(Core core, Operation op, byte[] image, int registers, int unit, int bytes) {
        for (int r = 0; r < registers; r++) {
            int register = op.t + r & 31;
            byte[] value = new byte[16];
            put(value, 0, core.v[2 * register]);
            put(value, 8, core.v[2 * register + 1]);
            for (int e = 0; e < bytes / unit; e++) {
                System.arraycopy(value, e * unit, image, (e * registers + r) * unit, unit);
            }
        }
    }

    private static long get(byte[] bytes, int at) {
        return relolens.emulator.memory.LittleEndian.get64(bytes, at);
    }

    private static void put(byte[] bytes, int at, long value) {
        relolens.emulator.memory.LittleEndian.put64(bytes, at, value);
    }
}
