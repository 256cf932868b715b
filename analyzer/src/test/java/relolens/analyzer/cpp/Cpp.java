package relolens.analyzer.cpp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A little tree of files in memory to preprocess. */
final class Cpp {
    final Map<String, String> files = new HashMap<>();
    CppOptions options = CppOptions.none();

    static Cpp of(String main) {
        return new Cpp().with("a.S", main);
    }

    Cpp with(String path, String text) {
        files.put(path, text);
        return this;
    }

    Cpp options(CppOptions o) {
        options = o;
        return this;
    }

    PreprocessedUnit run() {
        return Preprocessor.preprocess("a.S", options, files::get);
    }

    /** {@return the visible lines, without leading space} */
    List<String> lines() {
        return run().lines().stream().map(l -> l.text().strip()).toList();
    }

    /** {@return codes of the problems} */
    List<String> codes() {
        return run().problems().stream().map(p -> p.code()).toList();
    }

    static CppOptions includes(String... dirs) {
        return new CppOptions(List.of(), List.of(dirs), List.of(), List.of(), List.of(), List.of());
    }

    static CppOptions defines(String... defines) {
        return new CppOptions(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(defines));
    }
}
