package relolens.server.navigation;

import java.util.Arrays;
import java.util.List;
import relolens.analyzer.index.FileIndex;
import relolens.analyzer.index.Occurrence;
import relolens.analyzer.index.Outline;

/**
 * What is kept of a file of the workspace: enough to know whether to read it again.
 *
 * @param hashes of all names in it, ascending, each once
 * @param defined names that it defines
 * @param kinds what each of them is
 */
record FileNames(int[] hashes, String[] defined, Outline.Kind[] kinds) {
    static FileNames of(FileIndex file) {
        int[] hashes = file.occurrences().stream()
                .map(Occurrence::name)
                .mapToInt(String::hashCode)
                .sorted()
                .distinct()
                .toArray();
        List<Outline.Entry> entries = Outline.of(file);
        return new FileNames(
                hashes,
                entries.stream().map(Outline.Entry::name).toArray(String[]::new),
                entries.stream().map(Outline.Entry::kind).toArray(Outline.Kind[]::new));
    }

    boolean mentions(String name) {
        return Arrays.binarySearch(hashes, name.hashCode()) >= 0;
    }

    boolean defines(String name) {
        for (String d : defined) {
            if (d.equals(name)) {
                return true;
            }
        }
        return false;
    }
}
