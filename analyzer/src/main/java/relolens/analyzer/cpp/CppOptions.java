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
 */
public record CppOptions(
        List<String> quoteDirs,
        List<String> includeDirs,
        List<String> systemDirs,
        List<String> forcedIncludes,
        List<String> imacros,
        List<String> defines) {
    public CppOptions {
        quoteDirs = List.copyOf(quoteDirs);
        includeDirs = List.copyOf(includeDirs);
        systemDirs = List.copyOf(systemDirs);
        forcedIncludes = List.copyOf(forcedIncludes);
        imacros = List.copyOf(imacros);
        defines = List.copyOf(defines);
    }

    /** {@return no option at all} */
    public static CppOptions none() {
        return new CppOptions(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }
}
