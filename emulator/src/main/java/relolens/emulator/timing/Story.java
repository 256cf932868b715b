package relolens.emulator.timing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import relolens.emulator.machine.DecodedInstruction;
import relolens.emulator.memory.MemoryType;

/**
 * A stretch of what a machine told, as numbers: written by one thread, then read by another. Virtual addresses, for which no
 * cycle model asks, are left out.
 */
final class Story {
    private static final int WORDS = 1 << 14;
    /** Most words of one event. */
    private static final int LONGEST = 3;

    private static final int RETIRED = 0;
    private static final int RETIRED_ELSEWHERE = 1;
    private static final int FETCH = 2;
    private static final int DATA = 3;
    private static final int WRITE_BACK = 4;
    private static final int STREAMED = 5;
    private static final int PREFETCH = 6;
    private static final int DESCRIPTOR = 7;
    private static final int WALK = 8;
    private static final int MAINTENANCE = 9;
    private static final int EXCEPTION = 10;

    private static final int KIND_BITS = 4;
    private static final int LEVEL = 4;
    private static final int INTO = 8;
    private static final int FIRST_FLAG = 12;
    private static final int SECOND_FLAG = 13;
    private static final int TYPE = 16;
    private static final int NUMBER = 32;
    private static final long SMALL = 15;
    private static final MemoryType[] TYPES = MemoryType.values();

    private final long[] words = new long[WORDS];
    private int used;
    /** By slot; those that the story names are there when it is handed on. */
    private @Nullable DecodedInstruction[] instructions = new DecodedInstruction[0];

    /** {@return whether another event might not fit} */
    boolean isFull() {
        return used > WORDS - LONGEST;
    }

    boolean isEmpty() {
        return used == 0;
    }

    /** Names the instructions it speaks of. */
    void of(@Nullable DecodedInstruction[] bySlot) {
        instructions = bySlot;
    }

    void clear() {
        used = 0;
    }

    private static long flag(boolean value, int at) {
        return value ? 1L << at : 0;
    }

    void retired(DecodedInstruction instruction, long nextAddress) {
        boolean follows = nextAddress == instruction.address() + 4;
        words[used++] = (follows ? RETIRED : RETIRED_ELSEWHERE) | (long) instruction.slot() << NUMBER;
        if (!follows) {
            words[used++] = nextAddress;
        }
    }

    void fetch(int level, boolean cacheable) {
        words[used++] = FETCH | (long) level << LEVEL | flag(cacheable, FIRST_FLAG);
    }

    void data(boolean store, long pa, int bytes, MemoryType type, int level, boolean allocated) {
        words[used++] = DATA
                | (long) level << LEVEL
                | flag(store, FIRST_FLAG)
                | flag(allocated, SECOND_FLAG)
                | (long) type.ordinal() << TYPE
                | (long) bytes << NUMBER;
        words[used++] = pa;
    }

    void writeBack(long pa, int fromLevel, boolean toMemory) {
        words[used++] = WRITE_BACK | (long) fromLevel << LEVEL | flag(toMemory, FIRST_FLAG);
        words[used++] = pa;
    }

    void streamed(long pa, int bytes, int toLevel) {
        words[used++] = STREAMED | (long) toLevel << LEVEL | (long) bytes << NUMBER;
        words[used++] = pa;
    }

    void prefetch(long pa, int level, int into) {
        words[used++] = PREFETCH | (long) level << LEVEL | (long) into << INTO;
        words[used++] = pa;
    }

    void descriptor(long pa, int level, boolean cacheable) {
        words[used++] = DESCRIPTOR | (long) level << LEVEL | flag(cacheable, FIRST_FLAG);
        words[used++] = pa;
    }

    void walk(boolean secondLevelHit, int descriptorReads, boolean instruction) {
        words[used++] = WALK
                | flag(secondLevelHit, FIRST_FLAG)
                | flag(instruction, SECOND_FLAG)
                | (long) descriptorReads << NUMBER;
    }

    void maintenance(DecodedInstruction instruction, long pa, int level, boolean dirty) {
        words[used++] =
                MAINTENANCE | (long) level << LEVEL | flag(dirty, FIRST_FLAG) | (long) instruction.slot() << NUMBER;
        words[used++] = pa;
    }

    void exception(int targetEl, long syndrome, long vector) {
        words[used++] = EXCEPTION | (long) targetEl << LEVEL;
        words[used++] = syndrome;
        words[used++] = vector;
    }

    /** Tells it to a model. */
    void tell(CycleModel model) {
        int at = 0;
        while (at < used) {
            long word = words[at++];
            int level = (int) (word >>> LEVEL & SMALL);
            boolean flag = (word >>> FIRST_FLAG & 1) != 0;
            int number = (int) (word >>> NUMBER);
            switch ((int) word & (1 << KIND_BITS) - 1) {
                case RETIRED -> {
                    DecodedInstruction instruction = instruction(number);
                    model.retired(instruction, instruction.address() + 4);
                }
                case RETIRED_ELSEWHERE -> model.retired(instruction(number), words[at++]);
                case DATA -> {
                    boolean allocated = (word >>> SECOND_FLAG & 1) != 0;
                    long pa = words[at++];
                    model.data(flag, pa, pa, number, TYPES[(int) (word >>> TYPE & SMALL)], level, allocated);
                }
                case FETCH -> model.fetch(0, 0, level, flag);
                default -> at = tellRare(model, word, at);
            }
        }
    }

    private int tellRare(CycleModel model, long word, int next) {
        int at = next;
        int level = (int) (word >>> LEVEL & SMALL);
        boolean flag = (word >>> FIRST_FLAG & 1) != 0;
        int number = (int) (word >>> NUMBER);
        switch ((int) word & (1 << KIND_BITS) - 1) {
            case WRITE_BACK -> model.writeBack(words[at++], level, flag);
            case STREAMED -> model.streamed(words[at++], number, level);
            case PREFETCH -> model.prefetch(0, words[at++], level, (int) (word >>> INTO & SMALL));
            case DESCRIPTOR -> model.descriptor(words[at++], level, flag);
            case WALK -> model.walk(0, flag, number, (word >>> SECOND_FLAG & 1) != 0);
            case MAINTENANCE -> model.maintenance(instruction(number), 0, words[at++], level, flag);
            case EXCEPTION -> {
                model.exception(level, words[at], 0, words[at + 1]);
                at += 2;
            }
            default -> throw new IllegalStateException("no such event: " + Long.toHexString(word));
        }
        return at;
    }

    private DecodedInstruction instruction(int slot) {
        DecodedInstruction found = instructions[slot];
        if (found == null) {
            throw new IllegalStateException("unknown instruction " + slot);
        }
        return found;
    }

    /** {@return {@code bySlot} with room for {@code slot}} */
    static @Nullable DecodedInstruction[] grown(@Nullable DecodedInstruction[] bySlot, int slot) {
        return Arrays.copyOf(bySlot, Math.max(slot + 1, 2 * bySlot.length));
    }
}
