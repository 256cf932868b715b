package relolens.analyzer.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import relolens.analyzer.KernelTrees;
import relolens.analyzer.Sources;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.HeaderCache;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.dataflow.EntryState;
import relolens.analyzer.dataflow.Solver;
import relolens.analyzer.program.ExcerptFinder;
import relolens.analyzer.program.Mention;
import relolens.analyzer.program.Program;
import relolens.analyzer.program.Routine;
import relolens.analyzer.rules.Checker;
import relolens.analyzer.rules.Rules;
import relolens.analyzer.rules.Walk;
import relolens.analyzer.source.SourceLoader;
import relolens.analyzer.verdict.MmuVerdict;
import relolens.emulator.isa.Isa;

/** An excerpt leaves out nothing that the analysis of its routine would have looked at in the whole unit. */
class ExcerptTest {
    private static final String FILE = "/work/test.S";

    private static final List<EntryState> ENTRIES =
            List.of(EntryState.UNKNOWN, EntryState.UNKNOWN.withMmu(true), EntryState.UNKNOWN.withMmu(false));

    static Stream<String> examples() {
        return Rules.ALL.stream().flatMap(r -> Stream.concat(r.info().bad().stream(), r.info().good().stream()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsJudgedByExcerptsAsByTheWhole(String text) {
        compare(FILE, path -> path.equals(FILE) ? text : null, CppOptions.none());
    }

    @Tag("oracle")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kernel/relocate_kernel.S",
                "kernel/head.S",
                "kernel/cpu-reset.S",
                "kernel/hibernate-asm.S",
                "kernel/hyp-stub.S",
                "kernel/sleep.S",
                "kvm/hyp/nvhe/hyp-init.S",
                "mm/cache.S",
                "mm/proc.S"
            })
    void aKernelFileIsJudgedByExcerptsAsByTheWhole(String name) {
        Path tree = KernelTrees.tree("6.1");
        compare(
                tree.resolve("arch/arm64").resolve(name).toString(),
                path -> Sources.load(tree.resolve(path).toString()),
                KernelTrees.options());
    }

    private static void compare(String file, SourceLoader loader, CppOptions options) {
        AssembledUnit unit =
                Assembler.assemble(Preprocessor.preprocess(file, options, new HeaderCache(loader)), loader, options);
        Program program = Program.of(unit, Isa.a64()::effects, Set.of());
        ExcerptFinder excerpts = new ExcerptFinder(program);
        for (Routine routine : program.routines()) {
            ExcerptFinder.Cut cut = excerpts.cut(routine);
            RoutineFacts facts = RoutineAnalysis.answer(
                    new RoutineQuestion(cut.excerpt(), ENTRIES, EntryState.UNKNOWN, Map.of()), program);
            Placing placing = new Placing(program, cut);
            List<String> excerpt = facts.found().stream()
                    .map(f -> text(placing.of(f), program))
                    .toList();
            assertThat(excerpt).as(routine.name()).isEqualTo(whole(program, routine));
            assertThat(facts.verdict()).isNotNull();
            assertThat(placing.of(facts.verdict()).mmu())
                    .as("verdict on " + routine.name())
                    .isEqualTo(MmuVerdict.of(program, new Solver(program), routine, EntryState.UNKNOWN)
                            .mmu());
        }
    }

    private static List<String> whole(Program program, Routine routine) {
        Checker checker = new Checker(program);
        Solver solver = new Solver(program);
        for (EntryState entry : ENTRIES) {
            new Walk(program, solver, routine, entry, (start, callee) -> {}).run(checker::check);
        }
        List<String> texts = new ArrayList<>();
        checker.found().forEach(f -> texts.add(text(f, program)));
        return texts;
    }

    private static String text(Checker.Found f, Program program) {
        var i = f.issue();
        return i.rule().info().id() + " " + i.severity() + " at " + i.site() + " for " + i.consumer() + " by "
                + f.call() + ": " + Mention.read(i.message(), new InPlace(program));
    }
}
