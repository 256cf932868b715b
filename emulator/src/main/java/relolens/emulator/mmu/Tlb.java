package relolens.emulator.mmu;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The TLBs as architectural state: entries stay until invalidated or replaced, whatever the tables say by now. The main
 * TLB decides what is remembered; micro TLBs only say how fast an answer comes, and hold nothing the main one does not.
 */
final class Tlb {
    private final int ways;
    private final int sets;
    private final @Nullable TlbEntry[] main;
    private final int[] nextWay;
    private final Micro data;
    private final Micro instruction;
    /** Bit n: some entry of 2^n bytes may be there. */
    private long shifts;

    Tlb(TlbGeometry geometry) {
        this.ways = geometry.mainWays();
        this.sets = geometry.mainEntries() / ways;
        this.main = new TlbEntry[sets * ways];
        this.nextWay = new int[sets];
        this.data = new Micro(geometry.microData());
        this.instruction = new Micro(geometry.microInstruction());
    }

    Micro micro(boolean fetch) {
        return fetch ? instruction : data;
    }

    @Nullable
    TlbEntry find(Regime regime, long va, int asid) {
        long rest = shifts;
        while (rest != 0) {
            int shift = Long.numberOfTrailingZeros(rest);
            rest &= rest - 1;
            int first = ((int) (va >>> shift) & (sets - 1)) * ways;
            for (int i = first; i < first + ways; i++) {
                TlbEntry entry = main[i];
                if (entry != null && entry.shift == shift && entry.covers(regime, va, asid)) {
                    return entry;
                }
            }
        }
        return null;
    }

    /** Adds an entry. @return the one it replaced, or null */
    @Nullable
    TlbEntry add(TlbEntry entry) {
        shifts |= 1L << entry.shift;
        int set = (int) (entry.va >>> entry.shift) & (sets - 1);
        int slot = -1;
        for (int i = set * ways; i < (set + 1) * ways; i++) {
            if (main[i] == null) {
                slot = i;
                break;
            }
        }
        if (slot < 0) {
            slot = set * ways + nextWay[set];
            nextWay[set] = (nextWay[set] + 1) % ways;
        }
        TlbEntry old = main[slot];
        main[slot] = entry;
        if (old != null) {
            data.remove(old);
            instruction.remove(old);
        }
        return old;
    }

    void removeIf(Predicate<TlbEntry> condition) {
        for (int i = 0; i < main.length; i++) {
            TlbEntry entry = main[i];
            if (entry != null && condition.test(entry)) {
                main[i] = null;
                data.remove(entry);
                instruction.remove(entry);
            }
        }
    }

    /** A first-level TLB: fully associative, least recently used out first. Entries keep their places while they stay. */
    static final class Micro {
        private final @Nullable TlbEntry[] entries;
        private final long[] used;
        private long clock;

        Micro(int size) {
            entries = new TlbEntry[size];
            used = new long[size];
        }

        /** {@return place of the entry that covers the address, now the most recently used, or -1} */
        int find(Regime regime, long va, int asid) {
            for (int i = 0; i < entries.length; i++) {
                TlbEntry entry = entries[i];
                if (entry != null && entry.covers(regime, va, asid)) {
                    used[i] = ++clock;
                    return i;
                }
            }
            return -1;
        }

        @Nullable
        TlbEntry at(int place) {
            return entries[place];
        }

        void touch(int place) {
            used[place] = ++clock;
        }

        /** {@return the entry's place} */
        int add(TlbEntry entry) {
            int place = 0;
            for (int i = 0; i < entries.length; i++) {
                if (entries[i] == null) {
                    place = i;
                    break;
                }
                if (used[i] < used[place]) {
                    place = i;
                }
            }
            entries[place] = entry;
            used[place] = ++clock;
            return place;
        }

        @SuppressWarnings("ReferenceEquality") // the very entry, not an equal one
        void remove(TlbEntry entry) {
            for (int i = 0; i < entries.length; i++) {
                if (entries[i] == entry) {
                    entries[i] = null;
                }
            }
        }
    }
}
