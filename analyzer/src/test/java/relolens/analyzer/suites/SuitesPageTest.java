package relolens.analyzer.suites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import relolens.analyzer.Sources;

/** The committed page is what the analysis says of the suites now; {@code -Drelolens.write=true} writes it anew. */
class SuitesPageTest {
    private static final Path PAGE = Sources.repository().resolve("docs/suites.md");

    private final List<String> rows = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    @Test
    void mostBadCasesAreFoundAndHardlyAnyGoodOneIsFlagged() throws IOException {
        List<SuiteCase> history = new ArrayList<>();
        for (String file : List.of("history-state", "history-code", "history-tables")) {
            history.addAll(SuiteCase.pairs(file));
        }
        List<SuiteCase> litmus = SuiteCase.litmus("litmus");
        List<SuiteCase> verdicts = SuiteCase.verdicts("verdicts");
        assertTrue(history.size() >= 2 * 60 && litmus.size() >= 60 && verdicts.size() >= 40);
        row("historical bugs, before and after their fix", history);
        row("relocation safety, twins, roles by use, wrong and mended", SuiteCase.pairs("relocation"));
        row("litmus tests, allowed and forbidden", litmus);
        row("MMU verdicts, not agnostic and agnostic", verdicts);
        String page = page();
        if (Boolean.getBoolean("relolens.write")) {
            Files.writeString(PAGE, page);
        }
        assertEquals(Files.exists(PAGE) ? Files.readString(PAGE) : "", page, "rewrite with -Drelolens.write=true");
    }

    private void row(String title, List<SuiteCase> cases) {
        int bad = 0;
        int found = 0;
        int flagged = 0;
        for (SuiteCase c : cases) {
            Judgement j = Judgement.of(c);
            if (c.bad()) {
                bad++;
                found += j.right() ? 1 : 0;
            } else {
                flagged += j.right() ? 0 : 1;
            }
            if (!j.right()) {
                wrong.add("- " + c.name() + ": " + c.what() + ". Said: "
                        + (j.said().isEmpty() ? "nothing" : String.join("; ", j.said())));
            }
        }
        int good = cases.size() - bad;
        rows.add("| " + title + " | " + bad + " | " + found + " | " + good + " | " + flagged + " |");
        int all = bad;
        int hits = found;
        int alarms = flagged;
        if (!Boolean.getBoolean("relolens.write")) {
            assertTrue(hits * 100 >= all * 90, () -> title + ": " + hits + " of " + all + " found; " + wrong);
            assertTrue(alarms * 100 <= good * 2, () -> title + ": " + alarms + " of " + good + " flagged; " + wrong);
        }
    }

    private String page() {
        return """
                # What the analysis finds in suites it was not made for

                Historical bugs as short routines before and after their fix, sequences with a verdict known from litmus
                tests, and routines whose MMU verdict is known. They were written from papers and public reports, in words
                of our own, before the rules were looked at. A bad case is found when an error, a warning or the expected
                rule stands at the cause or near it; a good one is flagged when any error or warning stands anywhere in it;
                a verdict counts when it and each side's first line are the known ones. Written by `SuitesPageTest`.

                On their first run, before anything was mended, 72 of 109 historical bugs, 36 of 53 allowed litmus tests and
                27 of 31 verdicts other than agnostic were found, and 2 of 109, 1 of 26 and 1 of 22 flagged in vain.

                | suite | bad | found | good | flagged |
                |---|---:|---:|---:|---:|
                """
                + String.join("\n", rows)
                + "\n"
                + (wrong.isEmpty() ? "" : "\nMissed, or flagged in vain:\n\n" + String.join("\n", wrong) + "\n");
    }
}
