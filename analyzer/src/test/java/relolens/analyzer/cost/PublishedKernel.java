package relolens.analyzer.cost;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.source.SourceLoader;
import relolens.emulator.timing.TimingCatalogue;

/**
 * A few instructions whose cycles in the first-level cache somebody published.
 *
 * @param body instructions with {@code ;} between
 * @param published cycles of a round
 * @param fit whether a figure of the core's file was taken from this very measurement
 */
record PublishedKernel(String core, String what, String body, double published, String source, boolean fit) {
    /** Rounds that stand one after the other in a loop. */
    static final int TIMES = 32;

    /** {@return all of them, in the order of the page} */
    static List<PublishedKernel> all() throws IOException {
        List<PublishedKernel> kernels = new ArrayList<>();
        for (String[] f : rows("kernels.txt")) {
            kernels.add(new PublishedKernel(f[0], f[1], f[2], Double.parseDouble(f[3]), f[4], f[5].equals("fit")));
        }
        return kernels;
    }

    /** {@return the rows of a table of published measurements, by columns} */
    static List<String[]> rows(String name) throws IOException {
        List<String[]> rows = new ArrayList<>();
        try (var in = PublishedKernel.class.getResourceAsStream("/relolens/accuracy/" + name)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.split("\n")) {
                if (!line.startsWith("#")) {
                    rows.add(line.split(" \\| "));
                }
            }
        }
        return rows;
    }

    /** {@return the instructions of a loop's body} */
    String text() {
        return (body.replace("; ", "\n") + "\n").repeat(TIMES);
    }

    /** {@return what the model says, cycles of a round} */
    double here() {
        String source = "f:\n1:\n" + text() + "sub x28, x28, #1\ncbnz x28, 1b\nret\n";
        return loop(source, core, "generic", LoopConditions.usual()) / TIMES;
    }

    /** {@return cycles of a round of the first loop of a source text} */
    static double loop(String source, String core, String board, LoopConditions conditions) {
        SourceLoader loader = path -> path.equals("k.S") ? source : null;
        AssembledUnit unit =
                Assembler.assemble(Preprocessor.preprocess("k.S", CppOptions.none(), loader), loader, List.of());
        return LoopCosts.of(
                        unit,
                        null,
                        TimingCatalogue.core(core).on(TimingCatalogue.board(board)),
                        TimingCatalogue.board(board),
                        conditions)
                .get(0)
                .cyclesPerIteration();
    }
}
