package relolens.analyzer.streaming;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import relolens.analyzer.report.Report;
import relolens.emulator.machine.MachineListener;
import relolens.emulator.memory.MemoryType;

/** Watches the stores of a run: which lines they fill, in which order, which were not allocated, and what ended that. */
final class StoreWatch implements MachineListener {
    private static final int LINE = 64;
    private static final int PAGE = 4096;
    private static final double MOST = 0.9;

    private long current = -1;
    private long previous = -1;
    private long mask;
    private boolean bypassed;
    private boolean found;
    private boolean fromMemory;
    private long lines;
    private long full;
    private long partial;
    private long inRow;
    private long startsAt;
    private long memoryFrom;
    private long saved;
    private long pageSteps;
    private long jumps;
    private long device;
    /** Where the merge buffer sent the line that it let go last; 0 is memory. */
    private long sentLine = -1;

    private int sentTo;
    /** Whether the current line went past all caches. */
    private boolean sentToMemory;

    private long backSteps;
    private boolean streaming;
    private long endedByPart;
    private long endedByLoad;
    private long endedByHits;

    @Override
    public void streamed(long pa, int bytes, int toLevel) {
        sentLine = pa / LINE;
        sentTo = toLevel;
        sentToMemory |= sentLine == current && toLevel == 0;
    }

    @Override
    public void data(boolean store, long va, long pa, int bytes, MemoryType type, int level, boolean allocated) {
        if (!store) {
            if (pa / LINE == current && mask != -1L) {
                if (streaming) {
                    endedByLoad++;
                    streaming = false;
                }
                leave();
                current = -1;
            }
            return;
        }
        if (!type.isCacheable()) {
            device++;
            return;
        }
        long line = pa / LINE;
        if (line != current) {
            leave();
            enter(line);
            fromMemory = level == 0;
            found = level == 1;
        }
        fromMemory &= bytes < LINE; // a whole line at once is never read first
        bypassed |= !allocated && level != 1;
        mask |= (bytes >= LINE ? -1L : (1L << bytes) - 1) << pa % LINE;
    }

    private void enter(long line) {
        if (previous >= 0) {
            boolean follows = line == previous + 1;
            if (!follows && (previous + 1) % (PAGE / LINE) == 0 && line % (PAGE / LINE) == 0) {
                pageSteps++;
            } else if (!follows) {
                jumps++;
                backSteps += line == previous - 1 ? 1 : 0;
            }
        }
        current = line;
        mask = 0;
        bypassed = false;
        // A store of a whole line is told of before the access itself.
        sentToMemory = sentLine == line && sentTo == 0;
        sentLine = -1;
        lines++;
    }

    private void leave() {
        if (current < 0) {
            return;
        }
        previous = current;
        if (mask != -1L) {
            partial++;
            inRow = 0;
            endedByPart += streaming ? 1 : 0;
            streaming = false;
            return;
        }
        full++;
        inRow++;
        if (bypassed) {
            streaming = true;
            saved += fromMemory ? 1 : 0;
            startsAt = startsAt == 0 ? inRow : startsAt;
            memoryFrom = memoryFrom == 0 && sentToMemory ? inRow : memoryFrom;
        } else if (streaming && !found) {
            streaming = false;
            endedByHits++;
        }
    }

    boolean stores() {
        return lines > 0;
    }

    /** {@return what was seen, with its words} */
    Report.Stream stream() {
        if (mask == -1L || full == 0) {
            leave(); // else the run was cut inside this line
        } else {
            lines -= current < 0 ? 0 : 1;
        }
        current = -1;
        String kind;
        String text;
        if (lines == 0) {
            kind = "none";
            text = device > 0 ? "every store is a Device or Non-cacheable access: nothing streams" : "no stores";
        } else if (partial > full) {
            kind = "broken";
            text = String.format(
                    Locale.ROOT,
                    "never streams: %d of %d lines are left before they are written whole",
                    partial,
                    lines);
        } else {
            boolean hops = pageSteps > 0 && pageSteps >= MOST * (lines / (PAGE / LINE) - 1);
            kind = backSteps > MOST * (lines - 1)
                    ? "backwards"
                    : jumps > (1 - MOST) * lines ? "scattered lines" : hops ? "page-scattered" : "sequential";
            text = kind + ": " + full + " whole lines, "
                    + (startsAt > 0 ? begins() + ends() : "no line passes level 1 by");
        }
        return new Report.Stream(kind, lines, full, partial, startsAt, saved, text);
    }

    private String begins() {
        String start = startsAt == 1
                ? "level 1 is passed by from the first line on"
                : "level 1 streaming starts at the " + ordinal(startsAt) + " line of the first row";
        String deeper = memoryFrom > startsAt ? ", past all caches at the " + ordinal(memoryFrom) : "";
        return start
                + deeper
                + String.format(
                        Locale.ROOT, "; %d reads for ownership saved, %d %%", saved, Math.round(100.0 * saved / lines));
    }

    private String ends() {
        List<String> reasons = new ArrayList<>();
        reason(reasons, endedByPart, "by a line left early");
        reason(reasons, endedByLoad, "by a load of the line being written");
        reason(reasons, endedByHits, "by stores that hit the cache");
        String pages = pageSteps > 0 && reasons.isEmpty() ? "page ends reset nothing" : "nothing ends it";
        return "; " + (reasons.isEmpty() ? pages : "it ends " + String.join(", ", reasons))
                + (partial > 0 ? " (" + partial + " lines left early start the count over)" : "");
    }

    private static void reason(List<String> reasons, long times, String why) {
        if (times > 0) {
            reasons.add(times + (times == 1 ? " time " : " times ") + why);
        }
    }

    private static String ordinal(long n) {
        boolean teen = n % 100 >= 11 && n % 100 <= 13;
        return n + (teen ? "th" : n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th");
    }
}
