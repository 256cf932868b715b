package relolens.analyzer.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import relolens.analyzer.report.Report;

/** Copies and fills of DRAM-size buffers that sbc-bench (tinymembench) published, run here. */
public record PublishedCopy(String core, String board, String kernel, double published, String kind, String source) {
    private static final double BYTES = 8 << 20;
    private static final String HEAD = """
            //@ entry el=1 mmu=on
            //@ x0: data va size=8M align=4K
            //@ x1: data va size=8M align=4K
            //@ x2: number 8388608
            //@ run copy: mmu=on
            .globl copy
            .type copy, %function
            copy:
            1:
            """;
    private static final String LOADS = """
            ldp x3, x4, [x1]
            ldp x5, x6, [x1, #16]
            ldp x7, x8, [x1, #32]
            ldp x9, x10, [x1, #48]
            add x1, x1, #64
            """;
    private static final String STORES = """
            stp x3, x4, [x0]
            stp x5, x6, [x0, #16]
            stp x7, x8, [x0, #32]
            stp x9, x10, [x0, #48]
            add x0, x0, #64
            subs x2, x2, #64
            b.ne 1b
            ret
            """;

    /** {@return all of them, in the order of the page} */
    public static List<PublishedCopy> all() throws IOException {
        List<PublishedCopy> all = new ArrayList<>();
        try (var in = PublishedCopy.class.getResourceAsStream("/relolens/accuracy/copies.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.split("\n")) {
                if (!line.startsWith("#")) {
                    String[] f = line.split(" \\| ");
                    all.add(new PublishedCopy(f[0], f[1], f[2], Double.parseDouble(f[3]), f[4], f[5]));
                }
            }
        }
        return all;
    }

    /** {@return what the model says, MB/s} */
    public double here() {
        String stores = kernel.startsWith("STNP") ? STORES.replace("stp", "stnp") : STORES;
        String text = HEAD + (kernel.contains("copy") ? LOADS : "") + stores;
        Report.Run run = Experiment.text(text, "copy").row("copy", core, board);
        if (!run.outcome().equals("ok")) {
            throw new AssertionError(run.detail());
        }
        return BYTES / run.seconds() / 1e6;
    }
}
