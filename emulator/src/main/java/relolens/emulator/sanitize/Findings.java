package relolens.emulator.sanitize;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import relolens.emulator.sanitize.StaleAccess.Kind;
import relolens.emulator.sanitize.StaleAccess.Lack;

/** What was found, once for each instruction and kind, and where the program is. */
final class Findings {
    private record Key(long address, Kind kind, boolean leaving) {}

    private final List<StaleAccess> all = new ArrayList<>();
    private final Set<Key> known = new HashSet<>();

    /** Address of the instruction that executes. */
    long address;
    /** Where the last branch was taken. */
    long from = StaleAccess.NOBODY;
    /** Whether the program has left for the image. */
    boolean leaving;

    void add(Kind kind, Lack lack, long pa, long writer) {
        if (known.add(new Key(address, kind, leaving))) {
            all.add(new StaleAccess(kind, lack, leaving, address, from, pa, writer));
        }
    }

    List<StaleAccess> all() {
        return List.copyOf(all);
    }
}
