package relolens.emulator.mmu;

import org.jspecify.annotations.Nullable;
import relolens.emulator.cache.CacheHierarchy;
import relolens.emulator.memory.LittleEndian;
import relolens.emulator.memory.MemoryType;
import relolens.emulator.memory.PhysicalMemory;

/**
 * The stage 1 walk of the VMSAv8-64 (Arm ARM, "Translation table walks"): 4K, 16K and 64K granules, 48-bit addresses.
 * Hardware management of access flag and dirty state, and stage 2, are not there.
 */
final class TableWalker {
    static final int ADDRESS_SIZE = 0x00;
    static final int TRANSLATION = 0x04;
    static final int ACCESS_FLAG = 0x08;
    static final int PERMISSION = 0x0c;
    static final int WALK_ABORT = 0x14;
    /** Levels of a table: 0 to 3. */
    static final int MOST_LEVELS = 4;

    private static final long ADDRESS = 0x0000_ffff_ffff_f000L;

    private final CacheHierarchy caches;
    private final PhysicalMemory memory;
    private MmuListener listener = MmuListener.NONE;
    private int status;
    private int reads;
    /** Where the descriptors of the last walk stand. */
    private final long[] path = new long[MOST_LEVELS];

    TableWalker(CacheHierarchy caches, PhysicalMemory memory) {
        this.caches = caches;
        this.memory = memory;
    }

    void listen(MmuListener to) {
        listener = to;
    }

    /** {@return fault status code of the last walk that returned null} */
    int status() {
        return status;
    }

    /** {@return descriptors read by the last walk} */
    int reads() {
        return reads;
    }

    /** {@return physical address of the {@code n}-th descriptor that the last walk read} */
    long descriptor(int n) {
        return path[n];
    }

    /**
     * Walks.
     *
     * @param va canonical address
     * @param quiet reads descriptors without moving anything in caches or telling anybody
     * @return the leaf, or null with {@link #status} set
     */
    @Nullable
    TlbEntry walk(Context context, long va, boolean quiet) {
        reads = 0;
        Context.Half half = context.half(va);
        long expected = context.regime.hasUser() && (va >>> 55 & 1) != 0 ? -1L : 0L;
        int top = half.sizeBits();
        if (!half.valid() || half.disabled() || va >> top != expected) {
            return fail(TRANSLATION, 0);
        }
        int granule = half.granule();
        int stride = granule - 3;
        int level = 4 - (top - granule + stride - 1) / stride;
        int indexBits = top - granule - (3 - level) * stride;
        long table = half.ttbr() & 0x0000_ffff_ffff_fffeL & -(1L << Math.max(indexBits + 3, 6));
        if ((half.ttbr() & 0x0000_ffff_ffff_fffeL) >>> context.outputBits != 0) {
            return fail(ADDRESS_SIZE, 0);
        }
        int tablePermissions = 0;
        while (true) {
            int shift = granule + (3 - level) * stride;
            long index = va >>> shift & (1L << indexBits) - 1;
            long at = table + index * 8;
            if (!memory.isRam(at)) {
                return fail(WALK_ABORT, level);
            }
            long descriptor = read(at, half.walkCacheable(), quiet);
            if ((descriptor & 1) == 0) {
                return fail(TRANSLATION, level);
            }
            boolean isTable = (descriptor & 2) != 0;
            if (!isTable) {
                // A block, or a reserved encoding at level 3.
                boolean blockAllowed = granule == 12 ? level == 1 || level == 2 : level == 2;
                if (!blockAllowed) {
                    return fail(TRANSLATION, level);
                }
                return leaf(context, half, va, descriptor, level, shift, tablePermissions);
            }
            if (level == 3) {
                return leaf(context, half, va, descriptor, level, shift, tablePermissions);
            }
            table = descriptor & ADDRESS & -(1L << granule);
            if (table >>> context.outputBits != 0) {
                return fail(ADDRESS_SIZE, level);
            }
            if (!half.flatPermissions()) {
                tablePermissions |= tablePermissions(context.regime, descriptor);
            }
            level++;
            indexBits = stride;
        }
    }

