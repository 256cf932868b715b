package relolens.server.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.server.terminal.Console;
import relolens.server.terminal.UsageProblem;

/**
 * One {@code --format F[=FILE]}.
 *
 * @param format its name
 * @param file where to, or null for standard output
 */
public record OutputSpec(String format, @Nullable String file) {
    /** Formats of a report. */
    public static final List<String> AVAILABLE =
            List.of("text", "gcc", "json", "sarif", "rdjson", "github", "gitlab", "html", "junit");

    private static OutputSpec parse(String text, List<String> available) {
        int equals = text.indexOf('=');
        String format = equals < 0 ? text : text.substring(0, equals);
        String file = equals < 0 ? null : text.substring(equals + 1);
        if (!available.contains(format)) {
            throw new UsageProblem("--format " + format + ": no such format: use " + String.join(", ", available));
        }
        if (file != null && file.isEmpty()) {
            throw new UsageProblem("--format " + text + ": a file name is missing after =");
        }
        return new OutputSpec(format, file == null || file.equals("-") ? null : file);
    }

    /**
     * {@return the specs of all {@code texts}, text to standard output if there are none}
     *
     * @throws UsageProblem if a format is none of {@code available}
     */
    public static List<OutputSpec> parseAll(List<String> texts, List<String> available) {
        List<OutputSpec> specs = texts.stream().map(t -> parse(t, available)).toList();
        if (specs.stream().filter(s -> s.file() == null).count() > 1) {
            throw new UsageProblem("--format: only one format can go to standard output; write the others to a =FILE");
        }
        return specs.isEmpty() ? List.of(new OutputSpec("text", null)) : specs;
    }

    /** Writes what the format came to where it was asked for. */
    public void write(String text, Console console) {
        if (file == null) {
            console.out().print(text);
            console.out().flush();
            return;
        }
        Path to = console.directory().resolve(file);
        try {
            Path parent = to.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(to, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UsageProblem(to + ": cannot be written: " + e.getMessage());
        }
    }
}
