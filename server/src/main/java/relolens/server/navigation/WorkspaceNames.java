package relolens.server.navigation;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.lsp4j.Location;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.index.Entity;
import relolens.analyzer.index.FileIndex;
import relolens.analyzer.index.Outline;
import relolens.analyzer.source.SourceLoader;
import relolens.server.features.Places;
import relolens.server.files.WorkspaceFiles;
import relolens.server.protocol.PositionEncoding;

/**
 * The names of all assembly in the workspace's folders, gathered in the background; what is open in the editor counts as
 * it is there. Kept small: hashes of names, and the names that files define.
 */
public final class WorkspaceNames implements Elsewhere, AutoCloseable {
    private static final int MOST_FILES = 40_000;
    private static final int MOST_OTHERS = 100_000;
    private static final int MOST_NAMES = 1_000_000;
    private static final int PATIENCE_SECONDS = 20;
    private static final int SECONDS_TO_BEGIN = 4;

    private final Supplier<SourceLoader> sources;
    private final Supplier<Collection<String>> openPaths;
    private final Consumer<Throwable> log;
    private final ConcurrentSkipListMap<String, FileNames> files = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListSet<String> others = new ConcurrentSkipListSet<>();
    private final Map<String, List<CText.Found>> inC = new ConcurrentHashMap<>();
    private volatile List<Path> folders = List.of();
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile CountDownLatch gathered = new CountDownLatch(0);
    private volatile @Nullable Thread gathering;
    private volatile int names;

    /**
     * @param sources the files as they are now, open documents as they are in the editor
     * @param openPaths paths of the open documents
     */
    public WorkspaceNames(
            Supplier<SourceLoader> sources, Supplier<Collection<String>> openPaths, Consumer<Throwable> log) {
        this.sources = sources;
        this.openPaths = openPaths;
        this.log = log;
    }

    /** Gathering may begin, if it has not: until then it waits some seconds, to leave the processors to the first document. */
    public void begin() {
        begun.countDown();
    }

    /** Gathers the names of these folders anew, in the background. */
    public synchronized void folders(List<Path> roots) {
        stop();
        folders = List.copyOf(roots);
        files.clear();
        others.clear();
        inC.clear();
        names = 0;
        CountDownLatch done = new CountDownLatch(1);
        gathered = done;
        Thread thread = new Thread(() -> gather(roots, done), "workspace names");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        gathering = thread;
        thread.start();
    }

    private void stop() {
        Thread thread = gathering;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void gather(List<Path> roots, CountDownLatch done) {
        try {
            begun.await(SECONDS_TO_BEGIN, TimeUnit.SECONDS);
            SourceLoader now = sources.get();
            Thread me = Thread.currentThread();
            for (Path root : roots) {
                WorkspaceFiles.below(root, me::isInterrupted, file -> take(file.toString(), now));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            log.accept(e);
        } finally {
            done.countDown();
        }
    }

    private void take(String path, SourceLoader now) {
        boolean assembly = path.endsWith(".S") || path.endsWith(".s") || path.endsWith(".lds") || path.endsWith(".asm");
        boolean header = path.endsWith(".h") || path.endsWith(".inc");
        if (files.size() >= MOST_FILES || names >= MOST_NAMES || !assembly && !header) {
            other(path);
            return;
        }
        String text = now.load(path);
        if (text == null) {
            return;
        }
        if (assembly || text.contains("__ASSEMBL") || text.contains(".macro")) {
            FileNames found = FileNames.of(FileIndex.of(path, text));
            names += found.defined().length;
            files.put(path, found);
        } else {
            other(path);
        }
    }

    private void other(String path) {
        if (others.size() < MOST_OTHERS) {
            others.add(path);
        }
    }

    /** Files were made, changed or deleted outside the editor. */
    public void changed(List<String> paths) {
        inC.clear();
        SourceLoader now = sources.get();
        for (String path : paths) {
            files.remove(path);
            others.remove(path);
            if (owns(path) && WorkspaceFiles.isSource(Path.of(path)) && WorkspaceFiles.exists(Path.of(path))) {
                take(path, now);
            }
        }
    }

    private void await(int seconds) {
        begin();
        try {
            gathered.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<FileIndex> mentioning(String name) {
        await(PATIENCE_SECONDS);
        return read(candidates(f -> f.mentions(name)), name);
    }

    private Set<String> candidates(java.util.function.Predicate<FileNames> wanted) {
        Set<String> paths = new ConcurrentSkipListSet<>();
        files.forEach((path, known) -> {
            if (wanted.test(known)) {
                paths.add(path);
            }
        });
        openPaths.get().stream().filter(this::owns).forEach(paths::add);
        return paths;
    }

    private List<FileIndex> read(Collection<String> paths, String name) {
        SourceLoader now = sources.get();
        List<FileIndex> found = new ArrayList<>();
        for (String path : paths) {
            String text = now.load(path);
            if (text != null && text.contains(name)) {
                found.add(FileIndex.of(path, text));
            }
        }
        return found;
    }

    @Override
    public List<Location> definitions(Entity entity, PositionEncoding encoding) {
        await(1);
        List<Location> found = new ArrayList<>();
        for (FileIndex file : read(candidates(f -> f.defines(entity.name())), entity.name())) {
            for (Outline.Entry e : Outline.of(file)) {
                if (e.name().equals(entity.name()) && fits(entity.kind(), e.kind())) {
                    found.add(Places.at(file, e.nameStart(), e.nameEnd(), encoding));
                }
            }
        }
        return found;
    }

    private static boolean fits(Entity.Kind wanted, Outline.Kind kind) {
        return switch (kind) {
            case ROUTINE, LABEL, DATA, VALUE -> wanted == Entity.Kind.SYMBOL;
            case MACRO -> wanted == Entity.Kind.MACRO;
            case DEFINE -> wanted == Entity.Kind.DEFINE;
            case ALIAS -> wanted == Entity.Kind.ALIAS;
        };
    }

    @Override
    public List<Location> inC(String symbol, PositionEncoding encoding) {
        await(1);
        SourceLoader now = sources.get();
        return inC.computeIfAbsent(symbol, s -> CText.declarations(s, others, now)).stream()
                .map(f -> f.location(now, encoding))
                .toList();
    }

    @Override
    public boolean owns(String path) {
        try {
            Path p = Path.of(path).normalize();
            return folders.stream().anyMatch(p::startsWith);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    @Override
    public Mentions otherwiseMentioning(String name, int seconds) {
        await(seconds);
        return CText.mentioning(name, others, sources.get(), seconds);
    }

    /** Hears of definitions. */
    interface Listener {
        /** {@return whether to go on} */
        boolean definition(String path, String name, Outline.Kind kind);
    }

    /** Tells of what the workspace's files define, until {@code listener} has enough. */
    void each(Listener listener) {
        await(1);
        for (Map.Entry<String, FileNames> e : files.entrySet()) {
            FileNames f = e.getValue();
            for (int i = 0; i < f.defined().length; i++) {
                if (!listener.definition(e.getKey(), f.defined()[i], f.kinds()[i])) {
                    return;
                }
            }
        }
    }

    /** {@return a file as it is now, or null} */
    public @Nullable FileIndex file(String path) {
        String text = sources.get().load(path);
        return text == null ? null : FileIndex.of(path, text);
    }

    @Override
    public void close() {
        stop();
    }
}
