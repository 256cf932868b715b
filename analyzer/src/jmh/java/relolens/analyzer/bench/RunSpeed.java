package relolens.analyzer.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import relolens.analyzer.report.Report;

/**
 * One relocation with the MMU on in a fresh process, with its costs: instructions a second of wall time, from the routine's
 * entry to its end. Arguments: example file, image size, core, board, {@code exact} or {@code steady}, how often (1).
 */
public final class RunSpeed {
    private RunSpeed() {}

    public static void main(String[] args) throws IOException {
        Relocation relocation =
                new Relocation(args[0], "size=" + args[1] + ", order=0, layout=scattered, seed=1", args[2], args[3]);
        boolean exact = args[4].equals("exact");
        for (int i = args.length > 5 ? Integer.parseInt(args[5]) : 1; i > 0; i--) {
            once(relocation, exact, String.join(" ", args[1], args[2], args[4]));
        }
    }

    private static void once(Relocation relocation, boolean exact, String name) {
        var threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        Report.Run row = relocation.run(exact);
        double seconds = (System.nanoTime() - start) / 1e9;
        double busy = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
        System.out.printf(
                "%-48s %10.3f s %10.3f s of processor  %7.1f million instructions/s%n",
                name, seconds, busy, row.instructions() / seconds / 1e6);
    }
}
