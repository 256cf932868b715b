package relolens.analyzer.streaming;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import relolens.analyzer.report.Report;
import relolens.emulator.timing.Mechanism;
import relolens.emulator.timing.StreamingControl;

/** What the same instructions cost for each setting, layout and idealised mechanism. */
final class Matrix {
    /** Order of two layouts counts as changed when both differences are beyond this ratio. */
    static final double NOISE = 1.02;

    /** What takes no time in a cell. */
    enum Ideal {
        NOTHING("", Set.of()),
        TLB(" no-tlb", Set.of(Mechanism.TLB)),
        PREFETCH(" no-prefetch", Set.of(Mechanism.PREFETCH));

        private final String suffix;
        private final Set<Mechanism> off;

        Ideal(String suffix, Set<Mechanism> off) {
            this.suffix = suffix;
            this.off = off;
        }

        Set<Mechanism> off() {
            return off;
        }
    }

    /** Two layouts that change places: {@code first} is the faster one at the default setting, not at {@code setting}. */
    record Flip(String setting, PageLayout first, PageLayout second, double before, double after) {}

    private record Place(String setting, PageLayout layout, Ideal ideal) {}

    private final Map<Place, Double> cells = new LinkedHashMap<>();

    void put(String setting, PageLayout layout, Ideal ideal, double cycles) {
        cells.put(new Place(setting, layout, ideal), cycles);
    }

    /** Forgets a layout that does not run at every setting. */
    void drop(PageLayout layout) {
        cells.keySet().removeIf(place -> place.layout() == layout);
    }

    boolean has(PageLayout layout) {
        return has(StreamingControl.DEFAULT, layout, Ideal.NOTHING);
    }

    boolean has(String setting, PageLayout layout, Ideal ideal) {
        return cells.containsKey(new Place(setting, layout, ideal));
    }

    /** {@return cycles of a cell} @throws IllegalStateException if it was not run */
    double cycles(String setting, PageLayout layout, Ideal ideal) {
        Double cycles = cells.get(new Place(setting, layout, ideal));
        if (cycles == null) {
            throw new IllegalStateException("cell " + setting + ", " + layout + ", " + ideal + " was not run");
        }
        return cycles;
    }

    /** {@return what one layout costs of another} */
    double ratio(String setting, PageLayout layout, PageLayout base, Ideal ideal) {
        return cycles(setting, layout, ideal) / cycles(setting, base, ideal);
    }

    /** {@return layouts that were run, fastest first} */
    List<PageLayout> ranking(String setting) {
        List<PageLayout> ran = new ArrayList<>();
        PageLayout.OF_IMAGES.stream().filter(this::has).forEach(ran::add);
        ran.sort((a, b) -> Double.compare(cycles(setting, a, Ideal.NOTHING), cycles(setting, b, Ideal.NOTHING)));
        return ran;
    }

    /** {@return the widest change of order that one of the settings brings} */
    Optional<Flip> flip(List<String> settings) {
        Flip widest = null;
        for (String setting : settings) {
            for (PageLayout a : ranking(setting)) {
                for (PageLayout b : ranking(setting)) {
                    double before = ratio(StreamingControl.DEFAULT, b, a, Ideal.NOTHING);
                    double after = ratio(setting, a, b, Ideal.NOTHING);
                    boolean wider = widest == null || before * after > widest.before() * widest.after();
                    if (before > NOISE && after > NOISE && wider) {
                        widest = new Flip(setting, a, b, before, after);
                    }
                }
            }
        }
        return Optional.ofNullable(widest);
    }

    /** {@return the cells as the report has them} */
    List<Report.StreamingSetting> rows() {
        List<Report.StreamingSetting> rows = new ArrayList<>();
        cells.forEach((place, cycles) -> rows.add(
                new Report.StreamingSetting(place.setting(), place.layout().title + place.ideal().suffix, cycles)));
        return rows;
    }
}
