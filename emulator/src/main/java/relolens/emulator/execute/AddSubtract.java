package relolens.emulator.execute;

import relolens.emulator.cpu.CpuState;

/** ADD, SUB, ADC, SBC in all operand forms, ADR and ADRP. */
final class AddSubtract {
    private AddSubtract() {}

    static void bind(Bindings b) {
        b.bind("ADR", op -> address(op, op.address + displacement(op)));
        b.bind("ADRP", op -> address(op, (op.address & -4096L) + (displacement(op) << 12)));
        immediate(b, "ADD_imm", false, false);
        immediate(b, "ADDS_imm", false, true);
        immediate(b, "SUB_imm", true, false);
        immediate(b, "SUBS_imm", true, true);
        shifted(b, "ADD_shifted", false, false);
        shifted(b, "ADDS_shifted", false, true);
        shifted(b, "SUB_shifted", true, false);
        shifted(b, "SUBS_shifted", true, true);
        extended(b, "ADD_ext", false, false);
        extended(b, "ADDS_ext", false, true);
        extended(b, "SUB_ext", true, false);
        extended(b, "SUBS_ext", true, true);
        b.simple(
                "ADC",
                (c, o) -> set32(c, o, c.x[o.n] + c.x[o.m] + carry(c)),
                (c, o) -> c.x[o.d] = c.x[o.n] + c.x[o.m] + carry(c));
        b.simple(
                "SBC",
                (c, o) -> set32(c, o, c.x[o.n] + ~c.x[o.m] + carry(c)),
                (c, o) -> c.x[o.d] = c.x[o.n] + ~c.x[o.m] + carry(c));
        b.simple("ADCS", (c, o) -> add32(c, o, c.x[o.m], carry(c)), (c, o) -> add64(c, o, c.x[o.m], carry(c)));
        b.simple("SBCS", (c, o) -> add32(c, o, ~c.x[o.m], carry(c)), (c, o) -> add64(c, o, ~c.x[o.m], carry(c)));
    }

    private static long displacement(Operation op) {
        return op.signedBits(5, 19) << 2 | op.bits(29, 2);
    }

    /** ADR's result never changes for one place: decoded operations belong to one virtual page. */
    private static Executor address(Operation op, long value) {
        op.imm = value;
        return (c, o) -> c.x[o.d] = o.imm;
    }

    private static void immediate(Bindings b, String id, boolean subtract, boolean flags) {
        b.bind(id, op -> {
            op.baseIsStack();
            if (!flags) {
                op.resultIsStack();
            }
            op.imm = (long) op.bits(10, 12) << (op.bits(22, 1) * 12);
            if (flags) {
                if (op.wide()) {
                    return subtract ? (c, o) -> add64(c, o, ~o.imm, 1) : (c, o) -> add64(c, o, o.imm, 0);
                }
                return subtract ? (c, o) -> add32(c, o, ~o.imm, 1) : (c, o) -> add32(c, o, o.imm, 0);
            }
            if (op.wide()) {
                return subtract ? (c, o) -> c.x[o.d] = c.x[o.n] - o.imm : (c, o) -> c.x[o.d] = c.x[o.n] + o.imm;
            }
            return subtract ? (c, o) -> set32(c, o, c.x[o.n] - o.imm) : (c, o) -> set32(c, o, c.x[o.n] + o.imm);
        });
    }

    private static void shifted(Bindings b, String id, boolean subtract, boolean flags) {
        b.bind(id, op -> {
            int type = op.bits(22, 2);
            op.k = op.bits(10, 6);
            if (type == 0 && op.k == 0) {
                return plain(op.wide(), subtract, flags);
            }
            op.imm = type;
            if (op.wide()) {
                if (flags) {
                    return subtract
                            ? (c, o) -> add64(c, o, ~Operands.shift64(c.x[o.m], (int) o.imm, o.k), 1)
                            : (c, o) -> add64(c, o, Operands.shift64(c.x[o.m], (int) o.imm, o.k), 0);
                }
                return subtract
                        ? (c, o) -> c.x[o.d] = c.x[o.n] - Operands.shift64(c.x[o.m], (int) o.imm, o.k)
                        : (c, o) -> c.x[o.d] = c.x[o.n] + Operands.shift64(c.x[o.m], (int) o.imm, o.k);
            }
            if (flags) {
                return subtract
                        ? (c, o) -> add32(c, o, ~Operands.shift32(c.x[o.m], (int) o.imm, o.k), 1)
                        : (c, o) -> add32(c, o, Operands.shift32(c.x[o.m], (int) o.imm, o.k), 0);
            }
            return subtract
                    ? (c, o) -> set32(c, o, c.x[o.n] - Operands.shift32(c.x[o.m], (int) o.imm, o.k))
                    : (c, o) -> set32(c, o, c.x[o.n] + Operands.shift32(c.x[o.m], (int) o.imm, o.k));
        });
    }

