package relolens.emulator.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import relolens.emulator.memory.LittleEndian;

/**
 * Random translation controls with tables to match: each case has a path of its own through fresh tables, with the
 * defects real tables have (holes, blocks at wrong levels, clear access flags, addresses out of range, hierarchical
 * permissions).
 */
final class WalkCases {
    static final long POOL = 0x4200_0000L;

    /** TCR, MAIR, TTBR0, TTBR1, SCTLR and the address asked about. */
    record Case(long tcr, long mair, long ttbr0, long ttbr1, long sctlr, long va) {
        long[] words() {
            return new long[] {tcr, mair, ttbr0, ttbr1, sctlr, va};
        }
    }

    private static final int[] ATTRIBUTES = {0x00, 0x04, 0x08, 0x0c, 0x44, 0xff, 0xbb, 0x4f};

    private final Random random;
    private final byte[] pool = new byte[64 << 20];
    private final List<Case> cases = new ArrayList<>();
    private int used;

    WalkCases(Random random, int count) {
        this.random = random;
        for (int i = 0; i < count; i++) {
            add();
        }
    }

    byte[] pool() {
        return java.util.Arrays.copyOf(pool, used);
    }

    List<Case> cases() {
        return List.copyOf(cases);
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private void add() {
        boolean high = random.nextBoolean();
        int granule = chance(8) ? 16 : chance(4) ? 14 : 12;
        int txsz = chance(20) ? random.nextInt(64) : 16 + random.nextInt(24);
        int other = 16 + random.nextInt(24);
        int size = 64 - Math.min(Math.max(txsz, 16), 39);
        long va = random.nextLong() >>> 64 - size;
        if (chance(12)) {
            va ^= 1L << size;
        }
        if (high) {
            va |= -1L << size;
        }
        if (chance(3)) {
            va = va & ~(0xffL << 56) | random.nextLong() << 56;
            va = high ? va | 1L << 55 : va & ~(1L << 55);
        }
        long table = build(granule, size, va);
        long tg0 = granule == 12 ? 0 : granule == 14 ? 2 : 1;
        long tg1 = granule == 12 ? 2 : granule == 14 ? 1 : 3;
        long tcr = (high ? other : txsz) | (long) (high ? txsz : other) << 16;
        tcr |= tg0 << 14 | tg1 << 30;
        tcr |= (long) random.nextInt(64) << 8 | (long) random.nextInt(64) << 24;
        tcr |= (long) (chance(3) ? random.nextInt(3) : 2 + random.nextInt(4)) << 32;
        tcr |= (long) random.nextInt(16) << 36 & ~(0xcL << 36) | (long) random.nextInt(4) << 37;
        tcr |= (long) random.nextInt(4) << 41 | (chance(15) ? 1L << 7 : 0) | (chance(15) ? 1L << 23 : 0);
        tcr &= ~(3L << 39);
        long mair = 0;
        for (int i = 0; i < 8; i++) {
            mair |= (long) ATTRIBUTES[random.nextInt(ATTRIBUTES.length)] << 8 * i;
        }
        long ttbr = table | (chance(25) ? 1L << 46 : 0) | (long) random.nextInt(256) << 48;
        long sctlr = 0x30d0_0801L | (random.nextBoolean() ? 4 : 0) | (chance(4) ? 1 << 19 : 0);
        cases.add(new Case(tcr, mair, high ? 0 : ttbr, high ? ttbr : 0, sctlr, va));
    }

    /** Writes the tables of one path. @return the first table's address */
    private long build(int granule, int size, long va) {
        int stride = granule - 3;
        int levels = (size - granule + stride - 1) / stride;
        int level = 4 - levels;
        int bits = size - granule - (levels - 1) * stride;
        long first = allocate(granule);
        long table = first;
        while (true) {
            int shift = granule + (3 - level) * stride;
            long index = va >>> shift & (1L << bits) - 1;
            // QEMU 7.2 takes blocks at levels that have none; the architecture calls them reserved.
            boolean block = granule == 12 ? level > 0 : level == 2;
            boolean leaf = level == 3 || block && chance(6);
            long next = leaf ? 0 : allocate(granule);
            long descriptor = leaf ? leaf(level, shift, granule, va) : next | 3 | random.nextLong() & 0x1fL << 59;
            if (!leaf && chance(2)) {
                descriptor &= ~(0x1fL << 59);
            }
            if (!leaf && chance(30)) {
                descriptor |= 1L << 45;
            }
            if (chance(25)) {
                descriptor &= ~1L;
            }
            LittleEndian.put64(pool, (int) (table - POOL + index * 8), descriptor);
            if (leaf) {
                return first;
            }
            table = next;
            level++;
            bits = stride;
        }
    }

    private long leaf(int level, int shift, int granule, long va) {
        long pa = random.nextLong() & (1L << (chance(5) ? 46 : 38)) - 1 & -(1L << shift);
        long descriptor = pa | (level == 3 && !chance(15) ? 3 : 1) | (long) random.nextInt(8) << 2;
        // AP, SH, nG; UXN, PXN; access flag mostly set.
        descriptor |= (long) random.nextInt(4) << 6 | (long) random.nextInt(4) << 8 | (long) random.nextInt(2) << 11;
        descriptor |= (long) random.nextInt(4) << 53 | (chance(10) ? 0 : 1 << 10);
        if (chance(6)) {
            // Contiguous entries agree with each other: the low bits of the output are the address's own.
            int span = shift + (granule == 12 ? 4 : granule == 14 && level == 3 ? 7 : 5);
            long low = (1L << span) - 1 & -(1L << shift);
            descriptor = descriptor & ~low | va & low | 1L << 52;
        }
        return descriptor;
    }

    private long allocate(int granule) {
        int bytes = 1 << granule;
        used = used + bytes - 1 & -bytes;
        long at = POOL + used;
        used += bytes;
        return at;
    }
}
