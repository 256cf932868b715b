package relolens.emulator.scenario;

/** Hands out the old kernel's own memory, upwards from the start of RAM, whole pages. */
final class OwnPages {
    private final long end;
    private long next;

    OwnPages(MemoryMap map) {
        next = map.ramBase() + MemoryMap.PAGE;
        end = map.destinationBase();
    }

    long page() {
        return take(MemoryMap.PAGE, MemoryMap.PAGE);
    }

    /** {@return {@code bytes} of memory at a multiple of {@code align}, a power of two of at least a page} */
    long take(long bytes, long align) {
        long at = MemoryMap.up(next, Math.max(align, MemoryMap.PAGE));
        next = MemoryMap.up(at + Math.max(bytes, 1), MemoryMap.PAGE);
        if (next > end) {
            throw new ScenarioException(
                    "the scenario's buffers need more memory than the layout has; make them smaller");
        }
        return at;
    }
}
