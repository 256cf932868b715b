package relolens.analyzer.asm;

import java.util.List;
import relolens.analyzer.cpp.PreprocessedUnit;
import relolens.analyzer.source.SourceLoader;

/** Assembles preprocessed units as GNU as 2.40 does for AArch64 ELF. */
public final class Assembler {
    private Assembler() {}

    /** {@return what {@code unit} assembles to; {@code .include} and {@code .incbin} find no file} */
    public static AssembledUnit assemble(PreprocessedUnit unit) {
        return assemble(unit, path -> null, List.of());
    }

    /**
     * Assembles a unit. Bad input becomes problems of the result, never an exception.
     *
     * @param loader how {@code .include} and {@code .incbin} files are read
     * @param includeDirs where they are looked for besides the unit's own directory
     */
    public static AssembledUnit assemble(PreprocessedUnit unit, SourceLoader loader, List<String> includeDirs) {
        Assembly assembly = new Assembly(unit, loader, includeDirs);
        new StatementRunner(assembly).run();
        assembly.pools.flushAll();
        Layout layout = new Layout(assembly);
        layout.run();
        Resolution resolution = new Resolution(assembly);
        resolution.run();
        assembly.frames.finish(assembly, resolution);
        return new Result(assembly, layout, resolution).unit();
    }
}
