package relolens.analyzer.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit.Relocation;
import relolens.analyzer.asm.AssembledUnit.Symbol;
import relolens.analyzer.program.ExcerptFinder.Cut;
import relolens.analyzer.program.ExcerptFinder.Stretch;

/** Writes down an excerpt in numbers of its own. */
final class ExcerptWriter {
    /** Bytes between stretches of code whose distance does not matter. */
    private static final long APART = 1L << 16;

    /** Addend of a reference to a place that is not in the excerpt. */
    private static final long ELSEWHERE = -(1L << 40);

    private final Program program;
    private final TreeMap<Integer, Integer> ranges;
    private final Set<String> measured;
    private final Set<String> names;
    private final Set<Pieces.Word> words;
    private final Set<Place> addressed;
    private final Set<String> code;
    private final int[] indexes;
    private final List<Stretch> stretches = new ArrayList<>();
    private final Map<Integer, Long> shiftOf = new HashMap<>();
    private final Map<String, Long> shiftIn = new HashMap<>();
    private final Map<String, Integer> sections = new LinkedHashMap<>();

    /**
     * @param ranges instructions to take: index of the first to index after the last
     * @param measured sections in which distances matter
     * @param names what relocations name
     * @param words words that are read
     * @param addressed places whose address is taken
     * @param code names of sections that hold instructions
     */
    ExcerptWriter(
            Program program,
            TreeMap<Integer, Integer> ranges,
            Set<String> measured,
            Set<String> names,
            Set<Pieces.Word> words,
            Set<Place> addressed,
            Set<String> code) {
        this.program = program;
        this.ranges = ranges;
        this.measured = measured;
        this.names = names;
        this.words = words;
        this.addressed = addressed;
        this.code = code;
        indexes = ranges.entrySet().stream()
                .flatMapToInt(e -> IntStream.range(e.getKey(), e.getValue()))
                .toArray();
    }

