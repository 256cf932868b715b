package relolens.analyzer.cpp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Runs the cross compiler's preprocessor as the judge. */
final class GccPreprocessor {
    private static final Pattern MARKER = Pattern.compile("# \\d+ \".*\"( \\d)*");

    /** What gcc said: its visible lines, and whether it was content. */
    record Verdict(List<String> lines, boolean accepted, String messages) {}

    private GccPreprocessor() {}

    /** {@return gcc's output for {@code file} with {@code cwd} as working directory} */
    static Verdict run(Path cwd, List<String> flags, String file) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("aarch64-linux-gnu-gcc", "-x", "assembler-with-cpp", "-E"));
        command.addAll(flags);
        command.add(file);
        Path out = Files.createTempFile("gcc", ".i");
        Path err = Files.createTempFile("gcc", ".err");
        Process process = new ProcessBuilder(command)
                .directory(cwd.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("gcc did not finish: " + command);
        }
        try {
            return new Verdict(
                    visible(Files.readString(out, StandardCharsets.ISO_8859_1)),
                    process.exitValue() == 0,
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static List<String> visible(String text) {
        return text.lines()
                .filter(line -> !line.isBlank()
                        && !MARKER.matcher(line).matches()
                        && !line.startsWith("#pragma")
                        && !line.startsWith("#ident"))
                .map(String::strip)
                .toList();
    }

    /** {@return our lines, comparable to gcc's} */
    static List<String> ours(PreprocessedUnit unit) {
        return unit.lines().stream().map(line -> line.text().strip()).toList();
    }
}
