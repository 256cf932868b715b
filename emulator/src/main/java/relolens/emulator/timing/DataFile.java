package relolens.emulator.timing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A core's or board's YAML file, flattened to dotted keys. A number stands under a mark: its own map, or the nearest map
 * around it, has one of the keys {@code published}, {@code measured}, {@code derived}, {@code fit}, {@code estimate}
 * with the source as text. A map {@code {is: 3, published: …}} is the number itself.
 */
public final class DataFile {
    private final String name;
    private final Map<String, Figure> figures;
    private final Map<String, String> texts;

    private DataFile(String name, Map<String, Figure> figures, Map<String, String> texts) {
        this.name = name;
        this.figures = figures;
        this.texts = texts;
    }

    /**
     * @param name of the file, for messages
     * @throws TimingDataException if it is no YAML map or a number has no source
     */
    public static DataFile parse(String name, String yaml) {
        JsonNode root;
        try {
            root = new YAMLMapper().readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new TimingDataException(name, "line " + lineOf(e), "no YAML: " + e.getOriginalMessage());
        }
        if (root == null || !root.isObject()) {
            throw new TimingDataException(name, "top", "must be a YAML map");
        }
        DataFile file = new DataFile(name, new LinkedHashMap<>(), new LinkedHashMap<>());
        file.flatten("", root, null, "");
        return file;
    }

    private static int lineOf(JsonProcessingException e) {
        return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    }

    private void flatten(String key, JsonNode node, Figure.@Nullable Mark outerMark, String outerSource) {
        Figure.Mark mark = outerMark;
        String source = outerSource;
        if (node.isObject()) {
            for (Figure.Mark m : Figure.Mark.values()) {
                JsonNode own = node.get(m.name().toLowerCase(Locale.ROOT));
                if (own != null) {
                    mark = m;
                    source = own.asText();
                }
            }
            for (Map.Entry<String, JsonNode> e : node.properties()) {
                if (!isMark(e.getKey())) {
                    flatten(join(key, e.getKey()), e.getValue(), mark, source);
                }
            }
        } else if (node.isNumber()) {
            if (mark == null || source.isBlank()) {
                throw new TimingDataException(
                        name, key, "number without a source; add published, measured, derived, fit or estimate");
            }
            figures.put(key, new Figure(key, node.doubleValue(), mark, source));
        } else if (node.isArray()) {
            throw new TimingDataException(name, key, "lists are not used in timing files");
        } else {
            texts.put(key, node.asText());
        }
    }

    private static boolean isMark(String key) {
        for (Figure.Mark m : Figure.Mark.values()) {
            if (m.name().toLowerCase(Locale.ROOT).equals(key)) {
                return true;
            }
        }
        return false;
    }

    private static String join(String outer, String inner) {
        if (inner.equals("is")) {
            return outer;
        }
        return outer.isEmpty() ? inner : outer + "." + inner;
    }

    /** {@return this file with {@code board}'s figures under {@code prefix} in place of its own} */
    DataFile overriddenBy(DataFile board, String prefix) {
        Map<String, Figure> merged = new LinkedHashMap<>(figures);
        board.figures.forEach((key, figure) -> {
            if (key.startsWith(prefix + ".")) {
                String own = key.substring(prefix.length() + 1);
                merged.put(
                        own, new Figure(own, figure.value(), figure.mark(), figure.source() + " [" + board.name + "]"));
            }
        });
        return new DataFile(name, merged, texts);
    }

    /** {@return this file with other values at some keys; what they stood on is kept beside the reason} */
    DataFile changed(Map<String, Double> values, String reason) {
        Map<String, Figure> changed = new LinkedHashMap<>(figures);
        values.forEach((key, value) -> {
            Figure was = figure(key);
            changed.put(key, new Figure(key, value, was.mark(), was.source() + "; " + reason));
        });
        return new DataFile(name, changed, texts);
    }

    /** {@return the figure at {@code key}} @throws TimingDataException if there is none */
    public Figure figure(String key) {
        Figure f = figures.get(key);
        if (f == null) {
            throw new TimingDataException(name, key, "missing; the engine has no number of its own to put there");
        }
        return f;
    }

    /** {@return the number at {@code key}} @throws TimingDataException if there is none */
    public double number(String key) {
        return figure(key).value();
    }

    /** {@return the whole number at {@code key}} @throws TimingDataException if there is none or it has a fraction */
    public int integer(String key) {
        double v = number(key);
        if (v != Math.rint(v) || Math.abs(v) > Integer.MAX_VALUE) {
            throw new TimingDataException(name, key, "must be a whole number, is " + v);
        }
        return (int) v;
    }

    /** {@return whether there is a number at {@code key}} */
    public boolean has(String key) {
        return figures.containsKey(key);
    }

    /** {@return the text at {@code key}} @throws TimingDataException if there is none */
    public String text(String key) {
        String t = texts.get(key);
        if (t == null) {
            throw new TimingDataException(name, key, "missing");
        }
        return t;
    }

    /** {@return the text at {@code key}, or {@code otherwise}} */
    public String textOr(String key, String otherwise) {
        return texts.getOrDefault(key, otherwise);
    }

    /** {@return all figures in file order} */
    public List<Figure> figures() {
        return new ArrayList<>(figures.values());
    }

    /** {@return the words that follow {@code prefix.} in keys of numbers or texts, sorted} */
    public List<String> children(String prefix) {
        TreeSet<String> found = new TreeSet<>();
        for (String key : figures.keySet()) {
            addChild(found, key, prefix);
        }
        for (String key : texts.keySet()) {
            addChild(found, key, prefix);
        }
        return new ArrayList<>(found);
    }

    private static void addChild(TreeSet<String> found, String key, String prefix) {
        if (key.startsWith(prefix + ".")) {
            String rest = key.substring(prefix.length() + 1);
            int dot = rest.indexOf('.');
            found.add(dot < 0 ? rest : rest.substring(0, dot));
        }
    }

    /** {@return the file's name} */
    public String name() {
        return name;
    }

    /** {@return the file for people: every number with its mark and source, group by group} */
    public String describe() {
        return Description.of(this, texts);
    }
}
