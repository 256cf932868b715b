package relolens.analyzer.dwarf;

import java.util.ArrayList;
import java.util.List;

/** The directories and files of a line table: directory 0 is the one the unit was compiled in. */
final class FileTable {
    /** A file, and the number of its directory. */
    record Entry(String name, int directory) {}

    private final List<String> directories = new ArrayList<>();
    private final List<Entry> files = new ArrayList<>();

    FileTable(DebugSource source) {
        directories.add(source.directory());
        for (String path : source.files()) {
            int slash = path.lastIndexOf('/');
            files.add(new Entry(path.substring(slash + 1), slash < 0 ? 0 : directory(path.substring(0, slash))));
        }
    }

    private int directory(String name) {
        int known = directories.indexOf(name);
        if (known >= 0) {
            return known;
        }
        directories.add(name);
        return directories.size() - 1;
    }

    List<String> directories() {
        return directories;
    }

    List<Entry> files() {
        return files;
    }
}
