package relolens.analyzer.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.CppOptions;

/**
 * A gcc command line, taken apart.
 *
 * @param options what the preprocessor has to know
 * @param searchGiven whether any option said where headers are, so that nothing need be guessed
 * @param rest arguments that are not gcc's, in order
 * @param dangling an option whose value is missing at the end, or null
 */
public record GccArguments(
        CppOptions options,
        boolean searchGiven,
        List<String> rest,
        @Nullable String dangling) {
    public GccArguments {
        rest = List.copyOf(rest);
    }

    /** {@return the same, knowing that {@code path} was written {@code as}} */
    GccArguments writing(String path, String as) {
        return new GccArguments(options.writing(path, as), searchGiven, rest, dangling);
    }

    /** Ignored options that take the next argument as their value. */
    private static final Set<String> IGNORED_WITH_VALUE =
            Set.of("-x", "-MF", "-MT", "-MQ", "-Xpreprocessor", "-Xlinker", "--param", "-arch", "-target");

    private static final Set<String> IGNORED = Set.of(
            "-c", "-S", "-E", "-P", "-w", "-pipe", "-ansi", "-pedantic", "-nostdlib", "-ffreestanding", "-s", "-v");

    private static final List<String> IGNORED_PREFIXES =
            List.of("-W", "-m", "-f", "-O", "-g", "-std=", "-M", "--target=", "--param=", "--sysroot=", "-isysroot");

    /** Options with a value, longest spelling first so that {@code -include} is not taken for {@code -i…}. */
    private static final List<String> WITH_VALUE =
            List.of("-idirafter", "-imacros", "-include", "-isystem", "-iquote", "-I", "-D", "-U");

    /**
     * Takes gcc's options out of {@code arguments}; relative paths among them are resolved against {@code directory}.
     *
     * @param directory the directory the command runs in
     */
    public static GccArguments parse(List<String> arguments, Path directory) {
        var collected = new Collector(directory);
        for (int i = 0; i < arguments.size(); i++) {
            String a = arguments.get(i);
            if (a.equals("--")) {
                collected.rest.addAll(arguments.subList(i, arguments.size()));
                break;
            }
            String option = optionOf(a);
            if (option != null) {
                String value = a.substring(option.length());
                if (value.isEmpty()) {
                    if (++i == arguments.size()) {
                        collected.dangling = a;
                        break;
                    }
                    value = arguments.get(i);
                }
                collected.take(option, value);
            } else if (a.equals("-nostdinc")) {
                // There is no standard place to leave out: it only tells that the caller knows where headers are.
                collected.searchGiven = true;
                collected.machine(a);
            } else if (aboutMachine(a)) {
                collected.machine(a);
            } else if (a.equals("-Xassembler")) {
                i++;
                collected.machine("-Wa," + (i < arguments.size() ? arguments.get(i) : ""));
            } else if (IGNORED_WITH_VALUE.contains(a)) {
                i++;
            } else if (!ignored(a)) {
                collected.rest.add(a);
            }
        }
        return collected.done();
    }

    private static @Nullable String optionOf(String argument) {
        for (String option : WITH_VALUE) {
            if (argument.startsWith(option)) {
                return option;
            }
        }
        return null;
    }

    private static boolean aboutMachine(String a) {
        return a.startsWith("-Wa,")
                || a.startsWith("-g") && !a.startsWith("-gsplit")
                || a.startsWith("-pthread")
                || a.length() > 2 && "mfO".indexOf(a.charAt(1)) >= 0 && a.charAt(0) == '-'
                || a.equals("-O");
    }

    private static boolean ignored(String a) {
        return IGNORED.contains(a)
                || a.startsWith("-") && IGNORED_PREFIXES.stream().anyMatch(a::startsWith);
    }

    private static final class Collector {
        private final Path directory;
        private final List<String> quote = new ArrayList<>();
        private final List<String> include = new ArrayList<>();
        private final List<String> system = new ArrayList<>();
        private final List<String> after = new ArrayList<>();
        private final List<String> forced = new ArrayList<>();
        private final List<String> imacros = new ArrayList<>();
        private final List<String> defines = new ArrayList<>();
        private final List<String> machine = new ArrayList<>();
        private final List<String> rest = new ArrayList<>();
        private final Map<String, String> written = new HashMap<>();
        private boolean searchGiven;
        private @Nullable String dangling;

        Collector(Path directory) {
            this.directory = directory;
        }

        void take(String option, String value) {
            switch (option) {
                case "-D" -> defines.add(value);
                case "-U" -> defines.add("-" + value);
                case "-iquote" -> quote.add(resolve(value));
                case "-isystem" -> system.add(resolve(value));
                case "-idirafter" -> after.add(resolve(value));
                case "-include" -> forced.add(resolve(value));
                case "-imacros" -> imacros.add(resolve(value));
                default -> include.add(resolve(value));
            }
            searchGiven |= !option.equals("-D") && !option.equals("-U");
        }

        void machine(String argument) {
            boolean assembler = argument.startsWith("-Wa,");
            for (String option : assembler ? argument.substring(4).split(",") : new String[] {argument}) {
                machine.add(assembler ? "-Wa," + option : option);
            }
        }

        private String resolve(String value) {
            String path = directory.resolve(value).normalize().toString();
            if (!path.equals(value)) {
                written.putIfAbsent(path, value);
            }
            return path;
        }

        GccArguments done() {
            system.addAll(after);
            var options = new CppOptions(quote, include, system, forced, imacros, defines, machine, written);
            return new GccArguments(options, searchGiven, rest, dangling);
        }
    }
}
