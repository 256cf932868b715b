package relolens.emulator.timing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns YAML or JSON into dotted keys, and keeps where each of them stands. */
final class DataReader {
    /** Characters of the longest file that is read; those that come with the program have 12,000. */
    static final int MOST = 256 << 10;

    private static final int DEEPEST = 12;

    final Map<String, Figure> figures = new LinkedHashMap<>();
    final Map<String, String> texts = new LinkedHashMap<>();
    final Map<String, Place> places = new LinkedHashMap<>();
    final List<String> problems = new ArrayList<>();
    private final String name;
    private final @Nullable Fields fields;

    /** A map, if {@code inner} is one, or a scalar. */
    private record Node(Place place, @Nullable Map<String, Node> inner, boolean number, String text) {}

    private record Standing(Figure.@Nullable Mark mark, String source) {}

    /** @param fields what may be said, or null if anything may */
    DataReader(String name, @Nullable Fields fields) {
        this.name = name;
        this.fields = fields;
    }

    void read(String text) {
        if (text.length() > MOST) {
            throw new TimingDataException(
                    name + ": longer than " + (MOST >> 10) + " KiB; no core or board needs as much");
        }
        JsonFactory factory = name.endsWith(".json") ? new JsonFactory() : new YAMLFactory();
        try (JsonParser in = factory.createParser(text)) {
            in.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new TimingDataException(
                        at(in.currentTokenLocation()) + ": expected a map, as in `name: my-board`");
            }
            Node root = map(in, 0);
            if (in.nextToken() != null) {
                problems.add(at(in.currentTokenLocation()) + ": one map is expected, here begins another");
            }
            flatten("", root, new Standing(null, ""));
        } catch (JsonProcessingException e) {
            String format = name.endsWith(".json") ? "JSON" : "YAML";
            String why =
                    String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
            throw new TimingDataException(at(e.getLocation()) + ": no " + format + ": " + why);
        } catch (IOException e) {
            throw new TimingDataException(name + ": cannot be read: " + e.getMessage());
        }
    }

    private Place at(@Nullable JsonLocation l) {
        return l == null
                ? new Place(name, 1, 1)
                : new Place(name, Math.max(1, l.getLineNr()), Math.max(1, l.getColumnNr()));
    }

    private Node map(JsonParser in, int depth) throws IOException {
        Place place = at(in.currentTokenLocation());
        Map<String, Node> inner = new LinkedHashMap<>();
        for (JsonToken t = in.nextToken(); t != JsonToken.END_OBJECT && t != null; t = in.nextToken()) {
            String key = in.currentName();
            Place keyPlace = at(in.currentTokenLocation());
            JsonToken value = in.nextToken();
            if (value == JsonToken.START_OBJECT && depth < DEEPEST) {
                Node below = map(in, depth + 1);
                inner.put(key, new Node(keyPlace, below.inner, false, ""));
            } else if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
                problems.add(keyPlace + ": " + key + ": "
                        + (value == JsonToken.START_ARRAY ? "lists are not used in these files" : "nested too deeply"));
                in.skipChildren();
            } else if (value == JsonToken.VALUE_NULL || in instanceof YAMLParser y && y.isCurrentAlias()) {
                problems.add(keyPlace + ": " + key + ": no value; aliases stand for none either");
            } else {
                boolean number = value == JsonToken.VALUE_NUMBER_INT || value == JsonToken.VALUE_NUMBER_FLOAT;
                String text = number ? Double.toString(in.getDoubleValue()) : in.getText();
                inner.put(key, new Node(number ? at(in.currentTokenLocation()) : keyPlace, null, number, text));
            }
        }
        return new Node(place, inner, false, "");
    }

    private void flatten(String key, Node node, Standing outer) {
        places.put(key, node.place);
        Map<String, Node> inner = node.inner;
        if (inner != null) {
            Standing own = standing(key, inner, outer);
            inner.forEach((name, child) -> {
                if (mark(name) == null) {
                    flatten(join(key, name), child, own);
                }
            });
            return;
        }
        Field field = fields == null ? null : fields.find(key);
        if (field != null && (field.kind() == Field.Kind.TEXT) == node.number) {
            problems.add(node.place + ": " + key + ": expected "
                    + (node.number ? "text (put it in quotes)" : "a number, is \"" + node.text + "\""));
        } else if (!node.number) {
            texts.put(key, node.text);
        } else if (!Double.isFinite(Double.parseDouble(node.text))) {
            problems.add(node.place + ": " + key + ": expected a finite number");
        } else if (outer.mark == null || outer.source.isBlank()) {
            problems.add(node.place + ": " + key + ": number without a source; add published, measured, derived, fit or"
                    + " estimate, as in {is: " + Figure.text(Double.parseDouble(node.text)) + ", estimate: \"why\"}");
        } else {
            figures.put(key, new Figure(key, Double.parseDouble(node.text), outer.mark, outer.source));
        }
    }

    private Standing standing(String key, Map<String, Node> inner, Standing outer) {
        Standing own = null;
        for (Map.Entry<String, Node> e : inner.entrySet()) {
            Figure.Mark mark = mark(e.getKey());
            if (mark == null) {
                continue;
            }
            Node source = e.getValue();
            if (source.inner != null || source.number || source.text.isBlank()) {
                problems.add(
                        source.place + ": " + join(key, e.getKey()) + ": expected where the number is from, in words");
            } else if (own != null) {
                problems.add(source.place + ": " + join(key, e.getKey()) + ": a second mark; one of them is right");
            }
            own = new Standing(mark, source.text);
        }
        return own == null ? outer : own;
    }

    private static Figure.@Nullable Mark mark(String key) {
        for (Figure.Mark m : Figure.Mark.values()) {
            if (m.name().toLowerCase(Locale.ROOT).equals(key)) {
                return m;
            }
        }
        return null;
    }

    private static String join(String outer, String inner) {
        if (inner.equals("is")) {
            return outer;
        }
        return outer.isEmpty() ? inner : outer + "." + inner;
    }
}
