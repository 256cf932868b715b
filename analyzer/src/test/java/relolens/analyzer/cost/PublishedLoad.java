package relolens.analyzer.cost;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import relolens.analyzer.contract.Sizes;
import relolens.emulator.timing.TimingCatalogue;

/**
 * A load whose time somebody published.
 *
 * @param load a size as {@code 64M}: a pointer chased through as many bytes; or an instruction: repeated, the MMU off
 * @param unit {@code ns} or {@code cycles}; {@code ns+} is beyond a load that the first-level cache answers
 */
record PublishedLoad(
        String core,
        String board,
        String what,
        String load,
        double published,
        String unit,
        String kind,
        String source) {
    /** {@return all of them, in the order of the page} */
    static List<PublishedLoad> all() throws IOException {
        List<PublishedLoad> all = new ArrayList<>();
        for (String[] f : PublishedKernel.rows("loads.txt")) {
            all.add(new PublishedLoad(f[0], f[1], f[2], f[3], Double.parseDouble(f[4]), f[5], f[6], f[7]));
        }
        return all;
    }

    /** {@return what the model says, in the unit} */
    double here() {
        boolean chase = Character.isDigit(load.charAt(0));
        long bytes = chase ? Sizes.parse(load).orElseThrow() : 0;
        double cycles = cycles(chase ? "ldr x0, [x0]" : load, chase, bytes);
        if (unit.equals("cycles")) {
            return cycles;
        }
        double first = unit.equals("ns+") ? cycles("ldr x0, [x0]", true, 0) : 0;
        return (cycles - first)
                * 1e9
                / TimingCatalogue.core(core).on(TimingCatalogue.board(board)).hz();
    }

    /** Boards' latencies were taken over so that no translation is missing from them: pages are large enough to count none. */
    private static final LoopConditions LATENCY_ALONE = new LoopConditions(true, true, 0, 1L << 30);

    private double cycles(String instruction, boolean mmu, long bytes) {
        String source = "f:\n1: " + instruction + "\nsubs x28, x28, #1\nb.ne 1b\nret\n";
        LoopConditions conditions = mmu ? LATENCY_ALONE.over(bytes) : LATENCY_ALONE.withoutMmu();
        return PublishedKernel.loop(source, core, board, conditions);
    }
}
