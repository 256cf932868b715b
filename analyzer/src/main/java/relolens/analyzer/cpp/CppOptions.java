package relolens.analyzer.cpp;

import java.util.List;

/**
 * Preprocessor options, as on gcc's command line.
 *
 * @param quoteDirs -iquote
 * @param includeDirs -I, in order
 * @param systemDirs -isystem, in order
 * @param forcedIncludes -include, in order
 * @param imacros -imacros, in order
 * @param defines -D and -U in order: "NAME=VALUE", "NAME" (is 1), or "-NAME" for -U
 * @param machine what the machine can do, in order: "-march=…" and "-mcpu=…" as gcc was given them, and with "-Wa," before
 *     them what only the assembler is told; empty if nobody said
 */
public record CppOptions(
        List<String> quoteDirs,
        List<String> includeDirs,
        List<String> systemDirs,
        List<String> forcedIncludes,
        List<String> imacros,
        List<String> defines,
        List<String> machine) {
    public CppOptions {
        quoteDirs = List.copyOf(quoteDirs);
        includeDirs = List.copyOf(includeDirs);
        systemDirs = List.copyOf(systemDirs);
        forcedIncludes = List.copyOf(forcedIncludes);
        imacros = List.copyOf(imacros);
        defines = List.copyOf(defines);
        machine = List.copyOf(machine);
    }

    /** Options that say nothing of the machine. */
    public CppOptions(
            List<String> quoteDirs,
            List<String> includeDirs,
            List<String> systemDirs,
            List<String> forcedIncludes,
            List<String> imacros,
            List<String> defines) {
        this(quoteDirs, includeDirs, systemDirs, forcedIncludes, imacros, defines, List.of());
    }

    /** {@return these options for another machine} */
    public CppOptions on(List<String> otherMachine) {
        return new CppOptions(quoteDirs, includeDirs, systemDirs, forcedIncludes, imacros, defines, otherMachine);
    }

    /** {@return no option at all} */
    public static CppOptions none() {
        return new CppOptions(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }
}
