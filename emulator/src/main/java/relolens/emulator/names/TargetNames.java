package relolens.emulator.names;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The architectures, cores and extensions of {@code targets.txt}, whose head explains the closures. */
public final class TargetNames {
    /** An extension: what it brings and what it builds on, as bits. */
    record Extension(long value, long require) {}

    private static final class Loaded {
        static final TargetNames NAMES = new TargetNames();
    }

    private final Map<String, Integer> bits = new HashMap<>();
    private final Map<String, Extension> extensions = new LinkedHashMap<>();
    private final Map<String, Long> architectures = new LinkedHashMap<>();
    private final Map<String, Long> cpus = new LinkedHashMap<>();

    private TargetNames() {
        for (String line : Resource.lines("targets.txt")) {
            if (!line.isBlank()) {
                read(line.split(" +"));
            }
        }
    }

    /** {@return the names, read once} */
    public static TargetNames get() {
        return Loaded.NAMES;
    }

    private void read(String[] words) {
        switch (words[0]) {
            case "version" -> bit(words[1]);
            case "extension" -> {
                int colon = List.of(words).indexOf(":");
                extensions.put(words[1], new Extension(bits(words, 3, colon), bits(words, colon + 1, words.length)));
            }
            case "arch" -> architectures.put(words[1], bits(words, 3, words.length));
            case "cpu" -> cpus.put(words[1], bits(words, 3, words.length));
            default -> throw new IllegalArgumentException("targets.txt: " + words[0]);
        }
    }

    private long bits(String[] words, int from, int to) {
        long set = 0;
        for (int i = from; i < to; i++) {
            Long whole = architectures.get(words[i]);
            if (whole != null) {
                set |= whole;
            } else if (words[i].startsWith("-")) {
                set &= ~bit(words[i].substring(1));
            } else {
                set |= bit(words[i]);
            }
        }
        return set;
    }

    private long bit(String name) {
        int n = bits.computeIfAbsent(name, k -> bits.size());
        if (n >= Long.SIZE - 1) {
            throw new IllegalArgumentException("targets.txt: more than 63 features");
        }
        return 1L << n;
    }

    /** {@return the bits of a feature column: names joined by {@code +}} @throws IllegalArgumentException for others */
    public long requirement(String feature) {
        long set = 0;
        int from = 0;
        while (from < feature.length()) {
            int plus = feature.indexOf('+', from);
            int to = plus < 0 ? feature.length() : plus;
            Integer bit = bits.get(feature.substring(from, to));
            if (bit == null) {
                throw new IllegalArgumentException("no feature called " + feature.substring(from, to));
            }
            set |= 1L << bit;
            from = to + 1;
        }
        return set;
    }

    /** {@return {@code e} and all it needs} */
    long gainedWith(Extension e) {
        return closed(e, (set, other) -> (set & other.value) == other.value ? other.require : 0);
    }

    /** {@return {@code e} and all that needs it} */
    long lostWith(Extension e) {
        return closed(e, (set, other) -> (set & other.require) != 0 ? other.value : 0);
    }

    /** What another extension adds to a set. */
    private interface Addition {
        long bits(long set, Extension other);
    }

    private long closed(Extension e, Addition addition) {
        long set = e.value;
        long before = 0;
        while (set != before) {
            before = set;
            for (Extension other : extensions.values()) {
                set |= addition.bits(set, other);
            }
        }
        return set;
    }

    @Nullable
    Extension extension(String name) {
        return extensions.get(name);
    }

    long architecture(String name) {
        Long found = architectures.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no architecture " + name);
        }
        return found;
    }

    @Nullable
    Long architectureOrNull(String name) {
        return architectures.get(name);
    }

    @Nullable
    Long cpu(String name) {
        return cpus.get(name);
    }

    public List<String> architectures() {
        return List.copyOf(architectures.keySet());
    }

    public List<String> cpus() {
        return List.copyOf(cpus.keySet());
    }

    public List<String> extensions() {
        return List.copyOf(extensions.keySet());
    }

    /** {@return the first architecture that has all of {@code present} and {@code wanted}, else of {@code wanted}} */
    @Nullable
    String firstWith(long present, long wanted) {
        for (long needed : new long[] {present | wanted, wanted}) {
            for (Map.Entry<String, Long> e : architectures.entrySet()) {
                if ((e.getValue() & needed) == needed) {
                    return e.getKey();
                }
            }
        }
        return null;
    }

    /** {@return an architecture with extensions that together have {@code feature}: "armv8.5-a+memtag"} */
    String versionAndExtensions(String feature) {
        long versions = 0;
        List<String> added = new ArrayList<>();
        for (String part : feature.split("\\+")) {
            if (extensions.containsKey(part)) {
                added.add(part);
            } else {
                versions |= requirement(part);
            }
        }
        String first = firstWith(versions, versions);
        added.add(0, first == null ? "armv8-a" : first);
        return String.join("+", added);
    }
}
