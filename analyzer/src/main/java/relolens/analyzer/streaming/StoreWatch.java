package relolens.analyzer.streaming;

import java.util.Locale;
import relolens.analyzer.report.Report;
import relolens.emulator.machine.MachineListener;
import relolens.emulator.memory.MemoryType;

/** Watches the stores of a run: which lines they fill, in which order, and which of them were not allocated. */
final class StoreWatch implements MachineListener {
    private static final int LINE = 64;
    private static final int PAGE = 4096;
    private static final double MOST = 0.9;

    private long current = -1;
    private long previous = -1;
    private long mask;
    private boolean bypassed;
    private boolean fromMemory;
    private long lines;
    private long full;
    private long partial;
    private long inRow;
    private long startsAt;
    private long saved;
    private long pageSteps;
    private long jumps;
    private long device;

    @Override
    public void data(boolean store, long va, long pa, int bytes, MemoryType type, int level, boolean allocated) {
        if (!store) {
            if (pa / LINE == current && mask != -1L) {
                leave(); // a load of the line being written ends its stream
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
        }
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
            }
        }
        current = line;
        mask = 0;
        bypassed = false;
        lines++;
    }

    private void leave() {
        if (current < 0) {
            return;
        }
        previous = current;
        if (mask == -1L) {
            full++;
            inRow++;
            if (bypassed) {
                saved += fromMemory ? 1 : 0;
                startsAt = startsAt == 0 ? inRow : startsAt;
            }
        } else {
            partial++;
            inRow = 0;
        }
    }

    boolean streams() {
        return startsAt > 0;
    }

    boolean stores() {
        return lines > 0;
    }

    /** {@return what was seen, with its words} @param unit what thresholds of the core count */
    Report.Stream stream() {
        leave();
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
            kind = jumps > (1 - MOST) * lines ? "scattered lines" : hops ? "page-scattered" : "sequential";
            String where = startsAt > 0
                    ? String.format(
                            Locale.ROOT,
                            "level 1 streaming starts at line %d of the first row; %d reads for ownership saved",
                            startsAt,
                            saved)
                    : "no line passes level 1 by";
            text = kind + ": " + full + " whole lines, " + where
                    + (partial > 0 ? "; " + partial + " lines left early, which starts the count over" : "");
        }
        return new Report.Stream(kind, lines, full, partial, startsAt, saved, text);
    }
}
