package relolens.emulator.steady;

import java.util.ArrayList;
import java.util.List;
import relolens.emulator.timing.Progression;

/**
 * Watched batches of equal length, and how well their costs follow from how often each instruction ran in them. A batch
 * that takes a rare path is no surprise where that path costs the same each time.
 */
final class Batches {
    private final Progression start;
    private final List<Progression> begins = new ArrayList<>();
    private final List<Progression> ends = new ArrayList<>();

    /** @param start from when on rates count */
    Batches(Progression start) {
        this.start = start;
    }

    Progression start() {
        return start;
    }

    Progression end() {
        return ends.get(ends.size() - 1);
    }

    void add(Progression begin, Progression end) {
        begins.add(begin);
        ends.add(end);
    }

    int size() {
        return ends.size();
    }

    /** {@return standard error of a batch's mean cost beyond what instruction counts explain, relative to the cost} */
    double error() {
        double[] rates = end().rates(start);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < size(); i++) {
            double cycles = ends.get(i).cycles(begins.get(i));
            double rest = cycles - ends.get(i).expected(begins.get(i), rates);
            sum += cycles;
            squares += rest * rest;
        }
        double mean = sum / size();
        return Math.sqrt(squares / (size() - 1) / size()) / mean;
    }

    /** {@return cost of what ran between two moments, relative to what it should be by these batches} */
    double relative(Progression begin, Progression end) {
        return end.cycles(begin) / end.expected(begin, end().rates(start));
    }
}
