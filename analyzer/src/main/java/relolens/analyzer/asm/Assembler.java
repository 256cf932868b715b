package relolens.analyzer.asm;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.CppOptions;
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
     * Assembles a unit as gcc would have it assembled. Where {@code options} name no architecture, an instruction that
     * {@code armv8-a} has not is a warning and assembled all the same: the flags that allow it may just not be known.
     */
    public static AssembledUnit assemble(PreprocessedUnit unit, SourceLoader loader, CppOptions options) {
        return assemble(unit, loader, options, null);
    }

    /**
     * As {@link #assemble(PreprocessedUnit, SourceLoader, CppOptions)}; where the options ask for debug information
     * ({@code -g}), the unit has what {@code gcc -g} gives: DWARF 5 sections.
     *
     * @param directory where the unit is compiled, or null for no debug information whatever the options say
     */
    public static AssembledUnit assemble(
            PreprocessedUnit unit, SourceLoader loader, CppOptions options, @Nullable String directory) {
        Assembly assembly = new Assembly(unit, loader, options.includeDirs(), TargetState.of(options.machine()));
        AssembledUnit assembled = assemble(assembly);
        String debugDirectory = OutputOptions.debugging(options.machine()) ? directory : null;
        List<AssembledUnit.Section> debug = LineTable.sections(
                assembly, assembled, debugDirectory, path -> OutputOptions.written(options.written(), path));
        return OutputOptions.apply(options.machine(), assembled.with(debug));
    }

    /**
     * Assembles a unit for a machine that has every feature. Bad input becomes problems of the result, never an exception.
     *
     * @param loader how {@code .include} and {@code .incbin} files are read
     * @param includeDirs where they are looked for besides the unit's own directory
     */
    public static AssembledUnit assemble(PreprocessedUnit unit, SourceLoader loader, List<String> includeDirs) {
        Assembly assembly = new Assembly(unit, loader, includeDirs, TargetState.open());
        AssembledUnit assembled = assemble(assembly);
        return assembled.with(LineTable.sections(assembly, assembled, null, path -> path));
    }

    /** {@return the unit's statements as they are assembled: macros, repetitions and conditionals done with} */
    public static List<Expanded> expand(PreprocessedUnit unit, SourceLoader loader, CppOptions options) {
        Assembly assembly = new Assembly(unit, loader, options.includeDirs(), TargetState.of(options.machine()));
        List<Expanded> all = new ArrayList<>();
        assembly.heard = all::add;
        new StatementRunner(assembly).run();
        return all;
    }

    /** {@return the directives there are, lower case with their dot} */
    public static Set<String> directives() {
        PreprocessedUnit empty =
                new PreprocessedUnit("", List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        return new StatementRunner(new Assembly(empty, path -> null, List.of(), TargetState.open())).directives();
    }

    private static AssembledUnit assemble(Assembly assembly) {
        new StatementRunner(assembly).run();
        assembly.pools.flushAll();
        Layout layout = new Layout(assembly);
        layout.run();
        Resolution resolution = new Resolution(assembly);
        // First the frames: other data may speak of a .cfi_label in them.
        assembly.frames.finish(assembly, resolution);
        resolution.run();
        return new Result(assembly, layout, resolution).unit();
    }
}
