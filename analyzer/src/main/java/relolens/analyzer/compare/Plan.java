package relolens.analyzer.compare;

import java.util.List;

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
 */
public record Plan(
        List<Long> images,
        List<Machine> machines,
        List<String> streaming,
        long ram,
        int granule,
        boolean blocks,
        boolean orders) {
    public Plan {
        images = List.copyOf(images);
        machines = List.copyOf(machines);
        streaming = List.copyOf(streaming);
    }

    /** A core on a board. */
    public record Machine(String core, String board) {}
}
