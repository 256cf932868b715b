package relolens.emulator.names;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an assembler may use: the features of an architecture or a core, with extensions added and taken away, as
 * {@code -march=}, {@code -mcpu=}, {@code .arch}, {@code .cpu} and {@code .arch_extension} say it to GNU as 2.40.
 *
 * @param name as it would be written after {@code .arch} or {@code .cpu}
 * @param bits one for each feature on
 */
public record Target(String name, long bits) {
    /** {@return a target that refuses nothing: {@code -march=all}, and names of EL3 with it} */
    public static Target everything() {
        return new Target("all", -1);
    }

    /** {@return what GNU as takes when nothing is said: {@code armv8-a}} */
    public static Target standard() {
        return new Target("armv8-a", TargetNames.get().architecture("armv8-a"));
    }

    /**
     * What became of a name.
     *
     * @param target the target, or null if the name is not known
     * @param problem what is wrong and what would be right, or null
     */
    public record Parsed(@Nullable Target target, @Nullable String problem) {}

    /** {@return the target {@code text} ({@code armv8.2-a+crc+nofp}) means after {@code -march=}} */
    public static Parsed architecture(String text) {
        return text.equals("all") || text.startsWith("all+")
                ? extended(new Target("all", Long.MAX_VALUE), text)
                : named(text, false);
    }

    /** {@return the target {@code text} ({@code cortex-a72+nosimd}) means after {@code -mcpu=}} */
    public static Parsed cpu(String text) {
        return text.equals("all") || text.startsWith("all+") ? architecture(text) : named(text, true);
    }

    /** {@return the names that {@link #architecture} knows} */
    public static List<String> architectures() {
        return TargetNames.get().architectures();
    }

    /** {@return the names that {@link #cpu} knows} */
    public static List<String> cpus() {
        return TargetNames.get().cpus();
    }

    /** {@return the names that {@link #extension} knows} */
    public static List<String> extensions() {
        return TargetNames.get().extensions();
    }

    private static Parsed named(String text, boolean cpu) {
        int plus = text.indexOf('+');
        String head = plus < 0 ? text : text.substring(0, plus);
        TargetNames names = TargetNames.get();
        Long bits = cpu ? names.cpu(head) : names.architectureOrNull(head);
        if (bits == null) {
            String what = cpu ? "cpu" : "architecture";
            List<String> known = cpu ? names.cpus() : names.architectures();
            return new Parsed(null, "unknown " + what + " '" + head + "'; known: " + String.join(", ", known));
        }
        return extended(new Target(head, bits), text);
    }

    /** Applies what follows the first {@code +}. */
    private static Parsed extended(Target base, String text) {
        long bits = base.bits;
        boolean removing = false;
        int plus = text.indexOf('+');
        while (plus >= 0) {
            int next = text.indexOf('+', plus + 1);
            String extension = text.substring(plus + 1, next < 0 ? text.length() : next);
            boolean removes = extension.startsWith("no");
            if (removing && !removes) {
                return new Parsed(null, "'+" + extension + "': extensions to add come before those to remove (+no…)");
            }
            removing = removes;
            Parsed one = new Target(text, bits).extension(extension);
            if (one.target == null) {
                return one;
            }
            bits = one.target.bits;
            plus = next;
        }
        return new Parsed(new Target(text, bits), null);
    }

    /** {@return this target after {@code .arch_extension name}; {@code name} may begin with {@code no}} */
    public Parsed extension(String name) {
        TargetNames names = TargetNames.get();
        boolean removes = name.startsWith("no");
        TargetNames.Extension e = names.extension(removes ? name.substring(2) : name);
        if (e == null) {
            String message = name.isEmpty()
                    ? "expected the name of an extension"
                    : "unknown extension '" + name + "'; known: " + String.join(", ", names.extensions());
            return new Parsed(null, message);
        }
        long changed = removes ? bits & ~names.lostWith(e) : bits | names.gainedWith(e);
        String suffix = this.name.endsWith("+" + name) ? "" : "+" + name;
        return new Parsed(new Target(this.name + suffix, changed), null);
    }

    /** {@return whether {@code feature}, an instruction row's or a system register's, is on} */
    public boolean has(String feature) {
        return has(TargetNames.get().requirement(feature));
    }

    /** {@return whether names of EL3 are taken: GNU as takes none where the R profile is on} */
    public boolean hasEl3() {
        return bits < 0 || !has("v8r");
    }

    /** {@return whether all features of {@code required} are on} @param required as {@link TargetNames#requirement} has it */
    public boolean has(long required) {
        return (bits & required) == required;
    }

    /**
     * {@return what to do about a {@code feature} that is not on, for example "needs extension lse, which armv8-a has
     * not: .arch_extension lse or .arch armv8.1-a turns it on"}
     */
    public String refusal(String feature) {
        TargetNames names = TargetNames.get();
        List<String> missing = new ArrayList<>(2);
        for (String part : feature.split("\\+")) {
            if (!has(part)) {
                missing.add(part);
            }
        }
        boolean byExtension = missing.stream().allMatch(m -> names.extension(m) != null);
        List<String> ways = new ArrayList<>(2);
        if (byExtension) {
            ways.add(".arch_extension " + String.join(" and ", missing));
        }
        String architecture = names.firstWith(bits, names.requirement(feature));
        if (architecture != null) {
            ways.add(".arch " + architecture);
        } else if (!byExtension) {
            ways.add(".arch " + names.versionAndExtensions(feature));
        }
        return "needs " + String.join(" and ", missing) + ", which '" + name + "' has not: " + String.join(" or ", ways)
                + " turns it on";
    }
}
