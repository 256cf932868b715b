package relolens.analyzer.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.HeaderCache;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.elf.ElfWriter;
import relolens.analyzer.project.BuildFlags;
import relolens.analyzer.source.Severity;
import relolens.analyzer.source.SourceLoader;

/**
 * Assembles a whole kernel tree again and again in one process, two files at a time, and a long unit after each of many
 * one-line edits. {@code Assembling TREE SECONDS PROCESSOR_SECONDS FILE...} does the first: the numbers are what gcc -c took for the files; without arguments it does the second.
 */
public final class Assembling {
    private static final int PASSES = 8;
    private static final int EDITS = 150;
    private static final int LINES = 5000;

    private Assembling() {}

    public static void main(String[] args) throws InterruptedException {
        if (args.length > 3) {
            passes(
                    Path.of(args[0]),
                    Double.parseDouble(args[1]),
                    Double.parseDouble(args[2]),
                    Arrays.asList(args).subList(3, args.length));
        } else {
            edits();
        }
    }

    private static void passes(Path tree, double gcc, double gccCpu, List<String> files) throws InterruptedException {
        ExecutorService pool =
                Executors.newFixedThreadPool(2, task -> new Thread(null, task, "assembling", 64L << 20));
        HeaderCache headers = null;
        for (int pass = 1; pass <= PASSES; pass++) {
            // Every file is read again; what is unchanged is not cut into tokens again.
            SourceLoader disk = path -> read(tree.resolve(path));
            headers = headers == null ? new HeaderCache(disk) : headers.again(disk);
            HeaderCache now = headers;
            BuildFlags flags = BuildFlags.none();
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (String file : files) {
                tasks.add(() -> assemble(tree.resolve(file).toString(), flags, now));
            }
            long start = System.nanoTime();
            long startCpu = processor();
            long bytes = 0;
            for (Future<Integer> f : pool.invokeAll(tasks)) {
                bytes += get(f);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%-48s %10.3f s  %.2f of gcc's; processor time %.3f s, %.2f of gcc's; %d KiB of objects%n",
                    "pass " + pass + " in one process",
                    seconds,
                    seconds / gcc,
                    (processor() - startCpu) / 1e9,
                    (processor() - startCpu) / 1e9 / gccCpu,
                    bytes >> 10);
        }
        pool.shutdown();
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .mapToLong(p -> p.getPeakUsage().getUsed())
                .sum();
        System.out.printf(Locale.ROOT, "%-48s %10d MiB%n", "peak of heap, code and classes", peak >> 20);
    }

    /** {@return nanoseconds of processor time of the whole process, compiler and collector included} */
    private static long processor() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    private static int get(Future<Integer> f) throws InterruptedException {
        try {
            return f.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static int assemble(String file, BuildFlags flags, HeaderCache headers) {
        CppOptions options =
                flags.choose(Path.of(file).toAbsolutePath().normalize(), headers).options();
        AssembledUnit unit = Assembler.assemble(Preprocessor.preprocess(file, options, headers), headers, options);
        if (unit.problems().stream().anyMatch(p -> p.severity() == Severity.ERROR)) {
            throw new IllegalStateException(file + ": " + unit.problems());
        }
        return ElfWriter.write(unit).length;
    }

    private static @Nullable String read(Path path) {
        try {
            return Files.isRegularFile(path) ? Files.readString(path, StandardCharsets.ISO_8859_1) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void edits() {
        String[] lines = GeneratedUnit.text("macros", LINES).split("\n", -1);
        var threads = ManagementFactory.getThreadMXBean();
        double[] cpu = new double[EDITS];
        double[] wall = new double[EDITS];
        for (int i = -EDITS; i < EDITS; i++) {
            int edited = Math.floorMod(i * 7919, lines.length);
            String before = lines[edited];
            lines[edited] = before + " // " + i;
            String text = String.join("\n", lines);
            SourceLoader loader = path -> path.equals("/bench/edited.S") ? text : null;
            long start = System.nanoTime();
            long startCpu = threads.getCurrentThreadCpuTime();
            int size = ElfWriter.write(Assembler.assemble(
                            Preprocessor.preprocess("/bench/edited.S", CppOptions.none(), loader)))
                    .length;
            if (i >= 0) {
                cpu[i] = (threads.getCurrentThreadCpuTime() - startCpu) / 1e6;
                wall[i] = (System.nanoTime() - start) / 1e6;
            }
            if (size < lines.length) {
                throw new IllegalStateException("too small an object: " + size);
            }
            lines[edited] = before;
        }
        Arrays.sort(cpu);
        Arrays.sort(wall);
        System.out.printf(
                Locale.ROOT,
                "%-48s %10.2f ms processor time, %.2f ms wall (median of %d, %d lines)%n",
                "assemble after a one-line edit",
                cpu[EDITS / 2],
                wall[EDITS / 2],
                EDITS,
                lines.length);
    }
}
