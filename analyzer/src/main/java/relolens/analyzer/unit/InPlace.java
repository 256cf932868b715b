package relolens.analyzer.unit;

import relolens.analyzer.program.Mention;
import relolens.analyzer.program.Place;
import relolens.analyzer.program.Program;
import relolens.analyzer.rules.Words;

/** Reads sentences about instructions of the whole program. */
record InPlace(Program program) implements Mention.Reader {
    @Override
    public String quoted(int index) {
        return "`" + Words.text(program.at(index)) + "`";
    }

    @Override
    public int line(int index) {
        return program.at(index).line();
    }

    @Override
    public Place place(Place place) {
        return place;
    }
}
