package relolens.emulator.scenario;

import java.util.ArrayList;
import java.util.List;
import relolens.emulator.memory.PhysicalMemory;

/**
 * A Linux kexec image in guest memory: segments with destinations, source pages with contents told by a seed, and the
 * entry list that leads from one to the other, built entry by entry as the kernel's {@code kimage_add_entry} does.
 */
public final class Kimage {
    /** Flag: the destination of the next source pages. */
    public static final long DESTINATION = 1;
    /** Flag: where the list goes on. */
    public static final long INDIRECTION = 2;
    /** Flag: the end. */
    public static final long DONE = 4;
    /** Flag: a page to copy. */
    public static final long SOURCE = 8;

    private final KimageSpec spec;
    private final List<Segment> segments;
    private final long[] destinations;
    private final long[] sources;
    private final long head;
    private final List<Long> listPages;
    private final long start;
    private final long dtb;
    private final ImagePages contents;

    /**
     * A run of destination pages.
     *
     * @param name image, initrd, dtb or purgatory
     * @param address first byte
     * @param firstPage number of its first page in the image
     * @param pages how many
     */
    public record Segment(String name, long address, int firstPage, int pages) {}

    private Kimage(
            KimageSpec spec,
            List<Segment> segments,
            long[] destinations,
            long[] sources,
            long head,
            List<Long> listPages,
            long start,
            long dtb,
            ImagePages contents) {
        this.spec = spec;
        this.segments = List.copyOf(segments);
        this.destinations = destinations;
        this.sources = sources;
        this.head = head;
        this.listPages = List.copyOf(listPages);
        this.start = start;
        this.dtb = dtb;
        this.contents = contents;
    }

    /** Builds the image that {@code spec} asks for. */
    public static Kimage build(KimageSpec spec, MemoryMap map, PhysicalMemory memory) {
        List<Segment> segments = KimageSegments.of(spec, map);
        SourcePages pages = new SourcePages(spec, map);
        int count = (int) spec.pages();
        long[] destinations = new long[count];
        for (Segment s : segments) {
            for (int i = 0; i < s.pages(); i++) {
                destinations[s.firstPage() + i] = s.address() + i * MemoryMap.PAGE;
            }
        }
        long[] sources = pages.sources(destinations);
        ImagePages contents = new ImagePages(spec.seed(), map);
        for (int i = 0; i < count; i++) {
            contents.place(sources[i], i);
        }
        memory.obey(contents);
        KimageList list = new KimageList(memory, pages::listPage);
        for (Segment s : segments) {
            list.add(s.address() | DESTINATION);
            for (int i = s.firstPage(); i < s.firstPage() + s.pages(); i++) {
                boolean row = spec.va() == KimageSpec.Va.CONTIGUOUS;
                list.add((row ? map.rowBase() + i * MemoryMap.PAGE : sources[i]) | SOURCE);
            }
        }
        long head = list.terminate();
        return new Kimage(
                spec,
                segments,
                destinations,
                sources,
                head,
                list.pages(),
                KimageSegments.start(segments, map),
                KimageSegments.dtb(segments, map),
                contents);
    }

    /** {@return what was asked for} */
    public KimageSpec spec() {
        return spec;
    }

    /** {@return value of {@code kimage->head}: the first entry} */
    public long head() {
        return head;
    }

    /** {@return entry point: the image segment's first byte} */
    public long start() {
        return start;
    }

    /** {@return physical address of the device tree's destination} */
    public long dtb() {
        return dtb;
    }

    /** {@return segments in list order} */
    public List<Segment> segments() {
        return segments;
    }

    /** {@return number of pages} */
    public int pages() {
        return destinations.length;
    }

    /** {@return bytes that are copied} */
    public long bytes() {
        return pages() * MemoryMap.PAGE;
    }

    /** {@return where page {@code i} goes} */
    public long destination(int i) {
        return destinations[i];
    }

    /** {@return where page {@code i} comes from} */
    public long source(int i) {
        return sources[i];
    }

    /** {@return pages of the list itself, in list order} */
    public List<Long> listPages() {
        return listPages;
    }

    /** {@return whether page {@code i} has arrived, was compared, and was given back to the host} */
    boolean settled(PhysicalMemory memory, int i) {
        return contents.isIn(memory, destinations[i], i);
    }

    /** Gives page {@code i} back to the host if it has arrived. {@return whether it has} */
    boolean settle(PhysicalMemory memory, int i, byte[] scratch) {
        return contents.settle(memory, sources[i], destinations[i], i, scratch);
    }

    /** {@return what page {@code i} must hold after the relocation} */
    public byte[] expected(int i) {
        byte[] contents = new byte[(int) MemoryMap.PAGE];
        PageContents.fill(spec.seed(), i, contents);
        return contents;
    }

    /** {@return segment that page {@code i} belongs to} */
    public Segment segmentOf(int i) {
        List<Segment> found = new ArrayList<>(segments);
        found.removeIf(s -> i < s.firstPage() || i >= s.firstPage() + s.pages());
        return found.get(0);
    }
}
