package relolens.analyzer.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import relolens.analyzer.report.Report;

/**
 * Short pieces of code with branches, whose cycles somebody published, run here: by two counts of rounds, of which the
 * difference is what a round costs.
 *
 * @param body instructions with {@code ;} between; {@code LOOP} before it: the loop itself; {@code RANDOM}: for each of 16
 *     bits {@code \n} of random words
 */
public record PublishedBranch(String core, String what, String body, double published, String source, String kind) {
    private static final int TIMES = 32;
    private static final int BITS = 16;
    private static final int WORDS = 256;

    /** {@return all of them} */
    public static List<PublishedBranch> all() throws IOException {
        List<PublishedBranch> all = new ArrayList<>();
        try (var in = PublishedBranch.class.getResourceAsStream("/relolens/accuracy/branches.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.split("\n")) {
                if (!line.startsWith("#")) {
                    String[] f = line.split(" \\| ");
                    all.add(new PublishedBranch(f[0], f[1], f[2], Double.parseDouble(f[3]), f[4], f[5]));
                }
            }
        }
        return all;
    }

    /** {@return what the model says, cycles of a round} */
    public double here() {
        boolean random = body.startsWith("RANDOM ");
        boolean loop = body.startsWith("LOOP ");
        int few = random ? 2 : loop ? 200 : 20;
        int rounds = random ? WORDS * BITS : loop ? 1 : TIMES;
        return (cycles(2 * few) - cycles(few)) / ((double) few * rounds);
    }

    private double cycles(int rounds) {
        StringBuilder text = new StringBuilder("""
                //@ entry el=1 mmu=on
                //@ run r: mmu=on x0=buffer(size=2K, align=4K, va, random) x2=%d x4=1 x5=1
                .globl f
                .type f, %%function
                f:
                mov x29, x30
                adr x19, g
                mov x6, #0
                3:
                mov x16, x0
                mov x18, #%d
                """.formatted(rounds, WORDS));
        if (body.startsWith("RANDOM ")) {
            text.append("4:\nldr x17, [x16], #8\n");
            for (int n = 0; n < BITS; n++) {
                text.append(body.substring(7).replace("\\n", Integer.toString(n)))
                        .append('\n');
            }
            text.append("subs x18, x18, #1\nb.ne 4b\n");
        } else if (body.startsWith("LOOP ")) {
            text.append("4:\n").append(body.substring(5)).append("\nsubs x2, x2, #1\nb.ne 4b\nmov x2, #1\n");
        } else {
            text.append((body + "\n").repeat(TIMES));
        }
        text.append("subs x2, x2, #1\nb.ne 3b\nmov x30, x29\nret\n");
        text.append(".align 7\ng:\nret\n.align 7\nh:\nadd x1, x1, x28\nadd x1, x1, x28\nret\n.align 7\ni:\n"
                + "add x1, x1, x28\n".repeat(3) + "ret\n");
        Report.Run run = Experiment.text(text.toString(), "f").exact("r", core, "generic");
        if (!run.outcome().equals("ok")) {
            throw new AssertionError(what + ": " + run.detail());
        }
        return run.cycles();
    }
}
