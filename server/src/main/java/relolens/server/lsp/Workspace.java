package relolens.server.lsp;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.AnalysisRequest;
import relolens.analyzer.AnalysisRequest.RunChoice;
import relolens.analyzer.AnalysisRequest.Runs;
import relolens.analyzer.Study;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.HeaderCache;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.project.BuildFlags;
import relolens.analyzer.project.FoundDatabases;
import relolens.analyzer.report.Report;
import relolens.analyzer.run.Progress;
import relolens.analyzer.source.SourceLoader;
import relolens.server.Engine;
import relolens.server.document.RunResult;
import relolens.server.document.Snapshot;
import relolens.server.document.TextDocument;
import relolens.server.files.DiskSources;
import relolens.server.navigation.Assembling;
import relolens.server.protocol.PositionEncoding;
import relolens.server.schedule.Workers;

/** The open documents and their analyses: each edit starts one, the newest wins. */
final class Workspace {
    /** Quiet time after a keystroke before its analysis starts: at least, and at most for units that take long. */
    private static final int SHORTEST_QUIET_MILLIS = 15;

    private static final int LONGEST_QUIET_MILLIS = 400;

    /** How long quick fixes may take to be tried before they are offered. */
    private static final long LONGEST_TRIAL_MILLIS = 3000;

    private static final long LONGEST_HUGE_TRIAL_MILLIS = 40;

    private final Engine engine;
    private final Workers workers;
    private final Consumer<Throwable> log;
    private final Map<String, OpenDocument> open = new ConcurrentHashMap<>();
    /** Headers as the last analysis read them: the next one cuts up only those that changed. */
    private volatile HeaderCache headers = new HeaderCache(path -> null);

    private final AtomicInteger generation = new AtomicInteger();
    private volatile FoundDatabases databases = new FoundDatabases();
    private volatile List<Path> folders = List.of();
    private volatile Settings settings = Settings.DEFAULT;
    private volatile BiConsumer<OpenDocument, Snapshot> analysed = (d, s) -> {};

    Workspace(Engine engine, Workers workers, Consumer<Throwable> log) {
        this.engine = engine;
        this.workers = workers;
        this.log = log;
    }

    /** Whom to tell of each finished analysis of a newest text. */
    void onAnalysed(BiConsumer<OpenDocument, Snapshot> listener) {
        analysed = listener;
    }

    void folders(List<Path> roots) {
        folders = List.copyOf(roots);
    }

    List<Path> folders() {
        return folders;
    }

    Settings settings() {
        return settings;
    }

    void settings(Settings newSettings) {
        settings = newSettings;
    }

    @Nullable
    OpenDocument document(String uri) {
        return open.get(uri);
    }

    void open(String uri, int version, String text) {
        OpenDocument document = new OpenDocument(new TextDocument(uri, path(uri), version, text));
        OpenDocument before = open.put(uri, document);
        if (before != null) {
            before.close();
        }
        schedule(document, 0);
    }

    void change(String uri, int version, List<TextDocumentContentChangeEvent> changes, PositionEncoding encoding) {
        OpenDocument document = open.get(uri);
        if (document != null) {
            document.replace(document.text().changed(version, changes, encoding));
            schedule(document, quiet(document));
        }
    }

    /** What is analysed quickly need not wait for more keys; an analysis that the next key makes void wastes its time. */
    private static int quiet(OpenDocument document) {
        return (int) Math.max(SHORTEST_QUIET_MILLIS, Math.min(LONGEST_QUIET_MILLIS, document.tookMillis() / 4));
    }

    void close(String uri) {
        OpenDocument document = open.remove(uri);
        if (document != null) {
            document.close();
        }
    }

    /** Analyses all open documents once more: something around them changed. */
    void again() {
        databases = new FoundDatabases();
        generation.incrementAndGet();
        for (OpenDocument document : open.values()) {
            document.replace(document.text());
            schedule(document, quiet(document));
        }
    }

    private void schedule(OpenDocument document, int millis) {
        TextDocument text = document.text();
        CompletableFuture<Snapshot> wanted = document.snapshot();
        document.pending(workers.later(millis, () -> analyse(document, text, wanted)));
    }

