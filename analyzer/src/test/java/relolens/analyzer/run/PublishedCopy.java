package relolens.analyzer.run;

import java.util.List;
import relolens.analyzer.report.Report;

/** Copies and fills of DRAM-size buffers that sbc-bench (tinymembench) published, run here. */
public record PublishedCopy(String core, String board, String kernel, double published, String kind) {
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

    /** {@return all of them} */
    public static List<PublishedCopy> all() {
        return List.of(
                new PublishedCopy("cortex-a53", "rk3399", "LDP/STP copy", 1851, "predicted"),
                new PublishedCopy("cortex-a53", "rpi3", "LDP/STP copy", 1060, "fit"),
                new PublishedCopy("cortex-a72", "rk3399", "LDP/STP copy", 3519, "fit"),
                new PublishedCopy("cortex-a55", "rk3588", "LDP/STP copy", 5797, "fit"),
                new PublishedCopy("cortex-a76", "rk3588", "LDP/STP copy", 12229, "fit"),
                new PublishedCopy("neoverse-n1", "graviton2", "LDP/STP copy", 16190, "fit"),
                new PublishedCopy("cortex-a53", "rk3399", "STP fill", 8160, "fit"),
                new PublishedCopy("cortex-a72", "rk3399", "STP fill", 8247, "fit"),
                new PublishedCopy("cortex-a55", "rk3588", "STP fill", 22124, "fit"),
                new PublishedCopy("cortex-a76", "rk3588", "STP fill", 29985, "fit"),
                new PublishedCopy("cortex-a53", "rk3399", "STNP fill", 2363, "fit"),
                new PublishedCopy("cortex-a55", "rk3588", "STNP fill", 14555, "fit"),
                new PublishedCopy("cortex-a72", "rk3399", "STNP fill", 8244, "fit"),
                new PublishedCopy("cortex-a76", "rk3588", "STNP fill", 29968, "fit"),
                new PublishedCopy("neoverse-n1", "graviton2", "STNP fill", 39936, "fit"),
                new PublishedCopy("cortex-a53", "rpi3", "STP fill", 1705, "fit"),
                new PublishedCopy("neoverse-n1", "graviton2", "STP fill", 39944, "fit"));
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
