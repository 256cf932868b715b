package relolens.analyzer.dataflow;

import org.jspecify.annotations.Nullable;

/**
 * That something happened on some path.
 *
 * @param event what
 * @param site index of the instruction
 * @param base the memory it concerns, or null
 * @param detail see {@link Event}
 */
public record Note(Event event, int site, @Nullable Base base, long detail) implements Comparable<Note> {
    /** {@link Event#ENTRY_MADE}: a DSB came after. */
    public static final long COMPLETED = 1;

    /** {@link Event#ENTRY_MADE}: the entry is provably valid. */
    public static final long VALID = 2;

    @Override
    public int compareTo(Note o) {
        int c = event.compareTo(o.event);
        c = c != 0 ? c : Integer.compare(site, o.site);
        c = c != 0 ? c : Long.compare(detail, o.detail);
        return c != 0 ? c : BaseOrder.compare(base, o.base);
    }
}
