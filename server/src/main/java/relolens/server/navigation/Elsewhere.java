package relolens.server.navigation;

import java.util.List;
import org.eclipse.lsp4j.Location;
import relolens.analyzer.index.Entity;
import relolens.analyzer.index.FileIndex;
import relolens.server.protocol.PositionEncoding;

/** What other files of the workspace know of a name. */
public interface Elsewhere {
    /** {@return where other files define {@code entity}} */
    List<Location> definitions(Entity entity, PositionEncoding encoding);

    /** {@return where C declares or defines the symbol, as well as text can tell; definitions first} */
    List<Location> inC(String symbol, PositionEncoding encoding);

    /** {@return the files that mention {@code name} as a word, as they are now, in order of their paths} */
    List<FileIndex> mentioning(String name);

    /** {@return whether {@code path} lies in a folder of the workspace} */
    boolean owns(String path);

    /** {@return C sources that mention {@code name} as a word, as far as {@code seconds} suffice to look for them} */
    Mentions otherwiseMentioning(String name, int seconds);

    /**
     * Where a name is mentioned.
     *
     * @param paths a few of the files
     * @param complete whether time sufficed to look into all
     */
    record Mentions(List<String> paths, boolean complete) {}
}
