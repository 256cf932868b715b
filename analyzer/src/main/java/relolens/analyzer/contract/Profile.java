package relolens.analyzer.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import relolens.analyzer.contract.Clause.Level;
import relolens.analyzer.contract.Clause.Statement;
import relolens.analyzer.source.Span;

/**
 * A built-in contract of a well-known routine.
 *
 * @param name for {@code explain}
 * @param summary one sentence
 * @param routines names or name patterns it fits
 * @param reads argument registers the code must read
 * @param ignores argument registers the code must not read before writing
 * @param dereferences argument registers the code must use as addresses
 * @param writes system registers the code must write
 * @param abi the ABI assumed, in one line
 * @param why where that is known from
 * @param clauses as in a contract comment
 */
record Profile(
        String name,
        String summary,
        List<String> routines,
        List<Integer> reads,
        List<Integer> ignores,
        List<Integer> dereferences,
        List<String> writes,
        String abi,
        String why,
        List<Clause> clauses) {
    private static final String FOLDER = "/relolens/profiles/";

    /** {@return whether a routine of this name and shape is the one meant} */
    boolean fits(String routine, CodeShape shape) {
        return routines.stream().anyMatch(pattern -> Glob.matchesName(pattern, routine))
                && reads.stream().allMatch(shape::reads)
                && ignores.stream().noneMatch(shape::reads)
                && dereferences.stream().allMatch(shape::dereferences)
                && shape.systemWrites().containsAll(writes);
    }

    /** {@return all profiles, in the order they are tried} */
    static List<Profile> loadAll() {
        List<Profile> found = new ArrayList<>();
        YAMLMapper yaml = new YAMLMapper();
        for (JsonNode name : tree(yaml, "index.yml").path("profiles")) {
            found.add(read(name.asText(), tree(yaml, name.asText() + ".yml")));
        }
        return List.copyOf(found);
    }

    private static JsonNode tree(YAMLMapper yaml, String file) {
        try (InputStream in = Profile.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("profile " + file + " is missing from the jar");
            }
            return yaml.readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Profile read(String name, JsonNode node) {
        List<Clause> clauses = new ArrayList<>();
        int line = 1;
        for (String text : texts(node.path("clauses"))) {
            Span at = Span.of("<profile " + name + ">", line++, 1, text.length());
            ClauseParser.Parsed parsed = ClauseParser.parse(new Statement(Level.PROFILE, at, text));
            Clause clause = parsed.clause();
            if (clause == null) {
                throw new IllegalStateException("profile " + name + ": " + parsed.problem());
            }
            clauses.add(clause);
        }
        JsonNode when = node.path("when");
        return new Profile(
                name,
                node.path("summary").asText(),
                texts(node.path("routines")),
                registers(when.path("reads")),
                registers(when.path("ignores")),
                registers(when.path("dereferences")),
                texts(when.path("writes")),
                node.path("abi").asText(),
                node.path("why").asText(),
                List.copyOf(clauses));
    }

    private static List<String> texts(JsonNode list) {
        List<String> found = new ArrayList<>();
        list.forEach(item -> found.add(item.asText()));
        return List.copyOf(found);
    }

    private static List<Integer> registers(JsonNode list) {
        return texts(list).stream().map(r -> Integer.parseInt(r.substring(1))).toList();
    }
}
