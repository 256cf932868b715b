package relolens.analyzer.cpp;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
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
 * @param definitions every macro definition met, in order; gcc's own left out
 * @param macros values of macros at the end of the unit
 * @param readings how it was read
 */
public record PreprocessedUnit(
        String file,
        List<PreprocessedLine> lines,
        List<Problem> problems,
        List<ContractComment> comments,
        List<Span> inactive,
        List<String> includes,
        List<Definition> definitions,
        MacroValues macros,
        Readings readings) {
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

    /** A macro definition. */
    public interface Definition {
        /** {@return the macro's name} */
        String name();

        /** {@return its replacement text, normalised spaces} */
        String body();

        /** {@return the names of a function-like macro's parameters, null for an object-like one} */
        default @Nullable List<String> parameters() {
            return null;
        }

        /** {@return the span of the name in its {@code #define}} */
        Span span();
    }

    /** Looks up what a macro stands for when the unit ends. */
    @FunctionalInterface
    public interface MacroValues {
        /** {@return the value of the macro as an integer expression, empty if undefined or no such expression} */
        OptionalLong value(String name);
    }

    /** A unit without macros to look up. */
    public PreprocessedUnit(
            String file,
            List<PreprocessedLine> lines,
            List<Problem> problems,
            List<ContractComment> comments,
            List<Span> inactive,
            List<String> includes,
            List<Definition> definitions) {
        this(
                file,
                lines,
                problems,
                comments,
                inactive,
                includes,
                definitions,
                name -> OptionalLong.empty(),
                new Readings());
    }

    /** {@return what object-like macro {@code name} is worth at the end of the unit, for example KIMAGE_HEAD} */
    public OptionalLong macroValue(String name) {
        return macros.value(name);
    }
}
