package relolens.analyzer.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Ten thousand damaged patches: each is read and applied as far as it goes, none throws. */
class MutatedPatchesTest {
    private static final String TEXT = "one\ntwo\nthree\nfour\nfive\nsix\n";
    private static final String PATCH = """
            From 1234567890123456789012345678901234567890 Mon Sep 17 00:00:00 2001
            From: =?UTF-8?B?SsO2cmc=?= <j@example.org>
            Subject: [PATCH 1/2] a: =?UTF-8?q?=C3=A9?=
            Content-Transfer-Encoding: quoted-printable

            ---
            diff --git a/a.S b/a.S
            --- a/a.S
            +++ b/a.S
            @@ -1,3 +1,4 @@ head
             one
            -two
            +2=3D
            +2
             three
            @@ -5,2 +6,1 @@
             five
            -six
            diff --git a/old name.S "b/new\\303\\251.S"
            similarity index 90%
            rename from old name.S
            rename to "new\\303\\251.S"
            Binary files differ
            --\s
            2.39

            From 1234567890123456789012345678901234567891 Mon Sep 17 00:00:00 2001
            From: b <b@example.org>
            Subject: [PATCH 2/2] b

            --- /dev/null
            +++ b/n.S
            @@ -0,0 +1 @@
            +new
            \\ No newline at end of file
            """;

    @Test
    void noDamageThrows() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            StringBuilder text = new StringBuilder(PATCH);
            for (int n = random.nextInt(6); n >= 0 && text.length() > 1; n--) {
                damage(text, random);
            }
            Series series = SeriesReader.read("p", text.toString());
            for (Patch patch : series.patches()) {
                for (FilePatch file : patch.files()) {
                    Application done = Application.of(file, TEXT);
                    assertThat(done.hunks().size() + done.problems().size())
                            .isEqualTo(file.hunks().size());
                    Application.seen(file);
                    Application.of(Application.reversed(file), done.text());
                }
            }
        }
    }

    private static void damage(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(5)) {
            case 0 -> text.setLength(at);
            case 1 -> text.deleteCharAt(at);
            case 2 -> text.setCharAt(at, (char) random.nextInt(random.nextInt(20) == 0 ? 0xffff : 127));
            case 3 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(60))));
            default -> text.insert(at, random.nextBoolean() ? "\r\n" : "999999999");
        }
    }

    @Test
    void theWholeOneAppliesAndIsTakenBack() {
        Series series = SeriesReader.read("p", PATCH);
        assertThat(series.problems()).isEmpty();
        assertThat(series.patches()).hasSize(2);
        Patch first = series.patches().get(0);
        assertThat(first.title()).isEqualTo("a: é");
        assertThat(first.files()).hasSize(2);
        assertThat(first.files().get(1).newPath()).isEqualTo("newé.S");
        Application done = Application.of(first.files().get(0), TEXT);
        assertThat(done.text()).isEqualTo("one\n2=\n2\nthree\nfour\nfive\n");
        assertThat(Application.of(Application.reversed(first.files().get(0)), done.text())
                        .text())
                .isEqualTo(TEXT);
        FilePatch made = series.patches().get(1).files().get(0);
        assertThat(made.oldPath()).isNull();
        assertThat(Application.of(made, "").text()).isEqualTo("new\n");
    }

    @Test
    void aCutHunkSaysSo() {
        Series series = SeriesReader.read("p", "--- a/x\n+++ b/x\n@@ -1,9 +1,9 @@\n one\n");
        assertThat(series.problems()).singleElement().satisfies(p -> {
            assertThat(p.line()).isEqualTo(3);
            assertThat(p.message()).contains("promises 9 old and 9 new lines").contains("cut off");
        });
    }
}
