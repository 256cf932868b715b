package relolens.analyzer.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import relolens.analyzer.asm.NameTrace;
import relolens.analyzer.source.Origin;

/**
 * Which {@code 1:} a {@code 1b} or {@code 1f} means: the nearest in the order that macros are expanded in. Text that was
 * not assembled (inactive, or a macro that nobody uses) is taken in the order that it is written.
 */
final class NumericLabels {
    private final Map<Place, Set<Place>> meant = new HashMap<>();
    private final Map<Place, Set<Place>> mentioned = new HashMap<>();

    private record Place(String file, int at) {
        static Place of(Located l) {
            return new Place(l.file().path(), l.occurrence().start());
        }
    }

    NumericLabels(NameTrace trace, Spelled spelled) {
        Map<String, Origin> labels = new HashMap<>();
        for (NameTrace.Definition d : trace.definitions()) {
            if (d.label() && d.name().indexOf('#') > 0) {
                labels.put(d.name(), d.origin());
            }
        }
        Map<String, Located> found = new HashMap<>();
        for (NameTrace.NumericUse use : trace.numeric()) {
            Origin label = labels.get(use.target());
            if (label == null) {
                continue;
            }
            String digits = Long.toString(use.number());
            String spelling = digits + (use.forward() ? "f" : "b");
            Located target = found.computeIfAbsent(
                    use.target(),
                    k -> spelled.find(
                            label,
                            o -> o.role() == Role.NUMERIC_LABEL
                                    && number(o.name()).equals(digits)));
            Located from = spelled.find(
                    use.statement(),
                    o -> o.role() == Role.NUMERIC_USE && number(o.name()).equals(number(spelling)));
            if (target != null && from != null) {
                meant.computeIfAbsent(Place.of(from), k -> new LinkedHashSet<>())
                        .add(Place.of(target));
                mentioned
                        .computeIfAbsent(Place.of(target), k -> new LinkedHashSet<>())
                        .add(Place.of(from));
            }
        }
    }

    /** {@return the digits without leading zeros, which do not count, and the direction} */
    static String number(String text) {
        int zeros = 0;
        while (zeros + 1 < text.length() && text.charAt(zeros) == '0' && Character.isDigit(text.charAt(zeros + 1))) {
            zeros++;
        }
        return text.substring(zeros);
    }

    /** {@return the offsets of the labels that a use in {@code file} means, by file; the label itself if it is one} */
    List<Map.Entry<String, Integer>> targets(FileIndex file, Occurrence o) {
        List<Map.Entry<String, Integer>> out = new ArrayList<>();
        if (o.role() == Role.NUMERIC_LABEL) {
            out.add(Map.entry(file.path(), o.start()));
            return out;
        }
        Set<Place> traced = meant.get(new Place(file.path(), o.start()));
        if (traced != null) {
            traced.forEach(p -> out.add(Map.entry(p.file, p.at)));
            return out;
        }
        int written = nearest(file, o);
        if (written >= 0) {
            out.add(Map.entry(file.path(), written));
        }
        return out;
    }

    private static int nearest(FileIndex file, Occurrence use) {
        boolean forward = use.name().endsWith("f");
        String digits = number(use.name().substring(0, use.name().length() - 1));
        int step = forward ? 1 : -1;
        int from = file.firstFrom(use.start()) + (forward ? 1 : -1);
        for (int i = from; i >= 0 && i < file.occurrences().size(); i += step) {
            Occurrence o = file.occurrences().get(i);
            if (o.role() == Role.NUMERIC_LABEL
                    && o.scope() == use.scope()
                    && number(o.name()).equals(digits)) {
                return o.start();
            }
        }
        return -1;
    }
}
