package relolens.server.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.SourceLoader;

/** The way from one state of a repository to another: a revision, then another or what lies in the work tree. */
public final class GitChange implements AutoCloseable {
    private static final long LARGEST = 64L << 20;

    private final Repository repository;
    private final RevTree base;
    private final @Nullable RevCommit head;

    private GitChange(Repository repository, RevTree base, @Nullable RevCommit head) {
        this.repository = repository;
        this.base = base;
        this.head = head;
    }

    /**
     * Opens the repository around {@code directory}.
     *
     * @param base revision to start from
     * @param head revision to end at, null for the work tree
     * @throws GitProblem if there is no repository, or no such revision
     */
    public static GitChange open(Path directory, String base, @Nullable String head) {
        QuietSystem.install();
        try {
            var builder = new FileRepositoryBuilder().findGitDir(directory.toFile());
            if (builder.getGitDir() == null) {
                throw new GitProblem(directory + ": not within a git repository: use --patch FILE, or run it in one");
            }
            Repository repository = builder.setMustExist(true).build();
            if (head == null && repository.isBare()) {
                throw new GitProblem(directory + ": a bare repository has no work tree: name --head REV");
            }
            RevCommit from = commit(repository, base);
            return new GitChange(repository, from.getTree(), head == null ? null : commit(repository, head));
        } catch (IOException e) {
            throw new GitProblem(directory + ": the repository cannot be read: " + e.getMessage());
        }
    }

    private static RevCommit commit(Repository repository, String revision) throws IOException {
        ObjectId id;
        try {
            id = repository.resolve(revision + "^{commit}");
        } catch (org.eclipse.jgit.errors.RevisionSyntaxException e) {
            id = null;
        }
        if (id == null) {
            throw new GitProblem(revision + ": no such revision in " + repository.getDirectory()
                    + " (a shallow clone lacks older ones: git fetch --unshallow)");
        }
        try (var walk = new RevWalk(repository)) {
            return walk.parseCommit(id);
        }
    }

    /** {@return the top of the work tree; the repository itself where it has none} */
    public Path root() {
        return (repository.isBare() ? repository.getDirectory() : repository.getWorkTree()).toPath();
    }

    /** {@return the name of the commit at the end, null if that is the work tree} */
    public @Nullable String headName() {
        return head == null ? null : head.name();
    }

    /** {@return the difference as git prints it, renames found} */
    public String diff() {
        var out = new ByteArrayOutputStream();
        try (var formatter = new DiffFormatter(out);
                ObjectReader reader = repository.newObjectReader()) {
            formatter.setRepository(repository);
            formatter.setDetectRenames(true);
            AbstractTreeIterator to;
            if (head != null) {
                to = new CanonicalTreeParser(null, reader, head.getTree());
            } else {
                // What git does not know is no part of the change.
                to = new FileTreeIterator(repository);
                formatter.setPathFilter(new Tracked(repository.readDirCache()));
            }
            formatter.format(new CanonicalTreeParser(null, reader, base), to);
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new GitProblem("the difference cannot be made: " + e.getMessage());
        }
    }

    /**
     * {@return files as they were at the base, by path from the top; files that git does not know (generated headers) come
     * from {@code disk}}
     */
    public SourceLoader before(SourceLoader disk) {
        return path -> {
            String text = text(path);
            return text != null || known(path) ? text : disk.load(path);
        };
    }

    private boolean known(String path) {
        try {
            if (head != null) {
                try (TreeWalk walk = TreeWalk.forPath(repository, path, head.getTree())) {
                    return walk != null;
                }
            }
            try (var walk = new TreeWalk(repository)) {
                walk.addTree(new DirCacheIterator(repository.readDirCache()));
                walk.setRecursive(true);
                walk.setFilter(PathFilter.create(path));
                return walk.next();
            }
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private @Nullable String text(String path) {
        try (TreeWalk walk = path.isEmpty() ? null : TreeWalk.forPath(repository, path, base)) {
            if (walk == null || walk.getFileMode(0).getObjectType() != org.eclipse.jgit.lib.Constants.OBJ_BLOB) {
                return null;
            }
            var blob = repository.open(walk.getObjectId(0));
            return blob.getSize() > LARGEST ? null : new String(blob.getBytes(), StandardCharsets.UTF_8);
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public void close() {
        repository.close();
    }
}
