package relolens.emulator.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** System registers whose encodings Arm leaves to each core, by the names the cores' manuals give them. */
public final class ImplementationDefined {
    /**
     * @param encoding packed as in {@link SystemNames}
     * @param name lower case, as in the cores' manuals; no assembler knows it
     * @param cores which cores have it; {@code dynamiq} for those with a DynamIQ shared unit
     * @param text what it is
     */
    public record Register(int encoding, String name, List<String> cores, String text) {
        public Register {
            cores = List.copyOf(cores);
        }
    }

    private static final class Loaded {
        static final List<Register> ALL = read();
    }

    private ImplementationDefined() {}

    /** {@return the registers {@code name} may mean: a name of theirs or the {@code s3_1_c15_c2_0} form, any case} */
    public static List<Register> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Loaded.ALL.stream()
                .filter(r -> r.name().equals(lower)
                        || SystemNames.genericName(r.encoding()).equals(lower))
                .toList();
    }

    /** {@return all of them} */
    public static List<Register> all() {
        return Loaded.ALL;
    }

    private static List<Register> read() {
        List<Register> all = new ArrayList<>();
        for (String line : Resource.lines("implementation_defined.txt")) {
            String[] columns = line.split(" ", 4);
            int encoding = SystemNames.register(columns[0]);
            all.add(new Register(encoding, columns[1], List.of(columns[2].split(",", -1)), columns[3]));
        }
        return List.copyOf(all);
    }
}
