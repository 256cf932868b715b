package relolens.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.server.job.ReviewWriter;
import relolens.server.terminal.Exit;

/** What a change brings, by patch and by revisions, and that it is silent about the rest. */
class ReviewTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLEAR = """
            //@ entry el=1 mmu=off
            //@ x0: data pa size=4K align=4K
            clear:
            \tstp\txzr, xzr, [x0]
            \tret
            """;
    private static final String OLD = """
            //@ entry el=1 mmu=off
            //@ x0: data pa size=4K align=4K
            old:
            \tdc\tzva, x0
            \tret

            """;
    private static final String PATCH = """
            From 1234567890123456789012345678901234567890 Mon Sep 17 00:00:00 2001
            From: =?UTF-8?q?J=C3=B6rg?= <j@example.org>
            Date: Mon, 1 Feb 2021 10:00:00 +0000
            Subject: [PATCH] boot: clear faster
            Message-Id: <1@example.org>

            One instruction clears a block.
            ---
             boot.S | 2 +-

            diff --git a/boot.S b/boot.S
            --- a/boot.S
            +++ b/boot.S
            @@ -9,3 +9,3 @@ old:
             clear:
            -	stp	xzr, xzr, [x0]
            +	dc	zva, x0
             	ret
            --\s
            2.39.2

            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void tree() throws IOException {
        Files.writeString(directory.resolve("boot.S"), OLD + CLEAR);
        Files.writeString(directory.resolve("p.patch"), PATCH);
    }

    private CommandLineSession review(String... more) {
        var args = new java.util.ArrayList<>(java.util.List.of("review"));
        args.addAll(java.util.List.of(more));
        return CommandLineSession.run(directory, args.toArray(String[]::new));
    }

    @Test
    void onlyWhatThePatchBringsIsSaid() throws Exception {
        var run = review("--patch", "p.patch", "--format", "json");
        assertThat(run.code()).isEqualTo(Exit.FINDINGS);
        JsonNode all = JSON.readTree(run.out());
        assertThat(all.path("schema").asText()).isEqualTo("relolens-review/1");
        assertThat(all.path("new")).hasSize(1);
        assertThat(all.at("/new/0/rule").asText()).isEqualTo("D01");
        assertThat(all.at("/new/0/line").asInt()).isEqualTo(10);
        assertThat(all.path("fixed")).isEmpty();
    }

    @Test
    void aTreeThatHasThePatchAlreadyIsTakenBack() throws Exception {
        Files.writeString(directory.resolve("boot.S"), OLD + CLEAR.replace("stp\txzr, xzr, [x0]", "dc\tzva, x0"));
        var run = review("--patch", "p.patch");
        assertThat(run.err()).contains("the tree has the change already");
        assertThat(run.out()).contains("1 new (1 error)").contains("boot.S:10:");
    }

    @Test
    void theFixedIsNamedAndNothingFails() throws Exception {
        Files.writeString(directory.resolve("fix.patch"), """
                --- a/boot.S
                +++ b/boot.S
                @@ -3,3 +3,3 @@
                 old:
                -	dc	zva, x0
                +	stp	xzr, xzr, [x0]
                 	ret
                """);
        var run = review("--patch", "fix.patch");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("1 fixed").contains("fixed  boot.S:4:");
    }

    @Test
    void aPatchWithoutItsTreeIsReadAsFarAsItGoes() throws Exception {
        Files.delete(directory.resolve("boot.S"));
        var run = review("--patch", "p.patch");
        assertThat(run.err()).contains("boot.S is not here: only the lines of the patch itself were analysed");
        assertThat(run.code()).isZero();
    }

    @Test
    void aHunkThatDoesNotFitIsAnErrorWithItsPlace() throws Exception {
        Files.writeString(directory.resolve("boot.S"), "other:\n\tret\n");
        var run = review("--patch", "p.patch");
        assertThat(run.code()).isEqualTo(Exit.INPUT);
        assertThat(run.err()).contains("boot.S:9: the hunk for line 9 does not match the file: not applied");
    }

    @Test
    void theMailQuotesThePatchAndKeepsItsWidth() {
        String mail = review("--patch", "p.patch", "--format", "mail").out();
        assertThat(mail)
                .contains("Subject: Re: [PATCH] boot: clear faster\n")
                .contains("In-Reply-To: <1@example.org>\n")
                .contains("Jörg <j@example.org> wrote:\n")
                .contains("> +\tdc\tzva, x0\n\n");
        assertThat(mail.substring(mail.indexOf("\n\n")).lines())
                .filteredOn(l -> !l.startsWith(">"))
                .allMatch(l -> l.length() <= 78);
        assertThat(mail.lines().filter(l -> l.startsWith(">"))).noneMatch(l -> l.contains("old:\n"));
    }

    @Test
    void githubCommentsSitOnLinesOfTheDiff() throws Exception {
        JsonNode payload =
                JSON.readTree(review("--patch", "p.patch", "--format", "github").out());
        assertThat(payload.path("event").asText()).isEqualTo("COMMENT");
        assertThat(payload.path("comments")).hasSize(1);
        JsonNode comment = payload.at("/comments/0");
        assertThat(comment.path("line").asInt()).isEqualTo(10);
        assertThat(comment.path("side").asText()).isEqualTo("RIGHT");
        assertThat(comment.has("start_line")).isFalse();
        assertThat(comment.path("body").asText()).contains("<!-- relolens:v1 fp=");
    }

    @Test
    void theSameMarksComeAfterARebaseAndNewIndentation() throws Exception {
        String first = JSON.readTree(
                        review("--patch", "p.patch", "--format", "json").out())
                .at("/patches/0/comments/0/fingerprint")
                .asText();
        Files.writeString(
                directory.resolve("boot.S"), "// new first line\n\n" + OLD + CLEAR.replace("\tstp", "        stp"));
        Files.writeString(
                directory.resolve("p.patch"),
                PATCH.replace("@@ -9,3 +9,3 @@", "@@ -11,3 +11,3 @@")
                        .replace("-\tstp", "-        stp")
                        .replace("+\tdc", "+        dc"));
        String second = JSON.readTree(
                        review("--patch", "p.patch", "--format", "json").out())
                .at("/patches/0/comments/0/fingerprint")
                .asText();
        assertThat(second).isEqualTo(first).isNotEmpty();
    }

    @Test
    void revisionsAreComparedWithoutAGitProgram() throws Exception {
        try (Git git = Git.init().setDirectory(directory.toFile()).call()) {
            git.add().addFilepattern("boot.S").call();
            var base = git.commit()
                    .setMessage("base")
                    .setAuthor("a", "a@example.org")
                    .setCommitter("a", "a@example.org")
                    .setSign(false)
                    .call();
            Files.writeString(directory.resolve("boot.S"), OLD + CLEAR.replace("stp\txzr, xzr, [x0]", "dc\tzva, x0"));
            assertThat(review("--base", base.name()).out()).contains("1 new (1 error)");
            assertThat(review("--base", base.name(), "--head", base.name()).out())
                    .contains("no new findings");
            git.add().addFilepattern("boot.S").call();
            var head = git.commit()
                    .setMessage("head")
                    .setAuthor("a", "a@example.org")
                    .setCommitter("a", "a@example.org")
                    .setSign(false)
                    .call();
            var run = review("--base", base.name(), "--head", head.name(), "--format", "github");
            assertThat(run.out()).contains("\"commit_id\" : \"" + head.name() + "\"");
            assertThat(review("--base", "nowhere").err()).contains("nowhere: no such revision");
        }
    }

    @Test
    void everyFormatIsTheSameBytesAgain() {
        for (String format : ReviewWriter.AVAILABLE) {
            var once = review("--patch", "p.patch", "--format", format);
            assertThat(once.out()).as(format).isNotEmpty();
            assertThat(review("--patch", "p.patch", "--format", format).out())
                    .as(format)
                    .isEqualTo(once.out());
        }
    }
}