    private static Executor plain(boolean wide, boolean subtract, boolean flags) {
        if (wide) {
            if (flags) {
                return subtract ? (c, o) -> add64(c, o, ~c.x[o.m], 1) : (c, o) -> add64(c, o, c.x[o.m], 0);
            }
            return subtract ? (c, o) -> c.x[o.d] = c.x[o.n] - c.x[o.m] : (c, o) -> c.x[o.d] = c.x[o.n] + c.x[o.m];
        }
        if (flags) {
            return subtract ? (c, o) -> add32(c, o, ~c.x[o.m], 1) : (c, o) -> add32(c, o, c.x[o.m], 0);
        }
        return subtract ? (c, o) -> set32(c, o, c.x[o.n] - c.x[o.m]) : (c, o) -> set32(c, o, c.x[o.n] + c.x[o.m]);
    }

    private static void extended(Bindings b, String id, boolean subtract, boolean flags) {
        b.bind(id, op -> {
            op.baseIsStack();
            if (!flags) {
                op.resultIsStack();
            }
            op.imm = op.bits(13, 3);
            op.k = op.bits(10, 3);
            if (op.wide()) {
                if (flags) {
                    return subtract
                            ? (c, o) -> add64(c, o, ~Operands.extend(c.x[o.m], (int) o.imm, o.k), 1)
                            : (c, o) -> add64(c, o, Operands.extend(c.x[o.m], (int) o.imm, o.k), 0);
                }
                return subtract
                        ? (c, o) -> c.x[o.d] = c.x[o.n] - Operands.extend(c.x[o.m], (int) o.imm, o.k)
                        : (c, o) -> c.x[o.d] = c.x[o.n] + Operands.extend(c.x[o.m], (int) o.imm, o.k);
            }
            if (flags) {
                return subtract
                        ? (c, o) -> add32(c, o, ~Operands.extend(c.x[o.m], (int) o.imm, o.k), 1)
                        : (c, o) -> add32(c, o, Operands.extend(c.x[o.m], (int) o.imm, o.k), 0);
            }
            return subtract
                    ? (c, o) -> set32(c, o, c.x[o.n] - Operands.extend(c.x[o.m], (int) o.imm, o.k))
                    : (c, o) -> set32(c, o, c.x[o.n] + Operands.extend(c.x[o.m], (int) o.imm, o.k));
        });
    }

    private static long carry(Core core) {
        int bit = core.cpu.nzcv >>> 29 & 1;
        return bit;
    }

    private static void set32(Core core, Operation op, long value) {
        core.x[op.d] = value & Operands.LOW32;
    }

    private static void add64(Core core, Operation op, long second, long carryIn) {
        long first = core.x[op.n];
        core.cpu.nzcv = flags64(first, second, carryIn);
        core.x[op.d] = first + second + carryIn;
    }

    private static void add32(Core core, Operation op, long second, long carryIn) {
        int first = (int) core.x[op.n];
        core.cpu.nzcv = flags32(first, (int) second, (int) carryIn);
        core.x[op.d] = (first + (int) second + (int) carryIn) & Operands.LOW32;
    }

    /** {@return NZCV of {@code first + second + carryIn}, as {@link CpuState#nzcv} keeps it} */
    static int flags64(long first, long second, long carryIn) {
        long result = first + second + carryIn;
        int n = (int) (result >>> 32) & 0x8000_0000;
        int z = result == 0 ? 0x4000_0000 : 0;
        int c = (int) (((first & second) | ((first | second) & ~result)) >>> 63) << 29;
        int v = (int) (((first ^ result) & (second ^ result)) >>> 63) << 28;
        return n | z | c | v;
    }

    /** As {@link #flags64}, on 32 bits. */
    static int flags32(int first, int second, int carryIn) {
        int result = first + second + carryIn;
        int n = result & 0x8000_0000;
        int z = result == 0 ? 0x4000_0000 : 0;
        int c = ((first & second) | ((first | second) & ~result)) >>> 31 << 29;
        int v = ((first ^ result) & (second ^ result)) >>> 31 << 28;
        return n | z | c | v;
    }
}