    private void analyse(OpenDocument document, TextDocument text, CompletableFuture<Snapshot> wanted) {
        if (wanted.isDone()) {
            return;
        }
        try {
            Progress progress = new Progress() {
                @Override
                public boolean cancelled() {
                    return wanted.isDone();
                }
            };
            long start = System.nanoTime();
            Study study = study(text, Runs.NONE, RunChoice.ALL, progress);
            if (wanted.isDone()) {
                // Broken off: the text has changed.
                return;
            }
            document.took((System.nanoTime() - start) / 1_000_000);
            Path root = root(text.path());
            Snapshot snapshot = Snapshot.of(text, relative(root, text.path()), root.toString(), study, document.run());
            if (Answering.isHuge(document)) {
                // No request is to wait for this, which takes a moment.
                snapshot.prepare();
            }
            // A study that was overtaken is cut short: nothing may be kept of it.
            if (wanted.complete(snapshot)) {
                document.finished(snapshot);
                analysed.accept(document, snapshot);
                if (document.wasAsked()) {
                    snapshot.prepare();
                }
            }
        } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError | LinkageError e) {
            // Requests that wait get the failure; the next edit tries anew.
            log.accept(e);
            wanted.completeExceptionally(e);
        }
    }

    /** {@return how often something around the documents changed} */
    int generation() {
        return generation.get();
    }

    /** {@return a snapshot of a document that is not open} */
    Snapshot analysed(TextDocument text) {
        Path root = root(text.path());
        Study study = study(text, Runs.NONE, RunChoice.ALL, Progress.NONE);
        return Snapshot.of(text, relative(root, text.path()), root.toString(), study, null);
    }

    /** {@return what those runs of {@code text} give that {@code choice} takes} */
    RunResult run(TextDocument text, RunChoice choice, Progress progress) {
        return new RunResult(
                text.version(), study(text, Runs.ALL, choice, progress).report());
    }

    /** {@return how the file {@code path} is preprocessed} */
    CppOptions options(String path, SourceLoader sources) {
        Path root = root(path);
        Settings now = settings;
        BuildFlags flags = new BuildFlags(now.gcc(root), Databases.read(now.database(), root, log), databases);
        return flags.choose(Path.of(path), sources).options();
    }

    private Study study(TextDocument text, Runs runs, RunChoice choice, Progress progress) {
        return engine.study(request(text, runs).choosing(choice), progress);
    }

    /**
     * {@return whether the fix of a finding of {@code snapshot} holds when it is tried on the text; no once the trials of one
     * request took longer than that may, but the next request is told}
     */
    Predicate<Report.Finding> holding(Snapshot snapshot) {
        OpenDocument document = document(snapshot.document().uri());
        if (document == null) {
            return finding -> false;
        }
        long patience = Answering.isHuge(document) ? LONGEST_HUGE_TRIAL_MILLIS : LONGEST_TRIAL_MILLIS;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience);
        return finding -> holds(document, snapshot, finding, end);
    }

    private boolean holds(OpenDocument document, Snapshot snapshot, Report.Finding finding, long end) {
        TextDocument text = snapshot.document();
        CompletableFuture<Boolean> trial = document.tried(
                text.version() + "@" + finding.fingerprint(),
                () -> workers.aside(
                        () -> engine.holds(request(text, Runs.NONE), snapshot.study(), finding, document.until(text))));
        try {
            return trial.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Fixes are tried when somebody asks for them: diagnostics must not wait. */
    private AnalysisRequest request(TextDocument text, Runs runs) {
        HeaderCache sources = headers.again(sources());
        headers = sources;
        Path root = root(text.path());
        Settings now = settings;
        return new AnalysisRequest(
                        List.of(text.path()),
                        options(text.path(), sources),
                        sources,
                        root.toString(),
                        null,
                        now.core(),
                        now.board(),
                        runs)
                .withFixesUntried();
    }

    /** {@return the files as they are now, some with another text, to be assembled} */
    Assembling.Moment with(Map<String, String> texts) {
        HeaderCache cache = headers.again(sources(texts));
        return path -> assemble(path, cache);
    }

    private @Nullable AssembledUnit assemble(String path, HeaderCache cache) {
        if (cache.load(path) == null) {
            return null;
        }
        Path root = root(path);
        Settings now = settings;
        BuildFlags flags = new BuildFlags(now.gcc(root), Databases.read(now.database(), root, log), databases);
        CppOptions options = flags.choose(Path.of(path), cache).options();
        return Assembler.assemble(Preprocessor.preprocess(path, options, cache), cache, options);
    }

    /** {@return the disk as it is now, under the open documents} */
    DiskSources sources() {
        return sources(Map.of());
    }

    private DiskSources sources(Map<String, String> texts) {
        Map<String, String> overlay = new HashMap<>();
        for (OpenDocument d : open.values()) {
            overlay.put(d.text().path(), d.text().text());
        }
        overlay.putAll(texts);
        return new DiskSources(Path.of("").toAbsolutePath(), overlay);
    }

    private Path root(String file) {
        Path path = Path.of(file);
        for (Path folder : folders) {
            if (path.startsWith(folder)) {
                return folder;
            }
        }
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static String relative(Path root, String file) {
        return root.relativize(Path.of(file)).toString().replace('\\', '/');
    }

    /** {@return the file that {@code uri} names; documents without a file get a name of their own in the working directory} */
    static String path(String uri) {
        try {
            URI parsed = URI.create(uri);
            if ("file".equals(parsed.getScheme())) {
                return Path.of(parsed).toAbsolutePath().normalize().toString();
            }
        } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
            // Not a file address: treated like an unsaved document.
        }
        String name = uri.replaceAll("[^A-Za-z0-9._-]", "_");
        return Path.of(name).toAbsolutePath().normalize().toString();
    }

    List<String> openPaths() {
        return open.values().stream().map(d -> d.text().path()).toList();
    }

    List<String> openUris() {
        return new ArrayList<>(open.keySet());
    }
}
