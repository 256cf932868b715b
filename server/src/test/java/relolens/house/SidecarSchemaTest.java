package relolens.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import relolens.analyzer.contract.Clause;
import relolens.analyzer.contract.ClauseParser;
import relolens.analyzer.source.Span;

/** The schema that editors check a {@code relolens.yml} with says of clauses what the parser says. */
class SidecarSchemaTest {
    private static final Path SCHEMA = Path.of("../vscode-client/schemas/relolens.schema.json");
    private static final Path CONTRACTS = Path.of("../docs/contracts.md");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9.-]*|[0-9]+[KMGB%]*");
    private static final int RANDOM_CLAUSES = 40_000;

    private final JsonNode clause;
    private final List<Pattern> patterns = new ArrayList<>();

    SidecarSchemaTest() throws Exception {
        clause = new ObjectMapper()
                .readTree(Files.readString(SCHEMA))
                .get("definitions")
                .get("clause");
        clause.get("anyOf")
                .forEach(c -> patterns.add(Pattern.compile(c.get("pattern").asText())));
    }

    private boolean schemaTakes(String text) {
        return patterns.stream().anyMatch(p -> p.matcher(text).find());
    }

    private static boolean parserTakes(String text) {
        return problem(text).isEmpty();
    }

    /** {@return what the parser says against {@code text} in a sidecar, or ""} */
    private static String problem(String text) {
        var by = new Clause.Statement(Clause.Level.SIDECAR, Span.of("relolens.yml", 1, 1, text.length()), text);
        ClauseParser.Parsed parsed = ClauseParser.parse(by);
        if (parsed.problem() != null) {
            return parsed.problem().message();
        }
        return parsed.clause() instanceof Clause.OfInstruction ? "of an instruction" : "";
    }

    private static List<String> documented() throws Exception {
        List<String> found = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(CONTRACTS)) {
            if (line.startsWith("```")) {
                inside = line.equals("```");
            } else if (inside) {
                found.add(line);
            }
        }
        return found;
    }

    /** Every word that the schema, the documentation or the parser's complaints know, and some that nobody does. */
    private List<String> vocabulary() throws Exception {
        Set<String> words = new TreeSet<>(List.of("bogus", "maybe", "5", "x31", "0x40"));
        String all = clause
                + Files.readString(CONTRACTS)
                + problem("bogus")
                + problem("entry bogus")
                + problem("x0: bogus")
                + problem("run a: bogus")
                + problem("expect bogus")
                + problem("cpu bogus")
                + problem("x0: data bogus")
                + problem("run a: x0=kimage(bogus)")
                + problem("run a: x0=buffer(bogus)");
        for (String line : all.lines().toList()) {
            if (!line.matches("[A-Z|].*[.a-z]")) {
                Matcher m = WORD.matcher(line);
                while (m.find()) {
                    words.add(m.group());
                }
            }
        }
        return List.copyOf(words);
    }

    @Test
    void takesWhatItGivesAsExamplesAndSoDoesTheParser() {
        clause.get("anyOf")
                .forEach(c -> c.get("examples").forEach(example -> {
                    assertThat(problem(example.asText())).as(example.asText()).isEmpty();
                    assertThat(schemaTakes(example.asText()))
                            .as(example.asText())
                            .isTrue();
                }));
    }

    @Test
    void takesEveryDocumentedClauseOfRoutines() throws Exception {
        List<String> ofRoutines =
                documented().stream().filter(SidecarSchemaTest::parserTakes).toList();
        assertThat(ofRoutines).hasSizeGreaterThan(15);
        assertThat(ofRoutines).allMatch(this::schemaTakes);
    }

    @Test
    void takesExactlyTheSettingsThatTheParserTakes() throws Exception {
        List<String> words = vocabulary();
        List<String> wrong = new ArrayList<>();
        int taken = 0;
        for (String frame : List.of(
                "entry %s=%s",
                "cpu %s=%s",
                "expect %s=%s",
                "run a: %s=%s",
                "x0: data %s=%s",
                "run a: x0=kimage(%s=%s)",
                "run a: x0=buffer(size=4K, %s=%s)")) {
            for (String key : words) {
                for (String value : words) {
                    String text = String.format(frame, key, value);
                    boolean parser = parserTakes(text);
                    taken += parser ? 1 : 0;
                    // Ranges and powers of two are for the parser to check.
                    boolean number = value.matches("-?[0-9].*");
                    if (schemaTakes(text) != parser && !(number && !parser)) {
                        wrong.add(text + (parser ? " is fine: " : " is not: " + problem(text)));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(taken).isGreaterThan(500);
    }

    @Test
    void takesEveryRandomClauseThatTheParserTakes() throws Exception {
        Random random = new Random(20261130);
        List<String> seeds = new ArrayList<>(documented());
        clause.get("anyOf").forEach(c -> c.get("examples").forEach(e -> seeds.add(e.asText())));
        List<String> words = new ArrayList<>(vocabulary());
        words.addAll(List.of("=", ":", ",", "(", ")", " ", "// why", "\t"));
        Set<String> wrong = new LinkedHashSet<>();
        int taken = 0;
        for (int i = 0; i < RANDOM_CLAUSES; i++) {
            List<String> parts = new ArrayList<>(
                    List.of(seeds.get(random.nextInt(seeds.size())).split("(?=[ =:,()])|(?<=[ =:,()])")));
            for (int n = random.nextInt(3); n > 0; n--) {
                int at = random.nextInt(parts.size());
                switch (random.nextInt(4)) {
                    case 0 -> parts.set(at, words.get(random.nextInt(words.size())));
                    case 1 -> parts.add(at, words.get(random.nextInt(words.size())));
                    case 2 -> parts.add(at, parts.get(random.nextInt(parts.size())));
                    default -> parts.set(at, "");
                }
            }
            String text = String.join("", parts);
            if (parserTakes(text)) {
                taken++;
                if (!schemaTakes(text)) {
                    wrong.add(text);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(taken).isGreaterThan(RANDOM_CLAUSES / 10);
    }
}
