package relolens.analyzer.cpp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What options of gcc 12 change among its predefined macros: architecture, optimisation, position independence and the like.
 * The facts stand in {@code gcc-options.txt}.
 */
final class OptionMacros {
    private static final String FEATURE = "__ARM_FEATURE_";
    private static final Set<String> VECTOR = Set.of(
            "AES",
            "BF16_VECTOR_ARITHMETIC",
            "COMPLEX",
            "CRYPTO",
            "DOTPROD",
            "MATMUL_INT8",
            "QRDMX",
            "SHA2",
            "SHA3",
            "SHA512",
            "SM3",
            "SM4",
            "FP16_FML",
            "FP16_VECTOR_ARITHMETIC");
    private static final Set<String> SCALAR =
            Set.of("BF16_SCALAR_ARITHMETIC", "FRINT", "JCVT", "FP16_SCALAR_ARITHMETIC");
    private static final String NO_VECTOR = "-__ARM_NEON -__ARM_FEATURE_NUMERIC_MAXMIN";
    private static final String NO_FLOAT = NO_VECTOR
            + " -__ARM_FEATURE_FMA -__ARM_FP -__ARM_FP16_ARGS -__ARM_FP16_FORMAT_IEEE -__FP_FAST_FMA -__FP_FAST_FMAF"
            + " -__FP_FAST_FMAF32 -__FP_FAST_FMAF32x -__FP_FAST_FMAF64 __GCC_IEC_559=0 __GCC_IEC_559_COMPLEX=0"
            + " -__STDC_IEC_559_COMPLEX__ -__STDC_IEC_559__ -__STDC_IEC_60559_BFP__ -__STDC_IEC_60559_COMPLEX__";

    private final Map<String, List<String>> architectures = new HashMap<>();
    private final Map<String, List<String>> extensions = new HashMap<>();
    /** A processor's architecture, then its least and greatest cache line where they are not gcc's usual ones. */
    private final Map<String, List<String>> cpus = new HashMap<>();

    /** An option's kind, then what it does. */
    private final Map<String, List<String>> options = new HashMap<>();

    private OptionMacros() {
        for (String line : text().split("\n")) {
            List<String> words = List.of(line.split(" "));
            List<String> facts = words.subList(Math.min(2, words.size()), words.size());
            switch (words.get(0)) {
                case "arch" -> architectures.put(words.get(1), facts);
                case "ext" -> extensions.put(words.get(1), facts);
                case "cpu" -> cpus.put(words.get(1), facts);
                case "#" -> {}
                default -> options.put(words.get(0), words.subList(1, words.size()));
            }
        }
    }

