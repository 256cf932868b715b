package relolens.emulator.execute;

/**
 * FEAT_PAuth with every key disabled, which is the state of boot code: signing and authenticating leave the pointer
 * alone, stripping strips, combined forms branch, return or load. The ID registers do not announce the feature.
 */
final class PointerAuthentication {
    private static final Executor NOTHING = (c, o) -> {};

    private PointerAuthentication() {}

    static void bind(Bindings b) {
        for (String action : new String[] {"PAC", "AUT"}) {
            for (String key : new String[] {"IA", "IB", "DA", "DB"}) {
                b.bind(action + key, op -> NOTHING);
                b.bind(action + key.charAt(0) + "Z" + key.charAt(1), op -> NOTHING);
            }
            for (String hint : new String[] {"IA1716", "IB1716", "IAZ", "IASP", "IBZ", "IBSP"}) {
                b.bind(action + hint, op -> NOTHING);
            }
        }
        b.bind("XPACI", op -> (c, o) -> c.x[o.d] = strip(c.x[o.t]));
        b.bind("XPACD", op -> (c, o) -> c.x[o.d] = strip(c.x[o.t]));
        b.bind("XPACLRI", op -> (c, o) -> c.x[30] = strip(c.x[30]));
        for (String id : new String[] {"BRAAZ", "BRABZ", "BRAA", "BRAB"}) {
            b.bind(id, op -> (c, o) -> c.cpu.next = c.x[o.n]);
        }
        for (String id : new String[] {"BLRAAZ", "BLRABZ", "BLRAA", "BLRAB"}) {
            b.bind(id, op -> Branches::callRegister);
        }
        b.bind("RETAA", op -> (c, o) -> c.cpu.next = c.x[30]);
        b.bind("RETAB", op -> (c, o) -> c.cpu.next = c.x[30]);
        for (String key : new String[] {"A", "B"}) {
            b.bind("LDRA" + key + "_off", op -> load(op, false));
            b.bind("LDRA" + key + "_pre", op -> load(op, true));
        }
    }

    private static Executor load(Operation op, boolean update) {
        op.baseIsStack();
        op.imm = (op.signedBits(22, 1) << 9 | op.bits(12, 9)) << 3;
        return (c, o) -> {
            long at = c.base(o.n) + o.imm;
            long value = c.bus.read(at, 8, 8);
            if (update) {
                c.x[o.n] = at;
            }
            c.x[o.d] = value;
        };
    }

    /** 48-bit addresses: everything above is copies of bit 55. */
    private static long strip(long pointer) {
        return (pointer >>> 55 & 1) != 0 ? pointer | 0xffff_0000_0000_0000L : pointer & 0x0000_ffff_ffff_ffffL;
    }
}
