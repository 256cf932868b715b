package relolens.analyzer.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What one machine has room for.
 *
 * @param ramBytes System RAM in all
 * @param freeBytes of it, what no line inside it reserves
 * @param lines a judgement of each strategy and image
 */
public record MachineAdvice(long ramBytes, long freeBytes, List<Line> lines) {
    private static final int WIDTH = 100;
    /** Column at which messages begin. */
    private static final int MESSAGE = 46;

    public MachineAdvice {
        lines = List.copyOf(lines);
    }

    /** One strategy on the machine; {@code command} is a kexec command line, or empty. */
    public record Line(
            String strategy, long imageBytes, boolean room, long pageTableBytes, String message, String command) {}

    /** {@return the advice for this memory map} */
    public static MachineAdvice of(Iomem map, List<Long> images, int granule, boolean blocks) {
        List<Line> lines = new ArrayList<>();
        long free = map.freeBytes();
        for (long image : images) {
            for (Strategy s : Strategy.all()) {
                if (!s.name().startsWith("order-")) {
                    lines.add(line(map, s, image, free, granule, blocks));
                }
            }
        }
        return new MachineAdvice(map.ramBytes(), free, lines);
    }

    private static Line line(Iomem map, Strategy s, long image, long free, int granule, boolean blocks) {
        long tables = TableMemory.of(s.tables(), image, map.ramBytes(), granule, blocks);
        switch (s.name()) {
            case "reservation":
                return reservation(map, image);
            case "contiguous":
                boolean fits = map.largestFree() >= image;
                return new Line(
                        s.name(),
                        image,
                        fits,
                        0,
                        "needs " + size(image) + " in one piece, "
                                + (fits ? "the largest free one is " : "but the largest free one is only ")
                                + size(map.largestFree()) + "; Linux 6.17 with CMA",
                        "");
            case "in-place":
                return new Line(
                        s.name(),
                        image,
                        free >= image,
                        0,
                        "needs the destinations free while loading: " + size(image) + " of " + size(free) + " free",
                        "");
            default:
                long needs = 2 * image + tables;
                return new Line(
                        s.name(),
                        image,
                        free >= needs,
                        tables,
                        "needs " + size(image) + " for source pages, as much at the destination, "
                                + (tables == 0 ? "no" : size(tables) + " of") + " page tables; " + size(free) + " free",
                        "");
        }
    }

    private static Line reservation(Iomem map, long image) {
        Iomem.Range crash = map.crashKernel();
        if (crash == null) {
            return new Line(
                    "reservation",
                    image,
                    false,
                    0,
                    "no \"Crash kernel\" range: boot with crashkernel=" + megabytes(image) + "M or more",
                    "");
        }
        boolean fits = crash.bytes() >= image;
        String command = String.format(
                Locale.ROOT,
                "kexec -c --mem-min=%#x --mem-max=%#x --reuse-cmdline --initrd=INITRD -l IMAGE",
                crash.start(),
                crash.end());
        return new Line(
                "reservation",
                image,
                fits,
                0,
                fits
                        ? "the crash kernel's " + size(crash.bytes())
                                + " hold it; the kernel must load ordinary images there"
                                + " (the reviewer's branch kexec_in_crashk, not merged), no crash kernel may be loaded; -c: with"
                                + " kexec_file_load (-s, -a) the kernel chooses the place itself"
                        : "the crash kernel has " + size(crash.bytes()) + ", " + size(image)
                                + " are needed: boot with crashkernel=" + megabytes(image) + "M or more",
                fits ? command : "");
    }

    private static long megabytes(long bytes) {
        return (bytes + (1 << 20) - 1 >> 20) + 2;
    }

    private static String size(long bytes) {
        return bytes >= 10L << 30
                ? String.format(Locale.ROOT, "%.1f GiB", bytes / 1073741824.0)
                : bytes >= 1 << 20
                        ? String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0)
                        : String.format(Locale.ROOT, "%.0f KiB", bytes / 1024.0);
    }

    /** A message in lines of a terminal's width, those after the first below it. */
    private static String wrapped(String message) {
        StringBuilder out = new StringBuilder();
        int column = MESSAGE;
        for (String word : message.split(" ")) {
            if (column + word.length() >= WIDTH && column > MESSAGE) {
                out.append("\n").append(" ".repeat(MESSAGE));
                column = MESSAGE;
            } else if (column > MESSAGE) {
                out.append(' ');
                column++;
            }
            out.append(word);
            column += word.length();
        }
        return out.toString();
    }

    /** {@return the advice for people} */
    public String text() {
        StringBuilder out =
                new StringBuilder("this machine: " + size(ramBytes) + " of RAM, " + size(freeBytes) + " free\n");
        for (Line l : lines) {
            out.append(String.format(
                    Locale.ROOT,
                    "  %-22s %8.1f MB  %-7s %s%n",
                    l.strategy(),
                    l.imageBytes() / 1e6,
                    l.room() ? "room" : "NO ROOM",
                    wrapped(l.message())));
            if (!l.command().isEmpty()) {
                out.append("      ").append(l.command()).append('\n');
            }
        }
        return out.toString();
    }
}
