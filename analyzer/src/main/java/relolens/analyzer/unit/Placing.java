package relolens.analyzer.unit;

import java.util.List;
import relolens.analyzer.program.ExcerptFinder.Cut;
import relolens.analyzer.program.Mention;
import relolens.analyzer.program.Place;
import relolens.analyzer.program.Program;
import relolens.analyzer.rules.Checker.Found;
import relolens.analyzer.rules.Issues;
import relolens.analyzer.rules.Issues.Issue;
import relolens.analyzer.rules.Words;
import relolens.analyzer.verdict.Verdict;

/** Puts what was found about an excerpt in its place in the unit: instructions, and lines in sentences. */
final class Placing implements Mention.Reader {
    private final Program program;
    private final Cut cut;

    Placing(Program program, Cut cut) {
        this.program = program;
        this.cut = cut;
    }

    Found of(Found found) {
        Issue i = found.issue();
        String cause = i.cause().startsWith(Issues.BARRIER)
                ? Issues.BARRIER + real(Integer.parseInt(i.cause().substring(Issues.BARRIER.length())))
                : i.cause();
        Issue placed = new Issue(
                i.rule(),
                i.severity(),
                real(i.site()),
                real(i.consumer()),
                i.need(),
                text(i.message()),
                i.edit(),
                cause);
        return new Found(placed, found.routine(), found.entry(), real(found.call()));
    }

    Verdict of(Verdict verdict) {
        List<Verdict.Reason> reasons = verdict.reasons().stream()
                .map(r -> new Verdict.Reason(r.side(), real(r.site()), r.rule(), text(r.message())))
                .toList();
        return new Verdict(
                verdict.mmu(),
                reasons,
                verdict.assuming().stream().map(this::text).sorted().distinct().toList(),
                verdict.proof().stream().map(this::text).toList());
    }

    private int real(int index) {
        return index < 0 ? index : cut.indexes()[index];
    }

    private String text(String open) {
        return Mention.read(open, this);
    }

    @Override
    public String quoted(int index) {
        return "`" + Words.text(program.at(real(index))) + "`";
    }

    @Override
    public int line(int index) {
        return program.at(real(index)).line();
    }

    @Override
    public Place place(Place place) {
        return cut.real(place);
    }
}
