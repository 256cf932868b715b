package relolens.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relolens.analyzer.patch.Application;
import relolens.analyzer.patch.Patch;
import relolens.analyzer.patch.SeriesReader;

/**
 * A series in the shape of the one that began this project: a second copy of the relocation with the MMU on, an ordering
 * bug in patch 3 that patch 5 mends, a copy loop that leans on write streaming in patch 4.
 */
class SeriesReviewTest {
    private static final Path SERIES =
            Path.of("src/test/resources/relolens/server/series").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Each format once for all tests: what comes out depends on nothing else. */
    private static final Map<String, String> REVIEWS = new ConcurrentHashMap<>();

    private static String review(String format) {
        return REVIEWS.computeIfAbsent(format, SeriesReviewTest::written);
    }

    private static String written(String format) {
        var run = CommandLineSession.run(
                SERIES, "review", "--patch", "series.mbox", "--fail-on", "never", "--format", format);
        assertThat(run.code()).as(run.err()).isZero();
        return run.out();
    }

    @ParameterizedTest
    @CsvSource({
        "mail, reply.mbox",
        "text, review.txt",
        "github, github.json",
        "gerrit, gerrit.json",
        "patchwork, patchwork.json"
    })
    void theReplyIsTheOneThatWasReadAndFoundGood(String format, String golden) throws IOException {
        String now = review(format);
        Path file = SERIES.resolve(golden);
        if (Boolean.getBoolean("relolens.write")) {
            Files.writeString(file, now);
        }
        assertThat(now).as("written with -Drelolens.write=true").isEqualTo(Files.readString(file));
    }

    @Test
    void theSecondCopyIsNamedWhereItAppearsAndTheMendedBugIsNot() throws IOException {
        JsonNode all = JSON.readTree(review("json"));
        assertThat(all.path("new")).extracting(f -> f.path("rule").asText()).containsOnly("X08");
        assertThat(all.at("/patches/1/comments").toString()).contains("X08").contains("offset register");
        assertThat(all.at("/patches/2/comments")).isEmpty();
        assertThat(all.at("/patches/4/comments")).isEmpty();
        assertThat(review("mail")).contains("1 finding of an earlier patch is settled by a later one");
        assertThat(review("mail")).contains("µs/page on cortex-a72").contains("without write streaming x1.00 -> x1.3");
    }

    /** New lines of all hunks, and all lines the diff shows, as {@code path:line} of the last patch that shows them. */
    private static Set<String> shown(String mbox) {
        Set<String> lines = new HashSet<>();
        Matcher hunk = Pattern.compile("(?m)^@@ -\\d+(?:,\\d+)? \\+(\\d+)(?:,(\\d+))? @@")
                .matcher(mbox);
        while (hunk.find()) {
            int from = Integer.parseInt(hunk.group(1));
            int count = hunk.group(2) == null ? 1 : Integer.parseInt(hunk.group(2));
            for (int i = 0; i < count; i++) {
                lines.add("kernel/relocate.S:" + (from + i));
            }
        }
        return lines;
    }

    @Test
    void commentsAreFewAndSitOnlyWhereTheSeriesChangesSomething() throws IOException {
        JsonNode comments = JSON.readTree(review("github")).path("comments");
        assertThat(comments.size()).isBetween(1, 10);
        Set<String> shown = shown(Files.readString(SERIES.resolve("series.mbox")));
        for (JsonNode c : comments) {
            assertThat(shown)
                    .contains(c.path("path").asText() + ":" + c.path("line").asInt());
        }
    }

    @Test
    void theMailReadsLikeALetter() {
        String mail = review("mail");
        List<String> own = mail.substring(mail.indexOf("\n\n"))
                .lines()
                .filter(l -> !l.startsWith(">"))
                .toList();
        assertThat(own).filteredOn(l -> !l.matches("[A-Z][\\w-]*: .*")).allMatch(l -> l.length() <= 78);
        assertThat(mail)
                .contains("In-Reply-To: <20210201100000.2-ada@example.org>")
                .contains("Subject: Re: [PATCH v2 2/5]");
        assertThat(mail).doesNotContain("critical").doesNotContain("CRITICAL").doesNotContain("!\n");
    }

    @Test
    void theBytesAreTheSameInAnotherLocale() {
        String here = review("mail");
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(written("mail")).isEqualTo(here);
        } finally {
            Locale.setDefault(before);
        }
    }

    /** Patch 4 by itself, on the tree that the patches before it leave: only then is its cost the review's own. */
    @Test
    void whatOnePatchCostsIsToldAsThePublishedSchemaSays(@TempDir Path tree) throws IOException {
        String mbox = Files.readString(SERIES.resolve("series.mbox"));
        String source = Files.readString(SERIES.resolve("kernel/relocate.S"));
        List<Patch> patches = SeriesReader.read("series", mbox).patches().stream()
                .filter(p -> !p.files().isEmpty())
                .toList();
        for (Patch p : patches.subList(0, 3)) {
            source = Application.of(p.files().get(0), source).text();
        }
        Files.createDirectories(tree.resolve("kernel"));
        Files.writeString(tree.resolve("kernel/relocate.S"), source);
        String[] letters = mbox.split("(?m)^(?=From 0{40} )");
        Files.writeString(tree.resolve("one.patch"), letters[letters.length - 2]);
        var run = CommandLineSession.run(
                tree, "review", "--patch", "one.patch", "--fail-on", "never", "--format", "json");
        JsonNode all = JSON.readTree(run.out());
        assertThat(all.path("costs"))
                .extracting(c -> c.path("unit").asText())
                .contains("µs/page", "streaming sensitivity");
        assertThat(OtherSchemasTest.schema("relolens-review-1.json").validate(all))
                .isEmpty();
    }
}
