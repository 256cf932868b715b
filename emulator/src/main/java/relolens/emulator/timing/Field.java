package relolens.emulator.timing;

import java.util.regex.Pattern;

/**
 * Something a core's or board's file may say.
 *
 * @param key dotted; a star stands for one name that the file chooses, or for the name of a timing class
 * @param kind what stands there
 * @param low least value of a number
 * @param high greatest value of a number
 * @param unit of a number, or the texts that are possible, for people
 * @param need when it must be there
 * @param what it is, for people
 */
public record Field(String key, Kind kind, double low, double high, String unit, Need need, String what) {
    /** What stands at a key. */
    public enum Kind {
        /** A number. */
        NUMBER,
        /** A number without a fraction. */
        WHOLE,
        /** Text. */
        TEXT
    }

    /** When a key must be there. */
    public enum Need {
        ALWAYS,
        /** Where its map is. */
        WITH_ITS_MAP,
        NEVER
    }

    static Field number(String key, double low, double high, String unit, String what) {
        return new Field(key, Kind.NUMBER, low, high, unit, Need.ALWAYS, what);
    }

    static Field whole(String key, double low, double high, String unit, String what) {
        return new Field(key, Kind.WHOLE, low, high, unit, Need.ALWAYS, what);
    }

    static Field text(String key, String unit, String what) {
        return new Field(key, Kind.TEXT, 0, 0, unit, Need.ALWAYS, what);
    }

    Field needed(Need when) {
        return new Field(key, kind, low, high, unit, when, what);
    }

    Field under(String prefix) {
        return new Field(prefix + key, kind, low, high, unit, Need.NEVER, what);
    }

    /** {@return keys that this is about} */
    Pattern pattern() {
        return Pattern.compile(key.replace(".", "\\.").replace("*", "[^.]+"));
    }

    /** {@return what a number must be, for people, or null if this one is right} */
    @org.jspecify.annotations.Nullable
    String wrong(double value) {
        if (kind == Kind.WHOLE && value != Math.rint(value)) {
            return "must be a whole number, is " + Figure.text(value);
        }
        return value >= low && value <= high ? null : "must be " + range() + " " + unit + ", is " + Figure.text(value);
    }

    /** {@return the range of a number in words} */
    public String range() {
        return "from " + Figure.text(low) + " to " + Figure.text(high);
    }
}