    private static String text() {
        try (InputStream in = OptionMacros.class.getResourceAsStream("/relolens/cpp/gcc-options.txt")) {
            if (in == null) {
                throw new IllegalStateException("gcc-options.txt is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Read once somebody gives an option. */
    private static final class Facts {
        static final OptionMacros ALL = new OptionMacros();
    }

    /** {@return directives that change the predefined macros as {@code machine}, gcc's options in order, does} */
    static String of(List<String> machine) {
        return machine.isEmpty() ? "" : Facts.ALL.directives(machine);
    }

    private String directives(List<String> machine) {
        Map<String, List<String>> last = new LinkedHashMap<>();
        String architecture = null;
        String cpu = null;
        boolean generalOnly = false;
        for (String option : machine) {
            List<String> facts = options.get(option);
            if (facts != null) {
                last.remove(facts.get(0));
                last.put(facts.get(0), facts.subList(1, facts.size()));
            } else if (option.startsWith("-march=")) {
                architecture = option.substring(7);
            } else if (option.startsWith("-mcpu=")) {
                cpu = option.substring(6);
            }
            generalOnly |= option.equals("-mgeneral-regs-only");
        }
        StringBuilder out = new StringBuilder();
        last.values().forEach(facts -> facts.forEach(f -> directive(f, out)));
        String meant = cpu == null ? "armv8-a" : ofCpu(cpu, out);
        architecture(architecture == null ? meant : architecture, generalOnly, out);
        return out.toString();
    }

    private String ofCpu(String cpu, StringBuilder out) {
        int plus = cpu.indexOf('+');
        List<String> facts = cpus.getOrDefault(plus < 0 ? cpu : cpu.substring(0, plus), List.of("armv8-a"));
        if (facts.size() == 3) {
            directive("__GCC_CONSTRUCTIVE_SIZE=" + facts.get(1), out);
            directive("__GCC_DESTRUCTIVE_SIZE=" + facts.get(2), out);
        }
        return plus < 0 ? facts.get(0) : facts.get(0) + cpu.substring(plus);
    }

    private void architecture(String spec, boolean generalOnly, StringBuilder out) {
        String[] parts = spec.split("\\+");
        Set<String> features = new TreeSet<>();
        for (String base = parts[0]; base != null; base = base(base)) {
            List<String> facts = architectures.getOrDefault(base, List.of());
            features.addAll(facts.subList(Math.min(1, facts.size()), facts.size()));
        }
        boolean vector = true;
        boolean scalar = true;
        for (int i = 1; i < parts.length; i++) {
            String name = parts[i];
            if (name.startsWith("no")) {
                extensions.getOrDefault(name.substring(2), List.of()).forEach(features::remove);
                vector &= !name.equals("nosimd") && !name.equals("nofp");
                scalar &= !name.equals("nofp");
            } else {
                features.addAll(extensions.getOrDefault(name, List.of()));
            }
        }
        // Half precision of Armv8.4 brings its multiplications along.
        if (features.contains("FP16_SCALAR_ARITHMETIC") && features.contains("DOTPROD") && since84(parts[0])) {
            features.add("FP16_FML");
        }
        if (!since84(parts[0]) || parts[0].equals("armv8.4-a")) {
            features.remove("MEMORY_TAGGING");
        }
        if (features.contains("SVE") && features.contains("MATMUL_INT8")) {
            features.add("SVE_MATMUL_INT8");
        }
        if (!vector) {
            features.removeIf(f -> VECTOR.contains(f) || f.startsWith("SVE"));
        }
        if (!scalar) {
            features.removeAll(SCALAR);
        }
        if (generalOnly) {
            features.removeIf(f -> VECTOR.contains(f) && !f.equals("MATMUL_INT8")
                    || f.startsWith("SVE")
                    || SCALAR.contains(f) && !f.startsWith("BF16"));
            vector = false;
            scalar = false;
        }
        for (String change : (scalar ? vector ? "" : NO_VECTOR : NO_FLOAT).split(" ")) {
            directive(change, out);
        }
        features.forEach(f -> directive(FEATURE + f + "=1", out));
        if (features.contains("SVE")) {
            directive(FEATURE + "SVE_BITS=0", out);
            directive(FEATURE + "SVE_VECTOR_OPERATORS=1", out);
        }
        if (features.contains("FP16_SCALAR_ARITHMETIC")) {
            for (String name :
                    List.of("__FLT_EVAL_METHOD_C99__", "__FLT_EVAL_METHOD_TS_18661_3__", "__FLT_EVAL_METHOD__")) {
                directive(name + "=16", out);
            }
        }
        if (parts[0].startsWith("armv9")) {
            directive("__ARM_ARCH=9", out);
        } else if (parts[0].endsWith("-r")) {
            directive("__ARM_ARCH_PROFILE=82", out);
        }
    }

    private static boolean since84(String architecture) {
        return !Set.of("armv8-a", "armv8.1-a", "armv8.2-a", "armv8.3-a").contains(architecture);
    }

    private @Nullable String base(String architecture) {
        List<String> facts = architectures.getOrDefault(architecture, List.of());
        return facts.isEmpty() || facts.get(0).equals("-") ? null : facts.get(0);
    }

    /** {@code NAME=VALUE}, blanks written as underscores in types, or {@code -NAME}. */
    private static void directive(String change, StringBuilder out) {
        if (change.startsWith("-")) {
            out.append("#undef ").append(change, 1, change.length()).append('\n');
        } else if (!change.isEmpty()) {
            int equals = change.indexOf('=');
            String name = change.substring(0, equals);
            String value = change.substring(equals + 1);
            if (name.endsWith("_TYPE__")) {
                value = value.replace('_', ' ');
            }
            out.append("#undef ")
                    .append(name)
                    .append("\n#define ")
                    .append(name)
                    .append(' ')
                    .append(value)
                    .append('\n');
        }
    }
}
