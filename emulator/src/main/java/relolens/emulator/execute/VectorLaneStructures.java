package relolens.emulator.execute;

import relolens.emulator.cpu.CpuState;

/** LD1 to LD4 and ST1 to ST4 of one lane of each register (Arm ARM C4.1.66, single structure). */
final class VectorLaneStructures {
    private static final String[] UPDATES = {"", "_post_imm", "_post_reg"};

    private VectorLaneStructures() {}

    static void bind(Bindings b) {
        for (int registers = 1; registers <= 4; registers++) {
            for (int update = 0; update < UPDATES.length; update++) {
                int count = registers;
                int how = update;
                b.bind("LD" + count + "_lane" + UPDATES[how], op -> prepare(op, count, how, true));
                b.bind("ST" + count + "_lane" + UPDATES[how], op -> prepare(op, count, how, false));
            }
        }
    }

    /** @param update 0 none, 1 by the bytes moved, 2 by Rm */
    private static Executor prepare(Operation op, int registers, int update, boolean load) {
        op.baseIsStack();
        int opc = op.bits(14, 2);
        int size = op.bits(10, 2);
        int log = opc < 2 ? opc : 2 + (size & 1);
        int element = 1 << log;
        int lane = (op.bits(30, 1) << 3 | op.bits(12, 1) << 2 | size) >> log;
        if (update == 1) {
            op.m = CpuState.ZERO;
            op.imm = (long) registers * element;
        }
        return (c, o) -> {
            c.needVectors();
            long at = c.base(o.n);
            if (load) {
                long[] values = new long[registers];
                for (int r = 0; r < registers; r++) {
                    values[r] = c.bus.read(at + (long) r * element, element, element);
                }
                for (int r = 0; r < registers; r++) {
                    VectorMove.setLane(c, o.t + r & 31, lane, 8 * element, values[r]);
                }
            } else {
                for (int r = 0; r < registers; r++) {
                    long value = VectorMove.lane(c, o.t + r & 31, lane, 8 * element);
                    c.bus.write(at + (long) r * element, element, element, value);
                }
            }
            if (update != 0) {
                c.x[o.n] = at + c.x[o.m] + o.imm;
            }
        };
    }
}
