package relolens.emulator.execute;

import relolens.emulator.cpu.SystemRegister;

/** Integer arithmetic on elements of 8 to 64 bits that stops at the ends of the range and says so in FPSR.QC. */
final class Saturation {
    private static final long QC = 1L << 27;

    private Saturation() {}

    static long max(int width) {
        return Long.MAX_VALUE >> 64 - width;
    }

    static long min(int width) {
        return Long.MIN_VALUE >> 64 - width;
    }

    /** {@return {@code value}, after noting that it is not the exact result} */
    static long instead(Core c, long value) {
        SystemRegister fpsr = SystemRegister.FPSR;
        c.cpu.system().set(fpsr, c.cpu.system().get(fpsr) | QC);
        return value;
    }

    /** {@return the signed value nearest to {@code value}} */
    static long signed(Core c, long value, int width) {
        if (value > max(width)) {
            return instead(c, max(width));
        }
        return value < min(width) ? instead(c, min(width)) : value;
    }

    /** {@return the unsigned value nearest to signed {@code value}} */
    static long unsigned(Core c, long value, int width) {
        if (value < 0) {
            return instead(c, 0);
        }
        return width < 64 && value > Operands.ones(width) ? instead(c, Operands.ones(width)) : value;
    }

    /** {@return the unsigned value nearest to unsigned {@code value}} */
    static long unsignedOfUnsigned(Core c, long value, int width) {
        long most = Operands.ones(width);
        return Long.compareUnsigned(value, most) > 0 ? instead(c, most) : value;
    }

    static long add(Core c, long n, long m, int width) {
        long sum = n + m;
        if (((n ^ sum) & (m ^ sum)) < 0) {
            return instead(c, n < 0 ? min(width) : max(width));
        }
        return signed(c, sum, width);
    }

    static long subtract(Core c, long n, long m, int width) {
        long difference = n - m;
        if (((n ^ m) & (n ^ difference)) < 0) {
            return instead(c, n < 0 ? min(width) : max(width));
        }
        return signed(c, difference, width);
    }

    static long addUnsigned(Core c, long n, long m, int width) {
        long sum = n + m;
        boolean over = Long.compareUnsigned(sum, n) < 0 || Long.compareUnsigned(sum, Operands.ones(width)) > 0;
        return over ? instead(c, Operands.ones(width)) : sum;
    }

    static long subtractUnsigned(Core c, long n, long m) {
        return Long.compareUnsigned(n, m) < 0 ? instead(c, 0) : n - m;
    }

    /** SUQADD: unsigned {@code n} added to signed {@code d}; both as raw bits. */
    static long addUnsignedToSigned(Core c, long d, long n, int width) {
        long signed = Lanes.signed(d, width);
        long room = max(width) - signed;
        return Long.compareUnsigned(n, room) > 0 ? instead(c, max(width)) : signed + n;
    }

    /** USQADD: signed {@code n} added to unsigned {@code d}; both as raw bits. */
    static long addSignedToUnsigned(Core c, long d, long n, int width) {
        long signed = Lanes.signed(n, width);
        if (signed >= 0) {
            return addUnsigned(c, d, signed, width);
        }
        return Long.compareUnsigned(d, -signed) < 0 ? instead(c, 0) : d + signed;
    }

    /** Shift of a signed element by any amount, right if negative, with rounding and saturation as asked. */
    static long shift(Core c, long n, int amount, int width, boolean round, boolean saturate) {
        if (amount < 0) {
            return shiftRight(n, -amount, round);
        }
        if (!saturate) {
            return amount >= width ? 0 : n << amount;
        }
        if (n != 0 && (amount >= width || Lanes.signed(n << amount, width) >> amount != n)) {
            return instead(c, n < 0 ? min(width) : max(width));
        }
        return amount >= width ? 0 : n << amount;
    }

    /** As {@link #shift} for an unsigned element. */
    static long shiftUnsigned(Core c, long n, int amount, int width, boolean round, boolean saturate) {
        if (amount < 0) {
            return shiftRightUnsigned(n, -amount, round);
        }
        if (!saturate) {
            return amount >= width ? 0 : n << amount;
        }
        if (n != 0 && (amount >= width || (n << amount & Operands.ones(width)) >>> amount != n)) {
            return instead(c, Operands.ones(width));
        }
        return amount >= width ? 0 : n << amount;
    }

    /** @param amount 1 or more */
    static long shiftRight(long n, int amount, boolean round) {
        if (amount >= 64) {
            return round ? 0 : n >> 63;
        }
        return (n >> amount) + (round ? n >> amount - 1 & 1 : 0);
    }

    /** @param amount 1 or more */
    static long shiftRightUnsigned(long n, int amount, boolean round) {
        if (amount >= 64) {
            return round && amount == 64 ? n >>> 63 : 0;
        }
        return (n >>> amount) + (round ? n >>> amount - 1 & 1 : 0);
    }

    /** High half of twice the product, 16 or 32 bits. */
    static long doubleHigh(Core c, long n, long m, int width, boolean round) {
        if (n == min(width) && m == min(width)) {
            return instead(c, max(width));
        }
        return 2 * n * m + (round ? 1L << width - 1 : 0) >> width;
    }

    /** SQRDMLAH and SQRDMLSH; all is halved so that 64 bits hold it. */
    static long accumulateHigh(Core c, long d, long product, int width) {
        long sum = (d << width - 1) + product + (1L << width - 2);
        return signed(c, sum >> width - 1, width);
    }

    /** Twice the product of elements half as wide as {@code width}. */
    static long doubleLong(Core c, long n, long m, int width) {
        if (n == min(width / 2) && m == min(width / 2)) {
            return instead(c, max(width));
        }
        return 2 * n * m;
    }
}
