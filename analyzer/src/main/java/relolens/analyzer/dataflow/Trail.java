package relolens.analyzer.dataflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What happened on the way to a point. Immutable, so that states can share it. */
public final class Trail {
    static final Trail EMPTY = new Trail(new Note[0]);

    private static final int MOST = 96;

    /** In order, without repetition. */
    private final Note[] notes;

    /** A bit for each event that there is a note of: most questions are about things that never happened. */
    private final long events;

    /** A bit for each event that happened at an instruction, rather than where ways out of a routine meet. */
    private final long sited;

    private Trail(Note[] notes) {
        this.notes = notes;
        long found = 0;
        long atSites = 0;
        for (Note n : notes) {
            long bit = 1L << n.event().ordinal();
            found |= bit;
            atSites |= n.site() >= 0 ? bit : 0;
        }
        events = found;
        sited = atSites;
    }

    /** {@return a trail of these notes, in any order} */
    private static Trail of(List<Note> notes) {
        return new Trail(notes.stream().sorted().distinct().toArray(Note[]::new));
    }

    /** {@return all of it, by event and site} */
    public Collection<Note> all() {
        return Collections.unmodifiableList(Arrays.asList(notes));
    }

    /** {@return the last site of an event, or -1} */
    public int last(Event event) {
        if (!has(event)) {
            return -1;
        }
        int site = -1;
        for (Note n : notes) {
            site = n.event() == event ? Math.max(site, n.site()) : site;
        }
        return site;
    }

    /** {@return the last note of an event on a piece of memory, or null} */
    public @Nullable Note last(Event event, @Nullable Base base) {
        Note found = null;
        for (Note n : notes) {
            found = n.event() == event && Objects.equals(n.base(), base) ? n : found;
        }
        return found;
    }

    /** {@return whether an event happened and has not ended} */
    public boolean has(Event event) {
        return (sited >>> event.ordinal() & 1) != 0;
    }

    /** One note for each event and piece of memory and detail: the latest. */
    Trail with(Event event, int site, @Nullable Base base, long detail) {
        Note added = new Note(event, site, base, detail);
        if (Arrays.binarySearch(notes, added) >= 0) {
            return this;
        }
        List<Note> more = new ArrayList<>(notes.length + 1);
        int at = 0;
        for (Note n : notes) {
            boolean replaced = n.event() == event && n.detail() == detail && Objects.equals(n.base(), base);
            if (!replaced) {
                more.add(n);
                at = n.compareTo(added) < 0 ? more.size() : at;
            }
        }
        if (more.size() < MOST) {
            more.add(at, added);
        }
        return new Trail(more.toArray(Note[]::new));
    }

    Trail with(Event event, int site) {
        return with(event, site, null, 0);
    }

    Trail without(Predicate<Note> ended) {
        int kept = 0;
        Note[] fewer = new Note[notes.length];
        for (Note n : notes) {
            if (!ended.test(n)) {
                fewer[kept++] = n;
            }
        }
        return kept == notes.length ? this : new Trail(Arrays.copyOf(fewer, kept));
    }

    Trail without(Event... ended) {
        long mask = 0;
        for (Event e : ended) {
            mask |= 1L << e.ordinal();
        }
        long gone = mask;
        return (events & gone) == 0 ? this : without(n -> (gone >>> n.event().ordinal() & 1) != 0);
    }

    Trail map(Event event, UnaryOperator<Note> change) {
        if (!has(event)) {
            return this;
        }
        List<Note> changed = new ArrayList<>(notes.length);
        for (Note n : notes) {
            changed.add(n.event() == event ? change.apply(n) : n);
        }
        return of(changed);
    }

    Trail join(Trail o) {
        if (equals(o)) {
            return this;
        }
        List<Note> both = new ArrayList<>(notes.length + o.notes.length);
        int i = 0;
        int j = 0;
        while (i < notes.length && j < o.notes.length) {
            int c = notes[i].compareTo(o.notes[j]);
            both.add(c <= 0 ? notes[i] : o.notes[j]);
            i += c <= 0 ? 1 : 0;
            j += c >= 0 ? 1 : 0;
        }
        both.addAll(Arrays.asList(notes).subList(i, notes.length));
        both.addAll(Arrays.asList(o.notes).subList(j, o.notes.length));
        return new Trail(both.toArray(Note[]::new));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || other instanceof Trail t && events == t.events && Arrays.equals(notes, t.notes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(notes);
    }
}
