package relolens.server.cache;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.AnalysisRequest;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.source.Digest;
import relolens.server.Product;

/** All that a report depends on but the text of files. */
final class CacheKey {
    private static final int DIGITS = 40;

    private CacheKey() {}

    /**
     * {@return the program's build, which must be the same for a kept report to count, or null if it cannot be told}
     */
    static @Nullable String build() {
        try {
            CodeSource source = Product.class.getProtectionDomain().getCodeSource();
            Path jar = source == null ? null : Path.of(source.getLocation().toURI());
            if (jar == null || !Files.isRegularFile(jar)) {
                return null;
            }
            return Product.version() + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar);
        } catch (java.io.IOException | java.net.URISyntaxException | RuntimeException e) {
            return null;
        }
    }

    /** {@return a name for what {@code build} says to {@code request}} */
    static String of(String build, AnalysisRequest request) {
        CppOptions o = request.options();
        // Every part on a line of its own, in an order of its own: maps come in another order in each process.
        List<Object> parts = List.of(
                build,
                request.files(),
                o.quoteDirs(),
                o.includeDirs(),
                o.systemDirs(),
                o.forcedIncludes(),
                o.imacros(),
                o.defines(),
                o.machine(),
                new TreeMap<>(o.written()),
                request.root(),
                String.valueOf(request.entry()),
                String.valueOf(request.core()),
                String.valueOf(request.board()),
                request.runs(),
                String.valueOf(request.config()),
                request.exact(),
                request.choice(),
                request.fixes());
        var text = new StringBuilder();
        parts.forEach(p -> text.append(p).append('\n'));
        return Digest.of(text.toString(), DIGITS);
    }
}
