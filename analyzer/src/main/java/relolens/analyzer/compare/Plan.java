package relolens.analyzer.compare;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.contract.Contract;
import relolens.emulator.timing.TimingLibrary;

/**
 * What to compare.
 *
 * @param images bytes of all segments together, each above 0
 * @param machines core and board of each column of machines
 * @param streaming settings of write streaming to try, the first is the base
 * @param ram bytes of RAM that a copy of the linear map covers; 0 = the default of the data file
 * @param granule bytes of a translation granule, 4096, 16384 or 65536
 * @param blocks whether the linear map may use blocks
 * @param orders whether to run every order of source pages; if not, only 0 and 9
 * @param library where cores and boards are looked up
 * @param routine code that is run in place of ours where its contract has a run for the strategy's MMU state, or null
 */
public record Plan(
        List<Long> images,
        List<Machine> machines,
        List<String> streaming,
        long ram,
        int granule,
        boolean blocks,
        boolean orders,
        TimingLibrary library,
        @Nullable Routine routine) {
    /** A plan on code of our own shapes. */
    public Plan(
            List<Long> images,
            List<Machine> machines,
            List<String> streaming,
            long ram,
            int granule,
            boolean blocks,
            boolean orders) {
        this(images, machines, streaming, ram, granule, blocks, orders, TimingLibrary.BUILT_IN, null);
    }

    /**
     * A routine of the user's.
     *
     * @param name as the user wrote it
     * @param contract its contract, with at least one run of a kimage
     * @param structure offsets of struct kimage, see {@link relolens.analyzer.run.KimageOffsets}
     */
    public record Routine(String name, AssembledUnit unit, Contract contract, Map<String, Long> structure) {
        public Routine {
            structure = Map.copyOf(structure);
        }
    }

    public Plan {
        images = List.copyOf(images);
        machines = List.copyOf(machines);
        streaming = List.copyOf(streaming);
    }

    /** A core on a board. */
    public record Machine(String core, String board) {}
}
