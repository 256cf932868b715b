package relolens.analyzer.cpp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Preprocessor options, as on gcc's command line.
 *
 * @param quoteDirs -iquote
 * @param includeDirs -I, in order
 * @param systemDirs -isystem, in order
 * @param forcedIncludes -include, in order
 * @param imacros -imacros, in order
 * @param defines -D and -U in order: "NAME=VALUE", "NAME" (is 1), or "-NAME" for -U
 * @param machine options that change predefined macros or what is assembled, in order: "-march=…", "-mcpu=…", "-O2", "-fpic"
 *     and the like as gcc was given them, and with "-Wa," before them what only the assembler is told
 * @param written how a path above, or the main file, stood on the command line, where that differs: {@code __FILE__}
 *     repeats what was written
 */
public record CppOptions(
        List<String> quoteDirs,
        List<String> includeDirs,
        List<String> systemDirs,
        List<String> forcedIncludes,
        List<String> imacros,
        List<String> defines,
        List<String> machine,
        Map<String, String> written) {
    public CppOptions {
        quoteDirs = List.copyOf(quoteDirs);
        includeDirs = List.copyOf(includeDirs);
        systemDirs = List.copyOf(systemDirs);
        forcedIncludes = List.copyOf(forcedIncludes);
        imacros = List.copyOf(imacros);
        defines = List.copyOf(defines);
        machine = List.copyOf(machine);
        written = Map.copyOf(written);
    }

    /** Options that say nothing of the machine, whose paths are as they were written. */
    public CppOptions(
            List<String> quoteDirs,
            List<String> includeDirs,
            List<String> systemDirs,
            List<String> forcedIncludes,
            List<String> imacros,
            List<String> defines) {
        this(quoteDirs, includeDirs, systemDirs, forcedIncludes, imacros, defines, List.of(), Map.of());
    }

    /** Options whose paths are as they were written. */
    public CppOptions(
            List<String> quoteDirs,
            List<String> includeDirs,
            List<String> systemDirs,
            List<String> forcedIncludes,
            List<String> imacros,
            List<String> defines,
            List<String> machine) {
        this(quoteDirs, includeDirs, systemDirs, forcedIncludes, imacros, defines, machine, Map.of());
    }

    /** {@return these options for another machine} */
    public CppOptions on(List<String> otherMachine) {
        return new CppOptions(
                quoteDirs, includeDirs, systemDirs, forcedIncludes, imacros, defines, otherMachine, written);
    }

    /** {@return these options, knowing that {@code path} was written {@code as}} */
    public CppOptions writing(String path, String as) {
        if (path.equals(as)) {
            return this;
        }
        Map<String, String> all = new HashMap<>(written);
        all.put(path, as);
        return new CppOptions(quoteDirs, includeDirs, systemDirs, forcedIncludes, imacros, defines, machine, all);
    }

    String written(String path) {
        return written.getOrDefault(path, path);
    }

    /** {@return no option at all} */
    public static CppOptions none() {
        return new CppOptions(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }
}
