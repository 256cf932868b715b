package relolens.analyzer.run;

import org.jspecify.annotations.Nullable;

/** Applies AArch64 ELF relocations to bytes that are placed at address 0 and moved by whole pages later. */
final class RelocationFields {
    private static final long PAGE = 4096;

    private RelocationFields() {}

    /** {@return whether the type fills data, not an instruction} */
    static boolean isData(int type) {
        return type >= 257 && type <= 262;
    }

    /**
     * Applies one relocation.
     *
     * @param value S + A with the code's first byte at address 0
     * @return what is wrong, or null
     */
    static @Nullable String apply(byte[] bytes, int at, int type, long value) {
        long relative = value - at;
        switch (type) {
            case 260: // R_AARCH64_PREL64
                put32(bytes, at, (int) relative);
                put32(bytes, at + 4, (int) (relative >> 32));
                return null;
            case 261: // R_AARCH64_PREL32
                put32(bytes, at, (int) relative);
                return null;
            case 262: // R_AARCH64_PREL16
                bytes[at] = (byte) relative;
                bytes[at + 1] = (byte) (relative >> 8);
                return null;
            case 273: // R_AARCH64_LD_PREL_LO19
            case 280: // R_AARCH64_CONDBR19
                return field(bytes, at, relative >> 2, 5, 19);
            case 279: // R_AARCH64_TSTBR14
                return field(bytes, at, relative >> 2, 5, 14);
            case 282: // R_AARCH64_JUMP26
            case 283: // R_AARCH64_CALL26
                return field(bytes, at, relative >> 2, 0, 26);
            case 274: // R_AARCH64_ADR_PREL_LO21
                return adr(bytes, at, relative);
            case 275: // R_AARCH64_ADR_PREL_PG_HI21
            case 276: // R_AARCH64_ADR_PREL_PG_HI21_NC
                return adr(bytes, at, (value & -PAGE) - (at & -PAGE) >> 12);
            case 277: // R_AARCH64_ADD_ABS_LO12_NC
            case 278: // R_AARCH64_LDST8_ABS_LO12_NC
                return low12(bytes, at, value, 0);
            case 284: // R_AARCH64_LDST16_ABS_LO12_NC
                return low12(bytes, at, value, 1);
            case 285: // R_AARCH64_LDST32_ABS_LO12_NC
                return low12(bytes, at, value, 2);
            case 286: // R_AARCH64_LDST64_ABS_LO12_NC
                return low12(bytes, at, value, 3);
            case 299: // R_AARCH64_LDST128_ABS_LO12_NC
                return low12(bytes, at, value, 4);
            default:
                return "relocation type " + type + " is position dependent or not supported in a run";
        }
    }

    private static @Nullable String adr(byte[] bytes, int at, long value) {
        int word = get32(bytes, at) & ~(3 << 29 | 0x7ffff << 5);
        put32(bytes, at, word | (int) (value & 3) << 29 | (int) (value >> 2 & 0x7ffff) << 5);
        return fits(value, 21);
    }

    private static @Nullable String low12(byte[] bytes, int at, long value, int scale) {
        int mask = 0xfff << 10;
        put32(bytes, at, get32(bytes, at) & ~mask | (int) ((value & 0xfff) >> scale) << 10);
        return null;
    }

    private static @Nullable String field(byte[] bytes, int at, long value, int lsb, int width) {
        int mask = (1 << width) - 1 << lsb;
        put32(bytes, at, get32(bytes, at) & ~mask | (int) value << lsb & mask);
        return fits(value, width);
    }

    private static @Nullable String fits(long value, int width) {
        return value >> width - 1 == 0 || value >> width - 1 == -1 ? null : "target out of range";
    }

    static int get32(byte[] b, int at) {
        return b[at] & 0xff | (b[at + 1] & 0xff) << 8 | (b[at + 2] & 0xff) << 16 | b[at + 3] << 24;
    }

    static void put32(byte[] b, int at, int value) {
        b[at] = (byte) value;
        b[at + 1] = (byte) (value >> 8);
        b[at + 2] = (byte) (value >> 16);
        b[at + 3] = (byte) (value >> 24);
    }
}
