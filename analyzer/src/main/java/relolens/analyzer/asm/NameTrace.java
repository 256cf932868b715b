package relolens.analyzer.asm;

import java.util.List;
import relolens.analyzer.source.Origin;

/**
 * Where a unit's names were given a meaning, in the order that they were met, those that the object has not included.
 *
 * @param definitions each label and each assignment
 * @param numeric each mention of a numeric label ({@code 1b}, {@code 1f})
 */
public record NameTrace(List<Definition> definitions, List<NumericUse> numeric) {
    /** A unit that nothing is known of. */
    public static final NameTrace NONE = new NameTrace(List.of(), List.of());

    public NameTrace {
        definitions = List.copyOf(definitions);
        numeric = List.copyOf(numeric);
    }

    /**
     * A name gets its meaning.
     *
     * @param name as in {@link AssembledUnit#symbols}: the second {@code 1:} is {@code 1#2}
     * @param label a place rather than a value
     */
    public record Definition(String name, Origin origin, boolean label) {}

    /**
     * A numeric label is mentioned.
     *
     * @param statement that mentions it
     * @param target the {@link Definition#name} of the label meant, which may be missing
     */
    public record NumericUse(Origin statement, long number, boolean forward, String target) {}
}
