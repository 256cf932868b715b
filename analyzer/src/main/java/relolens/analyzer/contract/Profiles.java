package relolens.analyzer.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The built-in profiles: contracts of well-known routines, found by name and code shape. */
public final class Profiles {
    private Profiles() {}

    /** {@return names of all profiles, sorted} */
    public static List<String> names() {
        throw new UnsupportedOperationException("profiles");
    }

    /** {@return the documentation of profile {@code name}, or null if there is none} */
    public static @Nullable String explain(String name) {
        throw new UnsupportedOperationException("profiles");
    }
}
