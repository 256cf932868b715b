package relolens.analyzer.asm;

import java.util.ArrayList;
import java.util.List;
import relolens.analyzer.cpp.PreprocessedLine;
import relolens.analyzer.cpp.PreprocessedUnit;
import relolens.analyzer.source.Origin;
import relolens.analyzer.source.Span;

/** Text that needs no preprocessor, as a preprocessed unit. */
public final class PlainText {
    private PlainText() {}

    private record Line(String text, String file, int number) implements PreprocessedLine {
        @Override
        public Origin origin(int from, int to) {
            return new Origin(Span.of(file, number, from + 1, to - from), List.of());
        }
    }

    /** {@return {@code source} as the unit {@code test.s}} */
    public static PreprocessedUnit unit(String source) {
        List<PreprocessedLine> lines = new ArrayList<>();
        int number = 0;
        for (String text : source.split("\n", -1)) {
            number++;
            if (!text.isBlank()) {
                lines.add(new Line(text, "test.s", number));
            }
        }
        return new PreprocessedUnit("test.s", lines, List.of(), List.of(), List.of(), List.of("test.s"), List.of());
    }

    /** {@return what {@code source} assembles to} */
    public static AssembledUnit assemble(String source) {
        return Assembler.assemble(unit(source));
    }
}
