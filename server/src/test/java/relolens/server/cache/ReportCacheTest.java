package relolens.server.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.analyzer.Analysis;
import relolens.analyzer.AnalysisRequest;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.HeaderCache;
import relolens.analyzer.report.Report;
import relolens.analyzer.run.Progress;
import relolens.server.files.DiskSources;

/** A kept report is used while nothing it depends on has changed, and only then. */
class ReportCacheTest {
    @TempDir
    private Path directory;

    private int analysed;

    @BeforeEach
    void source() throws IOException {
        write(
                "a.S",
                "#include \"a.h\"\n//@ entry el=1 mmu=off\n#if __has_include(\"later.h\")\n#include \"later.h\"\n#endif\nf:\tSTEP\n\tret\n");
        write("a.h", "#define STEP dc zva, x0\n");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private Report report(String build, CppOptions options, boolean whole) {
        var sources = new DiskSources(directory, Map.of());
        var headers = new HeaderCache(sources);
        var request = new AnalysisRequest(
                List.of(directory.resolve("a.S").toString()),
                options,
                headers,
                directory.toString(),
                null,
                null,
                null,
                AnalysisRequest.Runs.NONE);
        ReportCache cache = ReportCache.of(build, directory.resolve("kept"), sources);
        return cache.report(request, headers, watched -> {
            analysed++;
            var asked = new AnalysisRequest(
                    request.files(), options, watched, request.root(), null, null, null, AnalysisRequest.Runs.NONE);
            return new ReportCache.Made(Analysis.analyze(asked, Progress.NONE), whole);
        });
    }

    private Report report() {
        return report("b1", CppOptions.none(), true);
    }

    @Test
    void theSecondTimeNothingIsAnalysedAndTheReportIsTheSame() {
        Report first = report();
        assertThat(first.findings()).extracting(Report.Finding::rule).contains("D01");
        assertThat(report()).isEqualTo(first);
        assertThat(analysed).isEqualTo(1);
    }

    @Test
    void aChangedHeaderCountsAndSoDoesOneChangedBack() throws IOException {
        Report first = report();
        String was = Files.readString(directory.resolve("a.h"));
        write("a.h", was.replace("dc zva, x0", "nop"));
        assertThat(report().findings()).isEmpty();
        write("a.h", was);
        assertThat(report()).isEqualTo(first);
        assertThat(analysed).isEqualTo(3);
    }

    @Test
    void aHeaderThatWasLookedForAndIsThereNowCounts() throws IOException {
        report();
        write("later.h", "#undef STEP\n#define STEP nop\n");
        assertThat(report().findings()).isEmpty();
    }

    @Test
    void aSidecarThatAppearsCounts() throws IOException {
        write("a.S", "#include \"a.h\"\nf:\tSTEP\n\tret\n");
        assertThat(report().findings()).isEmpty();
        write("relolens.yml", "root: true\nroutines:\n  \"*.S\":\n    f: [\"entry el=1 mmu=off\"]\n");
        assertThat(report().findings()).extracting(Report.Finding::rule).contains("D01");
    }

    @Test
    void anotherBuildOrOtherOptionsAreAnotherReport() {
        report();
        report("b2", CppOptions.none(), true);
        report("b1", new CppOptions(List.of(), List.of(), List.of(), List.of(), List.of(), List.of("X=1")), true);
        assertThat(analysed).isEqualTo(3);
    }

    /** Whoever adds to a request must add to {@link CacheKey}, then here. The loader is no part: files count by their text. */
    @Test
    void everyPartOfARequestIsInTheKey() {
        assertThat(AnalysisRequest.class.getRecordComponents()).hasSize(12);
        assertThat(CppOptions.class.getRecordComponents()).hasSize(8);
    }

    @Test
    void whatTheUserStoppedIsNotKept() {
        report("b1", CppOptions.none(), false);
        report();
        assertThat(analysed).isEqualTo(2);
    }

    @Test
    void aDamagedFileIsAsIfItWereNotThere() throws IOException {
        Report first = report();
        for (String damage : List.of("", "\n", "\n{", "no space\n\n{}", "\n{\"schema\":\"x\"}", "\0\0")) {
            try (Stream<Path> kept = Files.list(directory.resolve("kept"))) {
                Files.writeString(kept.findFirst().orElseThrow(), damage);
            }
            assertThat(report()).isEqualTo(first);
        }
    }

    @Test
    void aDirectoryThatCannotBeMadeHindersNothing() throws IOException {
        write("kept", "a file stands there");
        assertThat(report()).isEqualTo(report());
        assertThat(analysed).isEqualTo(2);
    }

    @Test
    void whatWasNotUsedForLongestGoes() throws IOException {
        for (int i = 1; i <= 3; i++) {
            report("b" + i, CppOptions.none(), true);
        }
        Path kept = directory.resolve("kept");
        List<Path> files;
        try (Stream<Path> all = Files.list(kept)) {
            files = all.toList();
        }
        assertThat(files).hasSize(3);
        for (int i = 0; i < 3; i++) {
            Files.setLastModifiedTime(files.get(i), FileTime.fromMillis(1_000_000_000_000L + i * 1000L));
        }
        ReportCache.of("b", kept, new DiskSources(directory, Map.of())).tidy(Files.size(files.get(2)));
        assertThat(files.get(0)).doesNotExist();
        assertThat(files.get(1)).doesNotExist();
        assertThat(files.get(2)).exists();
    }
}
