package relolens.emulator.scenario;

import java.util.ArrayList;
import java.util.List;

/** Cuts an image into the segments a kernel load has: image, initrd, device tree, purgatory; 2 MiB aligned each. */
final class KimageSegments {
    private static final long ALIGN = 2 * MemoryMap.MIB;

    private KimageSegments() {}

    static List<Kimage.Segment> of(KimageSpec spec, MemoryMap map) {
        List<Kimage.Segment> segments = new ArrayList<>();
        int left = (int) spec.pages();
        int dtb = left >= 4 ? Math.min(16, left / 4) : left >= 2 ? 1 : 0;
        int purgatory = left >= 4 ? 1 : 0;
        int initrd = left >= 16 ? (left - dtb - purgatory) * 2 / 5 : 0;
        int image = left - dtb - purgatory - initrd;
        long at = map.destinationBase();
        int first = 0;
        String[] names = {"image", "initrd", "dtb", "purgatory"};
        int[] pages = {image, initrd, dtb, purgatory};
        for (int i = 0; i < names.length; i++) {
            if (pages[i] > 0) {
                segments.add(new Kimage.Segment(names[i], at, first, pages[i]));
                first += pages[i];
                at = MemoryMap.up(at + pages[i] * MemoryMap.PAGE, ALIGN);
            }
        }
        return segments;
    }

    static long start(List<Kimage.Segment> segments, MemoryMap map) {
        return segments.isEmpty() ? map.destinationBase() : segments.get(0).address();
    }

    static long dtb(List<Kimage.Segment> segments, MemoryMap map) {
        for (Kimage.Segment s : segments) {
            if (s.name().equals("dtb")) {
                return s.address();
            }
        }
        return map.destinationBase() + ALIGN;
    }
}
