package relolens.emulator.timing;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import relolens.emulator.machine.DecodedInstruction;
import relolens.emulator.machine.MachineListener;
import relolens.emulator.memory.MemoryType;

/**
 * Lets cycle models hear of a run on a thread of their own, some thousand events behind the machine: executing and
 * reckoning cost about the same, so that with a second processor a run that is watched throughout takes little more than
 * half the time. Models hear the same events in the same order, and come to the same costs. They must not be asked, nor
 * want to pause the machine, before {@link #finish}.
 */
public final class Listening implements MachineListener, AutoCloseable {
    private static final int STORIES = 8;

    private final List<CycleModel> models;
    private final BlockingQueue<Story> told = new ArrayBlockingQueue<>(STORIES + 1);
    private final BlockingQueue<Story> free = new ArrayBlockingQueue<>(STORIES);
    /** Comes last. */
    private final Story end = new Story();

    private final Thread thread;
    private Story story = new Story();
    private @Nullable DecodedInstruction[] instructions = new DecodedInstruction[256];
    private @Nullable RuntimeException failure;
    private boolean ended;

    /** Begins to listen. @param models who hear of the run */
    public Listening(List<CycleModel> models) {
        this.models = List.copyOf(models);
        for (int i = 1; i < STORIES; i++) {
            free.add(new Story());
        }
        thread = new Thread(this::listen, "relolens-cycles");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        try {
            for (Story next = told.take(); !next.isEmpty(); next = told.take()) {
                hear(next);
                next.clear();
                free.add(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What one model throws is kept: the machine must not wait for a thread that is gone. */
    private void hear(Story next) {
        if (failure == null) {
            try {
                models.forEach(next::tell);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
    }

    private Story open() {
        if (story.isFull()) {
            handOn();
        }
        return story;
    }

    private void handOn() {
        story.of(instructions);
        try {
            told.put(story);
            story = free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a model listened", e);
        }
    }

    /**
     * Waits until the models have heard everything; from then on they may be asked.
     *
     * @throws RuntimeException what a model threw
     */
    public void finish() {
        close();
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }

    /** Ends the thread. */
    @Override
    public void close() {
        if (ended) {
            return;
        }
        ended = true;
        try {
            if (!story.isEmpty()) {
                story.of(instructions);
                told.put(story);
            }
            told.put(end);
            thread.join();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a model listened", e);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same decoding
    private void name(DecodedInstruction instruction) {
        int slot = instruction.slot();
        if (slot >= instructions.length) {
            instructions = Story.grown(instructions, slot);
        }
        if (instructions[slot] != instruction) {
            instructions[slot] = instruction;
        }
    }

    @Override
    public void retired(DecodedInstruction instruction, long nextAddress) {
        name(instruction);
        open().retired(instruction, nextAddress);
    }

    @Override
    public void fetch(long va, long pa, int level, boolean cacheable) {
        // A fetch that hits takes no time in any model, and is by far the most frequent one.
        if (level != 1 || !cacheable) {
            open().fetch(level, cacheable);
        }
    }

    @Override
    public void data(boolean store, long va, long pa, int bytes, MemoryType type, int level, boolean allocated) {
        open().data(store, pa, bytes, type, level, allocated);
    }

    @Override
    public void writeBack(long pa, int fromLevel, boolean toMemory) {
        open().writeBack(pa, fromLevel, toMemory);
    }

    @Override
    public void streamed(long pa, int bytes, int toLevel) {
        open().streamed(pa, bytes, toLevel);
    }

    @Override
    public void prefetch(long va, long pa, int level, int into) {
        open().prefetch(pa, level, into);
    }

    @Override
    public void descriptor(long pa, int level, boolean cacheable) {
        open().descriptor(pa, level, cacheable);
    }

    @Override
    public void walk(long va, boolean secondLevelHit, int descriptorReads, boolean instruction) {
        open().walk(secondLevelHit, descriptorReads, instruction);
    }

    @Override
    public void maintenance(DecodedInstruction instruction, long va, long pa, int level, boolean dirty) {
        name(instruction);
        open().maintenance(instruction, pa, level, dirty);
    }

    @Override
    public void exception(int targetEl, long syndrome, long returnAddress, long vector) {
        open().exception(targetEl, syndrome, vector);
    }
}
