package relolens.analyzer.contract;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.contract.Clause.Level;
import relolens.analyzer.contract.Clause.Statement;
import relolens.analyzer.source.Problem;
import relolens.analyzer.source.Span;

/**
 * A {@code relolens.yml}: clauses by file glob and routine name.
 *
 * @param path as it was opened
 * @param root whether the search upwards ends here
 * @param rules in order of writing
 * @param problems bad clauses, bad keys, bad YAML
 */
record Sidecar(String path, boolean root, List<Rule> rules, List<Problem> problems) {
    private static final YAMLFactory YAML = new YAMLFactory();

    /**
     * Clauses of one routine.
     *
     * @param glob of files, relative to the sidecar's directory
     * @param routine name or glob of names
     */
    record Rule(String glob, String routine, List<Clause> clauses) {}

    /** {@return the sidecar in {@code text}; what cannot be read is a problem} */
    static Sidecar parse(String path, String text) {
        return new Reading(path, text).read(text);
    }

    /** One pass over the YAML's tokens: those still know their places. */
    private static final class Reading {
        private final String path;
        private final List<Rule> rules = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private final List<String> lines;
        private boolean root;

        Reading(String path, String text) {
            this.path = path;
            this.lines = text.lines().toList();
        }

        Sidecar read(String text) {
            try (JsonParser in = YAML.createParser(text)) {
                JsonToken first = in.nextToken();
                if (first == JsonToken.START_OBJECT) {
                    top(in);
                } else if (first != null) {
                    problem(in, "expected a map with the keys root and routines");
                }
            } catch (JsonProcessingException e) {
                JsonLocation at = e.getLocation();
                int line = at == null ? 1 : Math.max(1, at.getLineNr());
                int column = at == null ? 1 : Math.max(1, at.getColumnNr());
                // What was said of the text before is not worth a word now.
                problems.clear();
                problems.add(ClauseParser.problem(
                        Span.of(path, line, column, 0), "not valid YAML: " + firstLine(e.getOriginalMessage())));
            } catch (IOException e) {
                problems.add(ClauseParser.problem(Span.of(path, 1, 1, 0), "cannot be read: " + e.getMessage()));
            } catch (RuntimeException e) {
                // snakeyaml's own complaints (nesting, aliases) are unchecked.
                problems.add(ClauseParser.problem(
                        Span.of(path, 1, 1, 0), "not valid YAML: " + firstLine(String.valueOf(e.getMessage()))));
            }
            return new Sidecar(path, root, List.copyOf(rules), List.copyOf(problems));
        }

        private void top(JsonParser in) throws IOException {
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String key = in.currentName();
                switch (key) {
                    case "root":
                        if (!in.nextToken().isBoolean()) {
                            problem(in, "expected root: true or root: false");
                        }
                        root = in.currentToken() == JsonToken.VALUE_TRUE;
                        in.skipChildren();
                        break;
                    case "routines":
                        files(in);
                        break;
                    default:
                        problem(in, "unknown key \"" + key + "\": expected root or routines");
                        in.nextToken();
                        in.skipChildren();
                }
            }
        }

        private void files(JsonParser in) throws IOException {
            if (!object(in, "expected a map from file globs to routines")) {
                return;
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String glob = in.currentName();
                if (!Glob.valid(glob)) {
                    problem(in, "bad file pattern \"" + glob + "\"");
                }
                if (object(in, "expected a map from routine names to clauses")) {
                    while (in.nextToken() == JsonToken.FIELD_NAME) {
                        String routine = in.currentName();
                        rules.add(new Rule(glob, routine, clauses(in)));
                    }
                }
            }
        }

        private boolean object(JsonParser in, String expected) throws IOException {
            JsonToken token = in.nextToken();
            if (token == JsonToken.START_OBJECT) {
                return true;
            }
            if (token != JsonToken.VALUE_NULL) {
                problem(in, expected);
                in.skipChildren();
            }
            return false;
        }

        private List<Clause> clauses(JsonParser in) throws IOException {
            List<Clause> found = new ArrayList<>();
            JsonToken token = in.nextToken();
            if (token == JsonToken.VALUE_STRING) {
                add(in, found);
            } else if (token == JsonToken.START_ARRAY) {
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    if (in.currentToken() == JsonToken.VALUE_STRING) {
                        add(in, found);
                    } else {
                        problem(in, "expected a clause in quotes");
                        in.skipChildren();
                    }
                }
            } else if (token != JsonToken.VALUE_NULL) {
                problem(in, "expected a list of clauses");
                in.skipChildren();
            }
            return List.copyOf(found);
        }

        private void add(JsonParser in, List<Clause> found) throws IOException {
            String text = in.getText();
            Span span = span(in, text);
            ClauseParser.Parsed parsed = ClauseParser.parse(new Statement(Level.SIDECAR, span, text));
            Problem problem = parsed.problem();
            Clause clause = parsed.clause();
            if (problem != null) {
                problems.add(problem);
            } else if (clause instanceof Clause.OfInstruction) {
                problems.add(ClauseParser.problem(
                        span, "belongs to an instruction: a sidecar can only speak of whole routines"));
            } else if (clause != null) {
                found.add(clause);
            }
        }

        private Span span(JsonParser in, String text) {
            JsonLocation at = in.currentTokenLocation();
            String line = lines.size() >= at.getLineNr() ? lines.get(at.getLineNr() - 1) : "";
            int start = at.getColumnNr() - 1;
            // The place of a quoted scalar is its quote.
            boolean quoted = start >= 0 && start < line.length() && "\"'".indexOf(line.charAt(start)) >= 0;
            int column = at.getColumnNr() + (quoted ? 1 : 0);
            return Span.of(path, at.getLineNr(), column, text.codePointCount(0, text.length()));
        }

        private void problem(JsonParser in, String message) {
            JsonLocation at = in.currentTokenLocation();
            problems.add(ClauseParser.problem(Span.of(path, at.getLineNr(), at.getColumnNr(), 0), message));
        }

        private static String firstLine(@Nullable String message) {
            return message == null ? "" : message.lines().findFirst().orElse("");
        }
    }
}
