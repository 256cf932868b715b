package relolens.server.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One {@code --format F[=FILE]}.
 *
 * @param format its name
 * @param file where to, or null for standard output
 */
record OutputSpec(String format, @Nullable String file) {
    static final List<String> AVAILABLE =
            List.of("text", "gcc", "json", "sarif", "rdjson", "github", "gitlab", "html", "junit");

    /** @throws UsageProblem if there is no such format */
    static OutputSpec parse(String text) {
        int equals = text.indexOf('=');
        String format = equals < 0 ? text : text.substring(0, equals);
        String file = equals < 0 ? null : text.substring(equals + 1);
        if (!AVAILABLE.contains(format)) {
            throw new UsageProblem("--format " + format + ": no such format: use " + String.join(", ", AVAILABLE));
        }
        if (file != null && file.isEmpty()) {
            throw new UsageProblem("--format " + text + ": a file name is missing after =");
        }
        return new OutputSpec(format, file == null || file.equals("-") ? null : file);
    }

    /** {@return the specs of all {@code texts}, text to standard output if there are none} */
    static List<OutputSpec> parseAll(List<String> texts) {
        List<OutputSpec> specs = texts.stream().map(OutputSpec::parse).toList();
        if (specs.stream().filter(s -> s.file() == null).count() > 1) {
            throw new UsageProblem("--format: only one format can go to standard output; write the others to a =FILE");
        }
        return specs.isEmpty() ? List.of(new OutputSpec("text", null)) : specs;
    }
}
