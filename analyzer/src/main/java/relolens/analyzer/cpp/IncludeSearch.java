package relolens.analyzer.cpp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds headers: the directory of the file, then -iquote, -I and -isystem (gcc manual, "Directory Options"). */
final class IncludeSearch {
    /** All directories, those for quotes only first. */
    private final List<String> directories;

    /** The same, as they were written. */
    private final List<String> written;

    /** Directories that a message names. */
    private static final int MOST_NAMED = 4;

    private final int firstBracket;
    private final HeaderCache cache;

    /**
     * A header that was found.
     *
     * @param directory index of the directory it stood in; -1: beside its includer
     * @param written its path in the words of the command line and the directive
     */
    record Found(SourceText source, int directory, String written) {}

    IncludeSearch(CppOptions options, HeaderCache cache) {
        this.cache = cache;
        List<String> all = new ArrayList<>(options.quoteDirs());
        this.firstBracket = all.size();
        Set<String> system = new HashSet<>(options.systemDirs());
        Set<String> seen = new HashSet<>();
        for (String dir : options.includeDirs()) {
            // A directory given by both -I and -isystem counts as the latter, as in gcc.
            if (!system.contains(dir) && seen.add(dir)) {
                all.add(dir);
            }
        }
        for (String dir : options.systemDirs()) {
            if (seen.add(dir)) {
                all.add(dir);
            }
        }
        this.directories = all;
        this.written = all.stream().map(options::written).toList();
    }

    @Nullable
    Found find(String name, boolean angled, String besideFile, String writtenFile) {
        if (name.startsWith("/")) {
            return at(name, -1, name);
        }
        if (!angled) {
            Found beside = at(join(directoryOf(besideFile), name), -1, join(directoryOf(writtenFile), name));
            if (beside != null) {
                return beside;
            }
        }
        return from(name, angled ? firstBracket : 0);
    }

    /** {@return the header in a directory behind the one the current file was found in} */
    @Nullable
    Found findNext(String name, int directory, boolean angled, String besideFile, String writtenFile) {
        return directory < 0 ? find(name, angled, besideFile, writtenFile) : from(name, directory + 1);
    }

    /** {@return the header in one of the directories for quotes} */
    @Nullable
    Found inDirectories(String name) {
        return from(name, 0);
    }

    private @Nullable Found from(String name, int first) {
        for (int i = first; i < directories.size(); i++) {
            Found found = at(join(directories.get(i), name), i, join(written.get(i), name));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Found at(String path, int directory, String as) {
        SourceText source = cache.get(path);
        return source == null ? null : new Found(source, directory, as);
    }

    /** {@return a sentence that says where was looked and how to look elsewhere} */
    String explain(boolean angled, String besideFile) {
        List<String> searched = new ArrayList<>();
        if (!angled) {
            String beside = directoryOf(besideFile);
            searched.add(beside.isEmpty() ? "." : beside);
        }
        searched.addAll(directories.subList(angled ? firstBracket : 0, directories.size()));
        String where = searched.isEmpty()
                ? "no directory (none given)"
                : String.join(", ", searched.subList(0, Math.min(MOST_NAMED, searched.size())))
                        + (searched.size() > MOST_NAMED ? " and " + (searched.size() - MOST_NAMED) + " more" : "");
        return "searched " + where + "; add its directory with -I DIR";
    }

    static String directoryOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : slash == 0 ? "/" : path.substring(0, slash);
    }

    private static String join(String directory, String name) {
        if (directory.isEmpty()) {
            return name;
        }
        return directory.endsWith("/") ? directory + name : directory + '/' + name;
    }
}
