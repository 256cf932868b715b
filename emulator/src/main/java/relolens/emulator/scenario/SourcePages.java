package relolens.emulator.scenario;

/**
 * Chooses where source and list pages lie, as {@code kimage_alloc_page} could have: never in a destination, but for a
 * page that is its own destination.
 */
final class SourcePages {
    private static final long ADVERSARIAL_EVERY = 16;
    private final KimageSpec spec;
    private final SplitMix random;
    private final long[] runs;
    private final int runPages;
    private final long listBase;
    private final long listEnd;
    private long listNext;

    SourcePages(KimageSpec spec, MemoryMap map) {
        this.spec = spec;
        this.random = new SplitMix(spec.seed() ^ 0x5ca77e7edL);
        runPages = 1 << spec.order();
        long lists = spec.pages() / 256 + 64;
        long runBytes = runPages * MemoryMap.PAGE;
        long base = MemoryMap.up(map.poolBase(), runBytes);
        listEnd = map.poolBase() + map.poolPages() * MemoryMap.PAGE;
        listBase = listEnd - lists * MemoryMap.PAGE;
        runs = new long[(int) ((listBase - base) / runBytes)];
        for (int i = 0; i < runs.length; i++) {
            runs[i] = base + i * runBytes;
        }
        if (spec.layout() == KimageSpec.Layout.SCATTERED) {
            for (int i = runs.length - 1; i > 0; i--) {
                swap(i, (int) random.below(i + 1));
            }
        } else if (spec.layout() == KimageSpec.Layout.REVERSED) {
            for (int i = 0; i < runs.length / 2; i++) {
                swap(i, runs.length - 1 - i);
            }
        }
    }

    private void swap(int i, int j) {
        long t = runs[i];
        runs[i] = runs[j];
        runs[j] = t;
    }

    long[] sources(long[] destinations) {
        long[] sources = new long[destinations.length];
        for (int i = 0; i < sources.length; i++) {
            boolean own = spec.inplace() > 0 && random.below(100) < spec.inplace();
            sources[i] = own ? destinations[i] : runs[i / runPages] + i % runPages * MemoryMap.PAGE;
            if (spec.adversarial() && i > 0 && i % ADVERSARIAL_EVERY == 0) {
                sources[i] = destinations[i / 2];
            }
        }
        return sources;
    }

    /** {@return a fresh list page, apart from all source pages} */
    long listPage() {
        long at = listBase + listNext * MemoryMap.PAGE;
        listNext++;
        if (at >= listEnd) {
            throw new IllegalStateException("list pages used up");
        }
        return at;
    }
}
