package relolens.analyzer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.report.Report;
import relolens.analyzer.run.Progress;
import relolens.analyzer.source.SourceLoader;

/** Analyses text as tests write it. */
public final class Sources {
    /** Name of the file that holds the text. */
    public static final String FILE = "/work/test.S";

    private Sources() {}

    /** {@return the report on {@code text}, nothing run} */
    public static Report analyze(String text) {
        return analyze(text, null);
    }

    /** {@return the report on {@code text}, its runs carried out} */
    public static Report run(String text) {
        return analyze(text, null, AnalysisRequest.Runs.ALL);
    }

    public static Report analyze(String text, @Nullable String entry) {
        return analyze(text, entry, AnalysisRequest.Runs.NONE);
    }

    private static Report analyze(String text, @Nullable String entry, AnalysisRequest.Runs runs) {
        SourceLoader loader = path -> path.equals(FILE) ? text : null;
        return Analysis.analyze(
                new AnalysisRequest(List.of(FILE), CppOptions.none(), loader, "/work", entry, null, null, runs),
                Progress.NONE);
    }

    /** {@return the report on files of the disk, nothing run} */
    public static Report analyze(CppOptions options, Path root, List<Path> files) {
        return Analysis.analyze(
                new AnalysisRequest(
                        files.stream().map(Path::toString).toList(),
                        options,
                        Sources::load,
                        root.toString(),
                        null,
                        null,
                        null,
                        AnalysisRequest.Runs.NONE),
                Progress.NONE);
    }

    public static @Nullable String load(String path) {
        try {
            return Files.isRegularFile(Path.of(path)) ? Files.readString(Path.of(path)) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the repository's root} */
    public static Path repository() {
        Path p = Path.of("").toAbsolutePath();
        while (p != null && !Files.exists(p.resolve("examples"))) {
            p = p.getParent();
        }
        if (p == null) {
            throw new IllegalStateException("no repository above the working directory");
        }
        return p;
    }

    /** {@return "line rule" of every finding} */
    public static List<String> findings(Report report) {
        return report.findings().stream().map(f -> f.line() + " " + f.rule()).toList();
    }
}
