package relolens.analyzer.bench;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import relolens.analyzer.Sources;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.PreprocessedUnit;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.project.KernelTree;
import relolens.analyzer.source.SourceLoader;

/** What reading a real file costs, its headers in memory as text but read anew each time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = {"-Xmx800m", "-Xss4m", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class ReadingBench {
    private final Map<String, Optional<String>> texts = new ConcurrentHashMap<>();
    private final SourceLoader loader = path -> texts.computeIfAbsent(path, p -> Optional.ofNullable(Sources.load(p)))
            .orElse(null);

    /** "example", or a kernel tree's name under {@code RELOLENS_LINUX}. */
    @Param({"example"})
    public String file = "";

    private String path = "";
    private CppOptions options = CppOptions.none();

    @Setup
    public void find() {
        if (file.equals("example")) {
            path = Sources.repository()
                    .resolve("examples/single-implementation.S")
                    .toString();
        } else {
            Path kernel = Path.of(System.getenv("RELOLENS_LINUX"), file).resolve("arch/arm64/kernel/relocate_kernel.S");
            path = kernel.toString();
            KernelTree tree = KernelTree.around(kernel, loader);
            if (tree == null) {
                throw new IllegalStateException(kernel + " lies in no kernel tree");
            }
            options = tree.options(loader);
        }
        AssembledUnit unit = preprocessAndAssemble();
        if (!unit.problems().isEmpty()) {
            throw new IllegalStateException(unit.problems().toString());
        }
    }

    @Benchmark
    public PreprocessedUnit preprocess() {
        return Preprocessor.preprocess(path, options, loader);
    }

    @Benchmark
    public AssembledUnit preprocessAndAssemble() {
        return Assembler.assemble(preprocess(), loader, options.includeDirs());
    }
}