    Cut write(Routine root) {
        place();
        List<Excerpt.RelocationFact> relocations = new ArrayList<>();
        List<Excerpt.TargetName> targets = new ArrayList<>();
        long[] numbers = new long[16 * indexes.length];
        int size = 0;
        for (int local = 0; local < indexes.length; local++) {
            Instruction at = program.at(indexes[local]);
            int[] next = inside(program.next(at.index()));
            int[] target = inside(program.target(at.index()));
            if (size + 5 + next.length + target.length > numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * numbers.length + next.length + target.length);
            }
            numbers[size++] = at.word();
            numbers[size++] = section(at.section());
            numbers[size++] = at.offset() - shiftOf.getOrDefault(ranges.floorKey(at.index()), 0L);
            numbers[size++] = next.length;
            numbers[size++] = target.length;
            for (int n : next) {
                numbers[size++] = n;
            }
            for (int t : target) {
                numbers[size++] = t;
            }
            Relocation r = at.relocation();
            if (r != null) {
                relocations.add(new Excerpt.RelocationFact(local, r.type(), r.symbol(), addend(r)));
            }
            String name = program.targetName(at.index());
            if (name != null) {
                targets.add(new Excerpt.TargetName(local, name));
            }
        }
        List<Excerpt.NameFact> facts = names.stream().map(this::fact).toList();
        List<Excerpt.DataFact> data = data();
        List<Excerpt.LiteralFact> literals = literals();
        List<Routine> routines = routines();
        return new Cut(
                new Excerpt(
                        new Excerpt.Numbers(Arrays.copyOf(numbers, size)),
                        sections(),
                        relocations,
                        targets,
                        facts,
                        data,
                        literals,
                        routines,
                        local(root)),
                indexes,
                stretches);
    }

    /** Decides where each range stands in the excerpt. */
    private void place() {
        Map<String, Long> free = new HashMap<>();
        ranges.forEach((start, end) -> {
            Instruction first = program.at(start);
            String section = first.section();
            long shift;
            if (measured.contains(section)) {
                Long known = shiftIn.get(section);
                shift = known != null ? known : measuredShift(first);
                if (known == null) {
                    shiftIn.put(section, shift);
                    stretches.add(new Stretch(section, Long.MIN_VALUE, shift));
                }
            } else {
                long from = free.getOrDefault(section, 0L);
                long bytes = program.at(end - 1).offset() + 4 - first.offset();
                shift = first.offset() - from;
                stretches.add(new Stretch(section, from, shift));
                free.put(section, from + (bytes + APART - 1) / APART * APART + APART);
            }
            shiftOf.put(start, shift);
        });
    }

    /** The low bits of addresses stay what they are; where a page counts, all of them do. */
    private long measuredShift(Instruction first) {
        long alignment = Math.max(4, program.places().alignmentOf(new Place(first.section(), 0)));
        return Program.ONE_PAGE.contains(first.section()) ? 0 : first.offset() & -Long.highestOneBit(alignment);
    }

    private int section(String name) {
        return sections.computeIfAbsent(name, n -> sections.size());
    }

    private List<Excerpt.SectionFact> sections() {
        return sections.keySet().stream()
                .map(n -> new Excerpt.SectionFact(n, program.places().alignmentOf(new Place(n, 0))))
                .toList();
    }

    private int[] inside(int[] real) {
        int[] found = new int[real.length];
        int n = 0;
        for (int r : real) {
            int local = Arrays.binarySearch(indexes, r);
            if (local >= 0) {
                found[n++] = local;
            }
        }
        return Arrays.copyOf(found, n);
    }

    /** {@return a place in the excerpt's offsets, or null if it is code that is not in here} */
    private @Nullable Place virtual(@Nullable Place real) {
        if (real == null) {
            return null;
        }
        String section = real.section();
        if (!code.contains(section)) {
            section(section);
            return real;
        }
        Long shift = shiftIn.get(section);
        if (shift == null) {
            int index = program.find(real);
            Integer start = index < 0 ? null : ranges.floorKey(index);
            boolean here = start != null && index < ranges.getOrDefault(start, 0);
            shift = here ? shiftOf.get(start) : null;
        }
        if (shift == null) {
            return null;
        }
        section(section);
        return new Place(section, real.offset() - shift);
    }

    /** The addend, which for a reference to a place of a section is itself a place. */
    private long addend(Relocation r) {
        if (!code.contains(r.symbol())) {
            return r.addend();
        }
        Place place = virtual(program.places().of(r.symbol(), r.addend()));
        return place == null ? ELSEWHERE : place.offset();
    }

    private Excerpt.NameFact fact(String name) {
        Symbol s = program.places().symbol(name);
        boolean section = code.contains(name);
        Place place = section ? null : virtual(program.places().of(name, 0));
        if (s == null || section) {
            return new Excerpt.NameFact(name, place, null, false, false, false, 0, 0);
        }
        Long absolute = s.defined() && s.section() == null ? s.value() : null;
        return new Excerpt.NameFact(name, place, absolute, true, s.defined(), s.global(), s.type(), s.size());
    }

    private List<Excerpt.DataFact> data() {
        Set<Place> read = new LinkedHashSet<>();
        words.forEach(w -> read.add(w.place()));
        read.addAll(addressed);
        for (String name : names) {
            Place place = program.places().of(name, 0);
            if (place != null) {
                read.add(place);
            }
        }
        List<Excerpt.DataFact> facts = new ArrayList<>();
        for (Place place : read) {
            Relocation r = program.dataRelocation(place);
            Place here = virtual(place);
            if (r != null && here != null) {
                facts.add(new Excerpt.DataFact(here, r.type(), r.symbol(), addend(r)));
            }
        }
        return facts;
    }

    private List<Excerpt.LiteralFact> literals() {
        List<Excerpt.LiteralFact> facts = new ArrayList<>();
        for (Pieces.Word w : words) {
            OptionalLong number = program.literal(w.place(), w.bytes());
            Place here = virtual(w.place());
            if (number.isPresent() && here != null) {
                facts.add(new Excerpt.LiteralFact(here, w.bytes(), number.getAsLong()));
            }
        }
        return facts;
    }

    private List<Routine> routines() {
        List<Routine> found = new ArrayList<>();
        ranges.keySet().forEach(start -> {
            Routine r = program.routineOf(start);
            if (r != null && r.first() == start) {
                found.add(local(r));
            }
        });
        return found;
    }

    private Routine local(Routine r) {
        int first = Arrays.binarySearch(indexes, r.first());
        int end = Math.min(r.end(), ranges.getOrDefault(r.first(), r.end()));
        return new Routine(r.name(), first, first + end - r.first(), r.global(), r.called(), r.bytes());
    }
}
