package relolens.server.cli;

import java.util.Iterator;
import relolens.emulator.timing.TimingCatalogue;

/** Core models, for shells that complete. */
final class CoreNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return TimingCatalogue.cores().iterator();
    }
}
