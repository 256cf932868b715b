package relolens.analyzer.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The built-in profiles: contracts of well-known routines, found by name and code shape. */
public final class Profiles {
    private static final class Loaded {
        static final List<Profile> ALL = Profile.loadAll();
    }

    private Profiles() {}

    /** {@return names of all profiles, sorted} */
    public static List<String> names() {
        return Loaded.ALL.stream().map(Profile::name).sorted().toList();
    }

    /** {@return the documentation of profile {@code name}, or null if there is none} */
    public static @Nullable String explain(String name) {
        for (Profile p : Loaded.ALL) {
            if (p.name().equals(name)) {
                return explain(p);
            }
        }
        return null;
    }

    static @Nullable Profile fitting(String routine, CodeShape shape) {
        for (Profile p : Loaded.ALL) {
            if (p.fits(routine, shape)) {
                return p;
            }
        }
        return null;
    }

    private static String explain(Profile p) {
        StringBuilder out = new StringBuilder();
        out.append(p.name()).append(": ").append(p.summary()).append("\n\n");
        out.append("Routines: ").append(String.join(", ", p.routines())).append('\n');
        String when = when(p);
        if (!when.isEmpty()) {
            out.append("Told by:  ").append(when).append('\n');
        }
        out.append("ABI:      ").append(p.abi()).append("\n\n");
        out.append("Same as these contract comments:\n");
        p.clauses().forEach(c -> out.append("    //@ ").append(c.by().text()).append('\n'));
        out.append("\nWhy: ").append(p.why().strip()).append('\n');
        out.append("A comment in the file or a sidecar relolens.yml overrides it, clause kind by clause kind.\n");
        return out.toString();
    }

    private static String when(Profile p) {
        StringBuilder out = new StringBuilder();
        append(out, "code dereferences ", named(p.dereferences()));
        append(out, "reads ", named(p.reads()));
        append(out, "does not read ", named(p.ignores()));
        append(out, "writes ", p.writes());
        return out.toString();
    }

    private static List<String> named(List<Integer> registers) {
        return registers.stream().map(r -> "x" + r).toList();
    }

    private static void append(StringBuilder out, String what, List<String> registers) {
        if (!registers.isEmpty()) {
            out.append(out.length() == 0 ? "" : "; ").append(what).append(String.join(", ", registers));
        }
    }
}
