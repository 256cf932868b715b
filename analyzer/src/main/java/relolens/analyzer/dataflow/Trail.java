package relolens.analyzer.dataflow;

import java.util.Collection;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What happened on the way to a point. Immutable, so that states can share it. */
public final class Trail {
    static final Trail EMPTY = new Trail(new TreeSet<>());

    private static final int MOST = 96;

    private final TreeSet<Note> notes;

    private Trail(TreeSet<Note> notes) {
        this.notes = notes;
    }

    /** {@return all of it, by event and site} */
    public Collection<Note> all() {
        return notes;
    }

    /** {@return the last site of an event, or -1} */
    public int last(Event event) {
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
        return last(event) >= 0;
    }

    /** One note for each event and piece of memory and detail: the latest. */
    Trail with(Event event, int site, @Nullable Base base, long detail) {
        Note added = new Note(event, site, base, detail);
        if (notes.contains(added)) {
            return this;
        }
        TreeSet<Note> more = new TreeSet<>(notes);
        more.removeIf(n -> n.event() == event && n.detail() == detail && Objects.equals(n.base(), base));
        if (more.size() < MOST) {
            more.add(added);
        }
        return new Trail(more);
    }

    Trail with(Event event, int site) {
        return with(event, site, null, 0);
    }

    Trail without(Predicate<Note> ended) {
        if (notes.stream().noneMatch(ended)) {
            return this;
        }
        TreeSet<Note> fewer = new TreeSet<>(notes);
        fewer.removeIf(ended);
        return new Trail(fewer);
    }

    Trail without(Event... events) {
        return without(n -> {
            for (Event e : events) {
                if (n.event() == e) {
                    return true;
                }
            }
            return false;
        });
    }

    Trail map(Event event, UnaryOperator<Note> change) {
        if (!has(event)) {
            return this;
        }
        TreeSet<Note> changed = new TreeSet<>();
        notes.forEach(n -> changed.add(n.event() == event ? change.apply(n) : n));
        return new Trail(changed);
    }

    Trail join(Trail o) {
        if (notes.equals(o.notes)) {
            return this;
        }
        TreeSet<Note> both = new TreeSet<>(notes);
        both.addAll(o.notes);
        return new Trail(both);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || other instanceof Trail t && notes.equals(t.notes);
    }

    @Override
    public int hashCode() {
        return notes.hashCode();
    }
}