    /** APTable, UXNTable and PXNTable as the permission bits they force; APTable[0] is kept in bit 31. */
    private static int tablePermissions(Regime regime, long descriptor) {
        int bits = 0;
        if ((descriptor & 1L << 62) != 0) {
            bits |= TlbEntry.READ_ONLY;
        }
        if (regime.hasUser()) {
            if ((descriptor & 1L << 61) != 0) {
                bits |= NO_USER;
            }
            if ((descriptor & 1L << 60) != 0) {
                bits |= TlbEntry.EXECUTE_NEVER_USER;
            }
            if ((descriptor & 1L << 59) != 0) {
                bits |= TlbEntry.EXECUTE_NEVER_PRIVILEGED;
            }
        } else if ((descriptor & 1L << 60) != 0) {
            bits |= TlbEntry.EXECUTE_NEVER_PRIVILEGED;
        }
        return bits;
    }

    private static final int NO_USER = 1 << 31;

    private @Nullable TlbEntry leaf(
            Context context, Context.Half half, long va, long descriptor, int level, int shift, int tablePermissions) {
        long pa = descriptor & ADDRESS & -(1L << shift);
        if (pa >>> context.outputBits != 0) {
            return fail(ADDRESS_SIZE, level);
        }
        if ((descriptor & 1L << 10) == 0) {
            return fail(ACCESS_FLAG, level);
        }
        int permissions = tablePermissions & ~NO_USER;
        if ((descriptor & 1L << 7) != 0) {
            permissions |= TlbEntry.READ_ONLY;
        }
        boolean users = context.regime.hasUser();
        if (users) {
            if ((descriptor & 1L << 6) != 0 && (tablePermissions & NO_USER) == 0) {
                permissions |= TlbEntry.USER;
            }
            if ((descriptor & 1L << 54) != 0) {
                permissions |= TlbEntry.EXECUTE_NEVER_USER;
            }
            if ((descriptor & 1L << 53) != 0) {
                permissions |= TlbEntry.EXECUTE_NEVER_PRIVILEGED;
            }
        } else if ((descriptor & 1L << 54) != 0) {
            permissions |= TlbEntry.EXECUTE_NEVER_PRIVILEGED;
        }
        int span = shift;
        if ((descriptor & 1L << 52) != 0) {
            span += contiguousBits(half.granule(), level);
            pa &= -(1L << span);
        }
        int attribute = (int) (context.mair >>> (8 * (descriptor >>> 2 & 7))) & 0xff;
        boolean global = !users || (descriptor & 1L << 11) == 0;
        int shareability = (int) (descriptor >>> 8) & 3;
        return new TlbEntry(
                context.regime,
                va,
                span,
                pa,
                typeOf(attribute),
                permissions,
                global,
                context.asid,
                level,
                attribute << 8 | shareability);
    }

    private static int contiguousBits(int granule, int level) {
        if (granule == 12) {
            return 4;
        }
        return granule == 14 && level == 3 ? 7 : 5;
    }

    /** {@return the memory type of a MAIR byte; mixed inner and outer cacheability counts as the lesser} */
    static MemoryType typeOf(int attribute) {
        int outer = attribute >>> 4;
        int inner = attribute & 15;
        if (outer == 0) {
            switch (inner >>> 2) {
                case 0:
                    return MemoryType.DEVICE_NGNRNE;
                case 1:
                    return MemoryType.DEVICE_NGNRE;
                case 2:
                    return MemoryType.DEVICE_NGRE;
                default:
                    return MemoryType.DEVICE_GRE;
            }
        }
        int least = Math.min(kind(outer), kind(inner));
        return least == 0
                ? MemoryType.NORMAL_NON_CACHEABLE
                : least == 1 ? MemoryType.NORMAL_WRITE_THROUGH : MemoryType.NORMAL_WRITE_BACK;
    }

    /** 0 Non-cacheable, 1 write-through, 2 write-back. */
    private static int kind(int nibble) {
        if (nibble == 4) {
            return 0;
        }
        return (nibble & 4) == 0 ? 1 : 2;
    }

    private long read(long at, boolean cacheable, boolean quiet) {
        path[reads++] = at;
        int level = 0;
        if (quiet && cacheable) {
            caches.peek(at);
        } else if (cacheable && caches.active()) {
            level = caches.walk(at);
        } else {
            caches.bypass(at);
        }
        long descriptor = LittleEndian.get64(caches.where(), caches.whereOffset());
        if (!quiet) {
            listener.descriptor(at, level, cacheable);
        }
        return descriptor;
    }

    private @Nullable TlbEntry fail(int kind, int level) {
        status = kind | level;
        return null;
    }
}
