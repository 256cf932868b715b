package relolens.emulator.execute;

/** Loads and stores of one general register, and prefetches. */
final class LoadStore {
    private LoadStore() {}

    /** How the address is formed. */
    enum Mode {
        /** Base plus a constant. */
        OFFSET,
        /** Base plus a constant, base updated. */
        PRE,
        /** Base, updated by a constant afterwards. */
        POST,
        /** Base plus an extended register. */
        REGISTER,
        /** PC-relative: {@code imm} is the address. */
        LITERAL
    }

    static void bind(Bindings b) {
        family(b, "STRB", "STURB", 0);
        family(b, "STRH", "STURH", 1);
        family(b, "STR", "STUR", -1);
        family(b, "LDRB", "LDURB", 0);
        family(b, "LDRH", "LDURH", 1);
        family(b, "LDR", "LDUR", -1);
        family(b, "LDRSB", "LDURSB", 0);
        family(b, "LDRSH", "LDURSH", 1);
        family(b, "LDRSW", "LDURSW", 2);
        b.bind("LDR_lit", op -> {
            literal(op);
            boolean wide = op.bits(30, 1) != 0;
            return wide ? (c, o) -> c.x[o.d] = c.bus.read(o.imm, 8, 8) : (c, o) -> c.x[o.d] = c.bus.read(o.imm, 4, 4);
        });
        b.bind("LDRSW_lit", op -> {
            literal(op);
            return (c, o) -> c.x[o.d] = (int) c.bus.read(o.imm, 4, 4);
        });
        for (String id : new String[] {"STTRB", "STTRH", "STTR"}) {
            b.bind(id, op -> {
                unscaled(op);
                int size = 1 << op.bits(30, 2);
                return (c, o) -> c.bus.writeUnprivileged(c.base(o.n) + o.imm, size, c.x[o.t]);
            });
        }
        for (String id : new String[] {"LDTRB", "LDTRH", "LDTR", "LDTRSB", "LDTRSH", "LDTRSW"}) {
            b.bind(id, op -> {
                unscaled(op);
                int size = 1 << op.bits(30, 2);
                int sign = signExtension(op);
                return (c, o) -> c.x[o.d] = extend(c.bus.readUnprivileged(c.base(o.n) + o.imm, size), sign, size);
            });
        }
        b.bind("PRFM_imm", op -> {
            address(op, Mode.OFFSET, 3);
            return prefetch(op, (c, o) -> c.x[o.n] + o.imm);
        });
        b.bind("PRFM_reg", op -> {
            address(op, Mode.REGISTER, 3);
            return prefetch(op, LoadStore::indexed);
        });
        b.bind("PRFM_lit", op -> {
            literal(op);
            return prefetch(op, (c, o) -> o.imm);
        });
        b.bind("PRFUM", op -> {
            unscaled(op);
            return prefetch(op, (c, o) -> c.x[o.n] + o.imm);
        });
    }

    private static void family(Bindings b, String id, String unscaled, int sizeLog) {
        b.bind(id + "_imm_unsigned", op -> single(op, Mode.OFFSET, sizeLog));
        b.bind(id + "_imm_post", op -> single(op, Mode.POST, sizeLog));
        b.bind(id + "_imm_pre", op -> single(op, Mode.PRE, sizeLog));
        b.bind(id + "_reg", op -> single(op, Mode.REGISTER, sizeLog));
        b.bind(unscaled, op -> {
            Executor executor = single(op, Mode.OFFSET, sizeLog);
            op.imm = op.signedBits(12, 9);
            return executor;
        });
    }

    /** @param sizeLog log2 of the size, -1 if bits 31 and 30 tell */
    private static Executor single(Operation op, Mode mode, int sizeLog) {
        int log = sizeLog >= 0 ? sizeLog : op.bits(30, 2);
        address(op, mode, log);
        int size = 1 << log;
        if (op.bits(22, 2) == 0) {
            return store(mode, size);
        }
        return load(mode, size, signExtension(op));
    }

    /** 0 zero-extends, 1 sign-extends to 32 bits, 2 to 64. */
    private static int signExtension(Operation op) {
        switch (op.bits(22, 2)) {
            case 2:
                return 2;
            case 3:
                return 1;
            default:
                return 0;
        }
    }

    /** Resolves base and offset of the load and store classes with a 9- or 12-bit immediate or an index register. */
    static void address(Operation op, Mode mode, int log) {
        op.baseIsStack();
        switch (mode) {
            case OFFSET:
                op.imm = (long) op.bits(10, 12) << log;
                break;
            case PRE:
            case POST:
                op.imm = op.signedBits(12, 9);
                break;
            default:
                op.imm = op.bits(13, 3);
                op.k = op.bits(12, 1) * log;
        }
    }

    static void unscaled(Operation op) {
        op.baseIsStack();
        op.imm = op.signedBits(12, 9);
    }

    static void literal(Operation op) {
        op.imm = op.address + (op.signedBits(5, 19) << 2);
    }

    static long indexed(Core core, Operation op) {
        return core.base(op.n) + Operands.extend(core.x[op.m], (int) op.imm, op.k);
    }

    static long extend(long value, int sign, int size) {
        if (sign == 0) {
            return value;
        }
        int unused = 64 - 8 * size;
        long extended = value << unused >> unused;
        return sign == 2 ? extended : extended & Operands.LOW32;
    }

    private static Executor load(Mode mode, int size, int sign) {
        switch (mode) {
            case OFFSET:
                if (sign == 0 && size == 8) {
                    return (c, o) -> c.x[o.d] = c.bus.read(c.base(o.n) + o.imm, 8, 8);
                }
                return (c, o) -> c.x[o.d] = extend(c.bus.read(c.base(o.n) + o.imm, size, size), sign, size);
            case REGISTER:
                return (c, o) -> c.x[o.d] = extend(c.bus.read(indexed(c, o), size, size), sign, size);
            case PRE:
                return (c, o) -> {
                    long at = c.base(o.n) + o.imm;
                    long value = extend(c.bus.read(at, size, size), sign, size);
                    c.x[o.n] = at;
                    c.x[o.d] = value;
                };
            default:
                return (c, o) -> {
                    long at = c.base(o.n);
                    long value = extend(c.bus.read(at, size, size), sign, size);
                    c.x[o.n] = at + o.imm;
                    c.x[o.d] = value;
                };
        }
    }

    private static Executor store(Mode mode, int size) {
        switch (mode) {
            case OFFSET:
                return (c, o) -> c.bus.write(c.base(o.n) + o.imm, size, size, c.x[o.t]);
            case REGISTER:
                return (c, o) -> c.bus.write(indexed(c, o), size, size, c.x[o.t]);
            case PRE:
                return (c, o) -> {
                    long at = c.base(o.n) + o.imm;
                    c.bus.write(at, size, size, c.x[o.t]);
                    c.x[o.n] = at;
                };
            default:
                return (c, o) -> {
                    long at = c.base(o.n);
                    c.bus.write(at, size, size, c.x[o.t]);
                    c.x[o.n] = at + o.imm;
                };
        }
    }

    /** Where a prefetch points. */
    @FunctionalInterface
    private interface Target {
        long of(Core core, Operation op);
    }

    private static Executor prefetch(Operation op, Target target) {
        int kind = op.bits(3, 2);
        int level = op.bits(1, 2) + 1;
        // PLI and the reserved kinds and levels do nothing.
        if (kind == 1 || kind == 3 || level > 3) {
            return (c, o) -> {};
        }
        return (c, o) -> c.bus.prefetch(target.of(c, o), level);
    }
}
