package relolens.server.git;

import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Lets through what the index knows, or the base has. */
final class Tracked extends TreeFilter {
    private final DirCache index;

    Tracked(DirCache index) {
        this.index = index;
    }

    @Override
    public boolean include(TreeWalk walk) {
        if (walk.getRawMode(0) != 0) {
            return true;
        }
        String path = walk.getPathString();
        return walk.isSubtree() ? index.getEntriesWithin(path).length > 0 : index.getEntry(path) != null;
    }

    @Override
    public boolean shouldBeRecursive() {
        return false;
    }

    @Override
    public TreeFilter clone() {
        return new Tracked(index);
    }
}
