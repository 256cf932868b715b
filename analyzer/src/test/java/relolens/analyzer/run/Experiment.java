package relolens.analyzer.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.contract.Clause;
import relolens.analyzer.contract.CodeShape;
import relolens.analyzer.contract.Contract;
import relolens.analyzer.contract.Contracts;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.PreprocessedUnit;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.report.Report;
import relolens.analyzer.source.SourceLoader;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Isa;

/** A source text taken from file to run, as the analysis does, without the analysis. */
final class Experiment {
    final PreprocessedUnit preprocessed;
    final AssembledUnit unit;
    final Contract contract;

    private Experiment(PreprocessedUnit preprocessed, AssembledUnit unit, Contract contract) {
        this.preprocessed = preprocessed;
        this.unit = unit;
        this.contract = contract;
    }

    static Experiment of(String file, CppOptions options, SourceLoader loader, String routine) {
        PreprocessedUnit preprocessed = Preprocessor.preprocess(file, options, loader);
        AssembledUnit unit = Assembler.assemble(preprocessed, loader, options.includeDirs());
        Contracts contracts = Contracts.of(preprocessed, loader);
        List<Contracts.InstructionPlace> instructions = new ArrayList<>();
        List<@Nullable Effects> effects = new ArrayList<>();
        AssembledUnit.Symbol symbol = unit.symbols().stream()
                .filter(s -> s.name().equals(routine))
                .findFirst()
                .orElseThrow();
        for (AssembledUnit.Section section : unit.sections()) {
            for (AssembledUnit.Placed p : section.instructions()) {
                instructions.add(new Contracts.InstructionPlace(
                        p.origin().span().file(), p.origin().span().line()));
                if (section.name().equals(symbol.section()) && p.offset() >= symbol.value()) {
                    effects.add(Isa.a64().effects(p.word()));
                }
            }
        }
        List<Contracts.RoutinePlace> places = new ArrayList<>();
        for (AssembledUnit.Symbol s : unit.symbols()) {
            if (s.type() == 2 || s.name().equals(routine)) {
                places.add(new Contracts.RoutinePlace(
                        s.name(),
                        s.origin().span().file(),
                        s.origin().span().line(),
                        s.origin().span().line(),
                        s.name().equals(routine) ? CodeShape.of(effects) : CodeShape.UNKNOWN));
            }
        }
        contracts.place(places, instructions);
        return new Experiment(preprocessed, unit, contracts.of(routine));
    }

    static Experiment text(String source, String routine) {
        return of("t.S", CppOptions.none(), path -> path.equals("t.S") ? source : null, routine);
    }

    /** One of the repository's examples, each {@code from} replaced by the {@code to} that follows it. */
    static Experiment example(String name, String routine, String... replacements) {
        Path dir = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(dir.resolve("examples"))) {
            dir = java.util.Objects.requireNonNull(dir.getParent());
        }
        String text = read(dir.resolve("examples").resolve(name));
        for (int i = 0; i < replacements.length; i += 2) {
            if (!text.contains(replacements[i])) {
                throw new AssertionError(name + " does not hold " + replacements[i]);
            }
            text = text.replace(replacements[i], replacements[i + 1]);
        }
        String source = text;
        return of(name, CppOptions.none(), path -> path.equals(name) ? source : null, routine);
    }

    static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Clause.Run run(String name) {
        return contract.runs().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    RunResult result(String name, @Nullable String core, @Nullable String board, Progress progress) {
        return result(name, core, board, false, progress);
    }

    RunResult result(String name, @Nullable String core, @Nullable String board, boolean exact, Progress progress) {
        return Runs.run(
                new RunRequest(
                        unit,
                        contract,
                        run(name),
                        KimageOffsets.of(preprocessed),
                        core,
                        board,
                        Conditions.exact(exact)),
                progress);
    }

    /** The run with every instruction watched. */
    Report.Run exact(String name, @Nullable String core, @Nullable String board) {
        return finished(result(name, core, board, true, Progress.NONE));
    }

    Report.Run row(String name, @Nullable String core, @Nullable String board) {
        return finished(result(name, core, board, Progress.NONE));
    }

    private static Report.Run finished(RunResult result) {
        if (result instanceof RunResult.Finished finished) {
            return finished.run();
        }
        throw new AssertionError(result);
    }
}
