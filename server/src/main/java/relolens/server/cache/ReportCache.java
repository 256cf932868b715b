package relolens.server.cache;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.AnalysisRequest;
import relolens.analyzer.cpp.HeaderCache;
import relolens.analyzer.report.JsonReport;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.ReportReader;
import relolens.analyzer.source.SourceLoader;
import relolens.server.Product;

/**
 * Reports of earlier commands, one file each. A report counts as long as the program, the request and the text of every
 * file that was asked for are the same; files that were looked for and not there count too. Nothing here can fail a
 * command: what cannot be read or written is as if it were not there.
 */
public final class ReportCache {
    /** Most bytes kept; the files not used for longest go first. */
    private static final long LIMIT = 256L << 20;

    private static final String ENDING = ".report";

    private final Path directory;
    private final String build;
    private final Fingerprints now;

    private ReportCache(Path directory, String build, SourceLoader loader) {
        this.directory = directory;
        this.build = build;
        this.now = new Fingerprints(loader);
    }

    /**
     * {@return a cache in {@code directory}, or null if this program cannot tell its own build}
     *
     * @param loader what files hold now
     */
    public static @Nullable ReportCache in(Path directory, SourceLoader loader) {
        String build = CacheKey.build();
        return build == null ? null : new ReportCache(directory, build, loader);
    }

    /** A cache of a program whose build is {@code build}, for tests. */
    static ReportCache of(String build, Path directory, SourceLoader loader) {
        return new ReportCache(directory, build, loader);
    }

    /** What analyses when nothing is kept; the request's loader tells what it read. */
    @FunctionalInterface
    public interface Analyst {
        /** {@return the report, or one that must not be kept because it is not whole} */
        Made analyze(HeaderCache headers);
    }

    /** A report and whether it may be kept. */
    public record Made(Report report, boolean whole) {}

    /**
     * {@return the report of {@code request}, kept or fresh}
     *
     * @param headers files already read, which the analyst gets under a watching hand
     */
    public Report report(AnalysisRequest request, HeaderCache headers, Analyst analyst) {
        Path file = directory.resolve(CacheKey.of(build, request) + ENDING);
        Report kept = kept(file);
        if (kept != null) {
            return kept;
        }
        Set<String> asked = ConcurrentHashMap.newKeySet();
        Made made = analyst.analyze(headers.watched(asked::add));
        boolean sound =
                made.report().problems().stream().noneMatch(p -> p.code().equals("internal"));
        if (made.whole() && sound) {
            keep(file, asked, made.report());
        }
        return made.report();
    }

    /** A file is a line of digest and path for each file read, an empty line, and the report's JSON. */
    private @Nullable Report kept(Path file) {
        try {
            String text = Files.readString(file);
            int at = 0;
            while (text.charAt(at) != '\n') {
                int space = text.indexOf(' ', at);
                int end = text.indexOf('\n', at);
                if (!now.of(text.substring(space + 1, end)).equals(text.substring(at, space))) {
                    return null;
                }
                at = end + 1;
            }
            Report report = ReportReader.read(text.substring(at + 1)).report();
            Files.setLastModifiedTime(file, FileTime.from(java.time.Instant.now()));
            return report;
        } catch (IOException | ReportReader.Malformed | RuntimeException e) {
            return null;
        }
    }

    private void keep(Path file, Set<String> asked, Report report) {
        var text = new StringWriter();
        for (String path : new TreeSet<>(asked)) {
            if (path.indexOf('\n') >= 0) {
                return;
            }
            text.append(now.of(path)).append(' ').append(path).append('\n');
        }
        text.append('\n');
        JsonReport.writeDense(report, Product.NAME, Product.version(), text);
        try {
            Files.createDirectories(directory);
            // Whoever reads at the same time sees all of it or nothing.
            Path whole = Files.createTempFile(directory, "new", ".tmp");
            Files.writeString(whole, text.toString(), StandardCharsets.UTF_8);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // Then the next command analyses again.
        }
    }

    /** Removes what was not used for longest, down to the limit; call once a command. */
    public void tidy() {
        tidy(LIMIT);
    }

    void tidy(long limit) {
        try (Stream<Path> all = Files.list(directory)) {
            List<Path> files = all.filter(f -> f.toString().endsWith(ENDING))
                    .sorted(Comparator.comparing(ReportCache::used).reversed())
                    .toList();
            long sum = 0;
            for (Path f : files) {
                sum += Files.size(f);
                if (sum > limit) {
                    Files.deleteIfExists(f);
                }
            }
        } catch (IOException e) {
            // No directory yet, or somebody else tidies.
        }
    }

    private static FileTime used(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
