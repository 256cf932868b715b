package relolens.server.cli;

import java.util.Iterator;
import relolens.emulator.timing.TimingCatalogue;

/** Board models, for shells that complete. */
final class BoardNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return TimingCatalogue.boards().iterator();
    }
}
