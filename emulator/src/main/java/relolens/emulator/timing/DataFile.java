package relolens.emulator.timing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A core's or board's YAML or JSON file, flattened to dotted keys. A number stands under a mark: its own map, or the nearest map
 * around it, has one of the keys {@code published}, {@code measured}, {@code derived}, {@code fit}, {@code estimate}
 * with the source as text. A map {@code {is: 3, published: …}} is the number itself.
 */
public final class DataFile {
    private final String name;
    private final Map<String, Figure> figures;
    private final Map<String, String> texts;

    private final Map<String, Place> places;

    private DataFile(String name, Map<String, Figure> figures, Map<String, String> texts, Map<String, Place> places) {
        this.name = name;
        this.figures = figures;
        this.texts = texts;
        this.places = places;
    }

    /**
     * A file of no particular kind.
     *
     * @param name of the file, for messages; JSON where it ends so, else YAML
     * @throws TimingDataException if it is no map or a number has no source
     */
    public static DataFile parse(String name, String text) {
        return parse(name, text, null);
    }

    /**
     * A core's or board's file.
     *
     * @param fields what it may say, or null for anything; whether it says all it must is asked by {@link #check}
     * @throws TimingDataException with every problem that was found
     */
    static DataFile parse(String name, String text, @Nullable Fields fields) {
        DataReader reader = new DataReader(name, fields);
        reader.read(text);
        if (!reader.problems.isEmpty()) {
            throw new TimingDataException(reader.problems);
        }
        return new DataFile(name, reader.figures, reader.texts, reader.places);
    }

    /** {@return this file, every key of which is known, in range, and none missing} @throws TimingDataException else */
    DataFile check(Fields fields) {
        List<String> problems = new ArrayList<>();
        Stream.concat(figures.keySet().stream(), texts.keySet().stream()).forEach(key -> {
            Field field = fields.find(key);
            String className = key.replaceFirst("^(cores\\.[^.]+\\.)?classes\\.([^.]+).*", "$2");
            boolean noClass = key.contains("classes.") && !Fields.classes().contains(className);
            Figure figure = figures.get(key);
            String wrong = field == null || figure == null ? null : field.wrong(figure.value());
            if (field == null || noClass) {
                List<String> near = fields.near(key);
                problems.add(place(key) + ": " + key + ": " + (noClass ? "no such timing class" : "unknown field")
                        + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?"));
            } else if ((field.kind() == Field.Kind.TEXT) != (figure == null)) {
                problems.add(place(key) + ": " + key + ": expected " + (figure == null ? "a number" : "text"));
            } else if (wrong != null) {
                problems.add(place(key) + ": " + key + ": " + wrong);
            }
        });
        for (Field field : fields.all()) {
            String map = field.key().substring(0, Math.max(0, field.key().lastIndexOf('.')));
            boolean asked = field.need() == Field.Need.ALWAYS
                    || field.need() == Field.Need.WITH_ITS_MAP && !children(map).isEmpty();
            List<String> names = field.key().startsWith("classes.") ? Fields.classes() : children("pipes");
            for (String key : asked ? Fields.keys(field, names) : List.<String>of()) {
                if (!figures.containsKey(key) && !texts.containsKey(key)) {
                    problems.add(missing(key, field).problems().get(0));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new TimingDataException(problems);
        }
        return this;
    }

    private TimingDataException missing(String key, @Nullable Field field) {
        String unit = field == null
                ? ""
                : "; expected " + (field.kind() == Field.Kind.TEXT ? field.unit() : field.range() + " " + field.unit());
        return problem(key, "missing" + unit + "; there is no default");
    }

    /** Where a key stands, or the nearest map around where it should. */
    private Place place(String key) {
        String at = key;
        while (!places.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, Math.max(0, at.lastIndexOf('.')));
        }
        return places.getOrDefault(at, new Place(name, 1, 1));
    }

    /** {@return a problem with what stands at {@code key}, to be thrown} */
    TimingDataException problem(String key, String what) {
        return new TimingDataException(place(key), key, what);
    }

    /**
     * {@return this file with what it does not say taken from {@code other}, as an estimate} Write streaming is taken as a
     * whole or not at all, and what a board says of cores only of those that this file names, if it names any.
     */
    DataFile like(DataFile other) {
        Map<String, Figure> figuresOfBoth = new LinkedHashMap<>(figures);
        Map<String, String> textsOfBoth = new LinkedHashMap<>(texts);
        String from = other.text("name");
        other.figures.forEach((key, f) -> {
            if (takes(key)) {
                figuresOfBoth.putIfAbsent(
                        key, new Figure(key, f.value(), Figure.Mark.ESTIMATE, "as " + from + ": " + f.source()));
            }
        });
        other.texts.forEach((key, text) -> {
            if (takes(key) && key.contains(".")) {
                textsOfBoth.putIfAbsent(key, text);
            }
        });
        return new DataFile(name, figuresOfBoth, textsOfBoth, places);
    }

    private boolean takes(String key) {
        String[] parts = key.split("\\.");
        return switch (parts[0]) {
            case "streaming" -> children("streaming").isEmpty();
            case "cores" -> children("cores").isEmpty() || children("cores").contains(parts[1]);
            default -> true;
        };
    }

    /** {@return this file with {@code board}'s figures under {@code prefix} in place of its own} */
    DataFile overriddenBy(DataFile board, String prefix) {
        Map<String, Figure> merged = new LinkedHashMap<>(figures);
        Map<String, Place> mergedPlaces = new LinkedHashMap<>(places);
        board.figures.forEach((key, figure) -> {
            if (key.startsWith(prefix + ".")) {
                String own = key.substring(prefix.length() + 1);
                merged.put(
                        own, new Figure(own, figure.value(), figure.mark(), figure.source() + " [" + board.name + "]"));
                mergedPlaces.put(own, board.place(key));
            }
        });
        return new DataFile(name, merged, texts, mergedPlaces);
    }

    /** {@return this file with other values at some keys; what they stood on is kept beside the reason} */
    DataFile changed(Map<String, Double> values, String reason) {
        Map<String, Figure> changed = new LinkedHashMap<>(figures);
        values.forEach((key, value) -> {
            Figure was = figure(key);
            changed.put(key, new Figure(key, value, was.mark(), was.source() + "; " + reason));
        });
        return new DataFile(name, changed, texts, places);
    }

    /** {@return the figure at {@code key}} @throws TimingDataException if there is none */
    public Figure figure(String key) {
        Figure f = figures.get(key);
        if (f == null) {
            throw missing(key, null);
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
            throw problem(key, "must be a whole number, is " + v);
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
            throw missing(key, null);
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
