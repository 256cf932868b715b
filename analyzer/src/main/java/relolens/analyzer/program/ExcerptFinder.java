package relolens.analyzer.program;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Cuts out of a program what the analysis of each of its routines can see. */
public final class ExcerptFinder {
    /** Calls below each other that the analysis follows; what is called deeper is taken as code of another unit. */
    private static final int DEEPEST = 7;

    /** Bytes behind a place whose address is taken that a copy of it may reach. */
    private static final int COPIED = 4096;

    private final Program program;
    private final Pieces pieces;
    private final Set<String> code = new HashSet<>();
    private final Map<String, TreeMap<Long, Integer>> byOffset = new HashMap<>();

    public ExcerptFinder(Program program) {
        this.program = program;
        this.pieces = new Pieces(program);
        for (int p = 0; p < pieces.count(); p++) {
            Instruction first = program.at(pieces.at(p).start());
            code.add(first.section());
            byOffset.computeIfAbsent(first.section(), s -> new TreeMap<>()).put(first.offset(), p);
        }
    }

    /** What has been found of one excerpt. */
    private static final class Found {
        final TreeMap<Integer, Integer> depths = new TreeMap<>();
        final TreeMap<Integer, Integer> ranges = new TreeMap<>();
        final Set<Place> addressed = new LinkedHashSet<>();
        final Set<String> names = new TreeSet<>();
        final Set<Pieces.Word> words = new LinkedHashSet<>();

        /** Sections in which distances matter. */
        final Set<String> measured = new HashSet<>();
    }

    /** {@return what the analysis of a routine can see} */
    public Cut cut(Routine root) {
        Found f = new Found();
        Set<Integer> stubs = follow(pieces.of(root.first()), f);
        for (int piece : f.depths.keySet()) {
            Pieces.Ways w = pieces.ways(piece);
            f.addressed.addAll(w.addressed());
            f.names.addAll(w.names());
            f.words.addAll(w.words());
            if (w.forms()) {
                f.measured.add(program.at(pieces.at(piece).start()).section());
            }
            include(piece, f);
        }
        f.names.add(root.name());
        for (Place p : f.addressed) {
            if (code.contains(p.section())) {
                f.measured.add(p.section());
                behind(p, f);
            }
        }
        for (int stub : stubs) {
            if (!f.ranges.containsKey(pieces.at(pieces.of(stub)).start())) {
                f.ranges.put(stub, stub + 1);
            }
        }
        f.ranges.keySet().stream()
                .map(i -> program.at(i).section())
                .filter(Program.ONE_PAGE::contains)
                .forEach(f.measured::add);
        return new ExcerptWriter(program, f.ranges, f.measured, f.names, f.words, f.addressed, code).write(root);
    }

    /** Follows control; {@return instructions called too deep to be followed} */
    private Set<Integer> follow(int from, Found f) {
        Deque<Integer> work = new ArrayDeque<>();
        Set<Integer> stubs = new TreeSet<>();
        f.depths.put(from, 0);
        work.add(from);
        while (!work.isEmpty()) {
            int piece = work.poll();
            int depth = f.depths.getOrDefault(piece, 0);
            Pieces.Ways w = pieces.ways(piece);
            for (int to : w.flows()) {
                nearer(to, depth, f, work, true);
            }
            for (int call : w.calls()) {
                if (depth < DEEPEST) {
                    nearer(pieces.of(call), depth + 1, f, work, false);
                } else {
                    stubs.add(call);
                }
            }
        }
        return stubs;
    }

    private static void nearer(int piece, int depth, Found f, Deque<Integer> work, boolean first) {
        Integer known = f.depths.get(piece);
        if (known == null || known > depth) {
            f.depths.put(piece, depth);
            if (first) {
                work.addFirst(piece);
            } else {
                work.addLast(piece);
            }
        }
    }

    private void include(int piece, Found f) {
        Pieces.Piece p = pieces.at(piece);
        f.ranges.put(p.start(), p.end());
    }

    /** Code at a place whose address is taken, and what stands behind it. */
    private void behind(Place place, Found f) {
        TreeMap<Long, Integer> all = byOffset.get(place.section());
        if (all == null) {
            return;
        }
        Long first = all.floorKey(place.offset());
        all.subMap(first == null ? place.offset() : first, true, place.offset() + COPIED, false)
                .values()
                .forEach(p -> {
                    include(p, f);
                    f.names.addAll(pieces.ways(p).names());
                });
    }

    /**
     * An excerpt and where it came from.
     *
     * @param excerpt what it holds
     * @param indexes of its instructions in the whole program
     * @param stretches where its places are in the whole program
     */
    public record Cut(Excerpt excerpt, int[] indexes, List<Stretch> stretches) {

        /** {@return the index in the excerpt of an instruction of the whole program, or -1} */
        public int local(int index) {
            return Math.max(-1, Arrays.binarySearch(indexes, index));
        }

        /** {@return where a place of the excerpt is in the whole program} */
        public Place real(Place place) {
            Stretch found = null;
            for (Stretch s : stretches) {
                boolean here = s.section().equals(place.section()) && s.from() <= place.offset();
                found = here || found == null && s.section().equals(place.section()) ? s : found;
            }
            return found == null ? place : new Place(place.section(), place.offset() + found.shift());
        }
    }

    /**
     * Offsets that are moved together.
     *
     * @param from offset in the excerpt from which on this is so
     * @param shift bytes to add to come to the offset in the unit
     */
    public record Stretch(String section, long from, long shift) {}
}
