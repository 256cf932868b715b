package relolens.emulator.scenario;

import java.util.Arrays;
import relolens.emulator.memory.PageRule;
import relolens.emulator.memory.PhysicalMemory;

/**
 * The image's pages in memory by rule: a source page exists once it is read, and a page that was copied, compared and
 * found right goes back to being a rule. So a large image takes little of the host, and every byte is still compared.
 */
final class ImagePages implements PageRule {
    private final long seed;
    private final long base;
    /** Page number in RAM to image page + 1; 0 where the rule knows nothing. */
    private final int[] owner;

    ImagePages(long seed, MemoryMap map) {
        this.seed = seed;
        this.base = map.ramBase();
        this.owner = new int[(int) (map.ramBytes() / MemoryMap.PAGE)];
    }

    /** From now on the page at {@code pa} holds page {@code page} of the image, unless it was touched. */
    void place(long pa, int page) {
        owner[number(pa)] = page + 1;
    }

    private int number(long pa) {
        return (int) ((pa - base) / MemoryMap.PAGE);
    }

    @Override
    public boolean fills(long pa) {
        int n = number(pa);
        return n >= 0 && n < owner.length && owner[n] != 0;
    }

    @Override
    public void fill(long pa, byte[] page) {
        PageContents.fill(seed, owner[number(pa)] - 1, page);
    }

    /** {@return whether the page at {@code pa} is page {@code page} of the image by rule, untouched since} */
    boolean isIn(PhysicalMemory memory, long pa, int page) {
        return owner[number(pa)] == page + 1 && memory.held(pa) == null;
    }

    /**
     * Gives back a page that has arrived, and its source.
     *
     * @param scratch 4096 bytes
     * @return whether it had arrived
     */
    boolean settle(PhysicalMemory memory, long source, long destination, int page, byte[] scratch) {
        byte[] there = memory.held(destination);
        if (there == null) {
            return isIn(memory, destination, page);
        }
        PageContents.fill(seed, page, scratch);
        if (!Arrays.equals(there, scratch)) {
            return false;
        }
        place(destination, page);
        memory.drop(destination);
        byte[] from = memory.held(source);
        if (from != null && owner[number(source)] == page + 1 && Arrays.equals(from, scratch)) {
            memory.drop(source);
        }
        return true;
    }
}
