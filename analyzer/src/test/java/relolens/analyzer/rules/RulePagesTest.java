package relolens.analyzer.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import relolens.analyzer.Sources;

class RulePagesTest {
    private static final Path PAGES = Sources.repository().resolve("docs/rules");

    @Test
    void pagesAreWhatTheRulesSay() throws IOException {
        TreeMap<String, String> wanted = new TreeMap<>();
        wanted.put("README.md", RulePages.index());
        Rules.ALL.forEach(r -> wanted.put(r.info().id() + ".md", RulePages.page(r.info())));
        if (Boolean.getBoolean("update.golden")) {
            Files.createDirectories(PAGES);
            for (var e : wanted.entrySet()) {
                Files.writeString(PAGES.resolve(e.getKey()), e.getValue());
            }
        }
        Set<String> present = new TreeSet<>();
        try (Stream<Path> files = Files.list(PAGES)) {
            files.forEach(f -> present.add(f.getFileName().toString()));
        }
        assertEquals(wanted.keySet(), present, "rewrite with -Dupdate.golden=true");
        for (var e : wanted.entrySet()) {
            assertEquals(
                    e.getValue(), Files.readString(PAGES.resolve(e.getKey())), "rewrite with -Dupdate.golden=true");
        }
    }

    @Test
    void explainsByIdOrNameInAnyCase() {
        String byId = Rules.explain("s01");
        assertNotNull(byId);
        assertTrue(byId.contains("context synchronisation event"));
        assertEquals(byId, Rules.explain("SCTLR-no-cse"));
        assertNull(Rules.explain("Z99"));
    }
}
