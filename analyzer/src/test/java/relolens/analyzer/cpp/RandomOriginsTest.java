package relolens.analyzer.cpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import relolens.analyzer.source.Frame;
import relolens.analyzer.source.Origin;
import relolens.analyzer.source.Span;

/** Whatever macros did to a word, its origin is text of the file: the word itself, or the use of the macro it came by. */
class RandomOriginsTest {
    private static final int PROGRAMS = 400;
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

    @Test
    void everyWordComesFromWhereItsOriginSays() {
        int plain = 0;
        int expanded = 0;
        for (int seed = 0; seed < PROGRAMS; seed++) {
            String text = new RandomMacroProgram(new Random(seed)).text();
            List<String> lines = text.lines().toList();
            PreprocessedUnit unit =
                    Preprocessor.preprocess("a.S", CppOptions.none(), p -> p.equals("a.S") ? text : null);
            for (PreprocessedLine line : unit.lines()) {
                String clean = line.text().replaceAll("\"(\\\\.|[^\"\\\\])*\"|'(\\\\.|[^'\\\\])*'", "");
                if (!clean.equals(line.text())) {
                    continue; // words in strings are no tokens
                }
                for (Matcher word = WORD.matcher(line.text()); word.find(); ) {
                    Origin origin = line.origin(word.start(), word.end());
                    String said = "seed " + seed + ": '" + word.group() + "' of '" + line.text() + "': " + origin;
                    String at = at(lines, origin.span());
                    if (origin.expansion().isEmpty()) {
                        plain++;
                        assertThat(at).as(said).isEqualTo(word.group());
                    } else {
                        expanded++;
                        assertThat(at)
                                .as(said)
                                .startsWith(origin.expansion().get(0).name());
                        for (Frame frame : origin.expansion()) {
                            assertThat(definition(lines, frame.at().line()))
                                    .as(said)
                                    .containsPattern("#\\s*define\\s+" + Pattern.quote(frame.name()) + "\\b");
                        }
                    }
                }
            }
        }
        assertThat(plain).isGreaterThan(200);
        assertThat(expanded).isGreaterThan(1000);
    }

    /** The text of a span, its first line if it has several. */
    private static String at(List<String> lines, Span span) {
        String line = lines.get(span.line() - 1);
        int end = span.endLine() == span.line() ? span.endColumn() - 1 : line.length();
        return line.substring(span.column() - 1, Math.min(end, line.length()));
    }

    /** A line with those that splices put before it. */
    private static String definition(List<String> lines, int line) {
        int from = line - 1;
        while (from > 0 && lines.get(from - 1).endsWith("\\")) {
            from--;
        }
        return String.join("\n", lines.subList(from, line));
    }
}
