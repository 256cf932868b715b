package relolens.analyzer.program;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the analysis of one routine can see of its unit, and nothing else: the routine, what it branches to, what it calls,
 * the code whose address it takes, and what is known of the names and literals in there. Instructions are numbered from 0 in
 * the order of the unit, and offsets are reckoned from a place of the excerpt's own, so that two equal excerpts are analysed
 * alike wherever they stand. No line of the source is in it.
 *
 * @param code the instructions, as {@link ExcerptFinder} writes and {@link ExcerptReader} reads them
 * @param sections the sections of places in here
 * @param relocations on instructions
 * @param targetNames names that branches and calls use
 * @param names what relocations name
 * @param data relocations on words that the code reads
 * @param literals numbers that the code reads out of literal pools
 * @param routines in order
 * @param root the routine that is to be analysed
 */
public record Excerpt(
        Numbers code,
        List<SectionFact> sections,
        List<RelocationFact> relocations,
        List<TargetName> targetNames,
        List<NameFact> names,
        List<DataFact> data,
        List<LiteralFact> literals,
        List<Routine> routines,
        Routine root) {
    public Excerpt {
        sections = List.copyOf(sections);
        relocations = List.copyOf(relocations);
        targetNames = List.copyOf(targetNames);
        names = List.copyOf(names);
        data = List.copyOf(data);
        literals = List.copyOf(literals);
        routines = List.copyOf(routines);
    }

    /** @param alignment in bytes */
    record SectionFact(String name, int alignment) {}

    /** A relocation on the instruction {@code index}. */
    record RelocationFact(int index, int type, String symbol, long addend) {}

    /** What the branch {@code index} names. */
    record TargetName(int index, String name) {}

    /**
     * What is known of a name.
     *
     * @param place where it is, in the excerpt's offsets, or null
     * @param absolute its value where it has one and no section, or null
     * @param known whether the unit has a symbol of that name, which the rest is about
     */
    record NameFact(
            String name,
            @Nullable Place place,
            @Nullable Long absolute,
            boolean known,
            boolean defined,
            boolean global,
            int type,
            long size) {}

    /** A relocation on a word that is read. */
    record DataFact(Place place, int type, String symbol, long addend) {}

    /** A number in a literal pool. */
    record LiteralFact(Place place, int bytes, long number) {}

    /** Numbers that are compared as a whole. */
    static final class Numbers {
        private final long[] all;
        private final int hash;

        Numbers(long[] all) {
            this.all = all;
            hash = Arrays.hashCode(all);
        }

        long at(int index) {
            return all[index];
        }

        int size() {
            return all.length;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Numbers n && hash == n.hash && Arrays.equals(all, n.all);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** {@return how much memory it takes, roughly, in bytes} */
    public long weight() {
        long facts = (long) relocations.size() + targetNames.size() + data.size() + literals.size();
        return 8L * code.size() + 64L * facts + 128L * names.size() + 48L * routines.size();
    }
}
