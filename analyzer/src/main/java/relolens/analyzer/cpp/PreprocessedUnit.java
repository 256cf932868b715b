package relolens.analyzer.cpp;

import java.util.List;
import relolens.analyzer.source.Problem;
import relolens.analyzer.source.Span;

/**
 * A preprocessed translation unit.
 *
 * @param file the main file
 * @param lines non-blank output lines in order
 * @param problems what went wrong; the lines are as good as they could be made
 * @param comments contract comments ({@code //@ …}, or each line of a {@code /*@ … *}{@code /}) of all files read
 * @param inactive regions of the main file that conditionals left out, whole lines
 * @param includes files read, main file first, each once
 * @param definitions every macro definition met, in order
 */
public record PreprocessedUnit(
        String file,
        List<PreprocessedLine> lines,
        List<Problem> problems,
        List<ContractComment> comments,
        List<Span> inactive,
        List<String> includes,
        List<Definition> definitions) {
    public PreprocessedUnit {
        lines = List.copyOf(lines);
        problems = List.copyOf(problems);
        comments = List.copyOf(comments);
        inactive = List.copyOf(inactive);
        includes = List.copyOf(includes);
        definitions = List.copyOf(definitions);
    }

    /**
     * @param text the clause, marker and surrounding space removed
     * @param span of the text
     */
    public record ContractComment(String text, Span span) {}

    /**
     * A macro definition.
     *
     * @param name of the macro
     * @param body replacement text, normalised spaces
     * @param span of the name in its {@code #define}
     */
    public record Definition(String name, String body, Span span) {}
}
