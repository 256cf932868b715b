package relolens.analyzer.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A machine's {@code /proc/iomem}. */
public final class Iomem {
    private static final Pattern LINE = Pattern.compile("^(\\s*)([0-9a-fA-F]+)-([0-9a-fA-F]+) : (.*)$");
    private final List<Range> ram = new ArrayList<>();
    private final List<Range> taken = new ArrayList<>();
    private @Nullable Range crash;

    /** First and last byte, as the file writes them. */
    public record Range(long start, long end) {
        /** {@return length} */
        public long bytes() {
            return end - start + 1;
        }
    }

    /** What is wrong with the text, with its line. */
    public static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    private Iomem() {}

    /** {@return the map} @throws Malformed for text that is none, or one that hides its addresses */
    public static Iomem parse(String name, String text) {
        Iomem map = new Iomem();
        int number = 0;
        boolean inside = false;
        for (String line : text.split("\r?\n")) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            Matcher m = LINE.matcher(line);
            if (!m.matches()) {
                throw new Malformed(name + ":" + number + ":1: expected START-END : NAME, as /proc/iomem has it");
            }
            Range range;
            try {
                range = new Range(Long.parseUnsignedLong(m.group(2), 16), Long.parseUnsignedLong(m.group(3), 16));
            } catch (NumberFormatException e) {
                throw new Malformed(name + ":" + number + ":1: address of more than 64 bits");
            }
            if (range.end() < range.start()) {
                throw new Malformed(name + ":" + number + ":1: the range ends before it starts");
            }
            map.add(range, m.group(1).isEmpty(), m.group(4).trim(), inside);
            inside = m.group(1).isEmpty() ? m.group(4).trim().equals("System RAM") : inside;
        }
        if (map.ram.isEmpty() || map.ram.stream().allMatch(r -> r.end() == 0)) {
            throw new Malformed(name + ":1:1: no System RAM with addresses; only root sees them: sudo cat /proc/iomem");
        }
        map.taken.sort(Comparator.comparingLong(Range::start));
        return map;
    }

    private void add(Range range, boolean top, String what, boolean inside) {
        if (top && what.equals("System RAM")) {
            ram.add(range);
        } else if (!top && inside) {
            taken.add(range);
            // Of two, the lower one only serves devices that reach no further (crashkernel=,low).
            if (what.equals("Crash kernel") && (crash == null || crash.start() < range.start())) {
                crash = range;
            }
        }
    }

    /** {@return bytes of System RAM} */
    public long ramBytes() {
        return ram.stream().mapToLong(Range::bytes).sum();
    }

    /** {@return the range reserved for a crash kernel; the higher one if there are two, where images are loaded} */
    public @Nullable Range crashKernel() {
        return crash;
    }

    /** {@return bytes of System RAM that nothing inside it takes} */
    public long freeBytes() {
        return gaps().stream().mapToLong(Range::bytes).sum();
    }

    /** {@return bytes of the largest stretch that nothing takes} */
    public long largestFree() {
        return gaps().stream().mapToLong(Range::bytes).max().orElse(0);
    }

    private List<Range> gaps() {
        List<Range> gaps = new ArrayList<>();
        for (Range r : ram) {
            long at = r.start();
            for (Range t : taken) {
                if (t.end() < at || t.start() > r.end()) {
                    continue;
                }
                if (t.start() > at) {
                    gaps.add(new Range(at, t.start() - 1));
                }
                at = Math.max(at, t.end() + 1);
            }
            if (at <= r.end()) {
                gaps.add(new Range(at, r.end()));
            }
        }
        return gaps;
    }
}
