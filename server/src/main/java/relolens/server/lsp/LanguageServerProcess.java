package relolens.server.lsp;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import relolens.analyzer.rules.Rules;
import relolens.server.Engine;
import relolens.server.Product;

/** The language server as a process of its own: standard streams, the client's life, the log. */
public final class LanguageServerProcess {
    private static final Duration LOOK_AFTER_PARENT = Duration.ofSeconds(3);

    private LanguageServerProcess() {}

    /** Serves on standard input and output; {@return the process's exit code} */
    public static int run() {
        // Whatever prints by mistake must not end up between two messages.
        var out = new FileOutputStream(FileDescriptor.out);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.setOut(err);
        Consumer<Throwable> log = log(err);
        WarmUp engine = new WarmUp(Engine.real(), log);
        engine.start();
        var pages = new RulePages(Rules::explain, RulePages.userCache());
        err.println(Product.NAME + " " + Product.version() + " language server");
        return Serving.serve(System.in, out, engine, pages, LanguageServerProcess::dieWith, log);
    }

    /** Serves a recorded conversation and drops the answers: for the launcher's class archive. */
    public static void converse(InputStream in, Engine engine) {
        var pages = new RulePages(rule -> null, RulePages.userCache());
        WarmUp warm = new WarmUp(engine, e -> {});
        warm.start();
        Serving.serve(in, OutputStream.nullOutputStream(), warm, pages, pid -> {}, e -> {});
    }

    private static Consumer<Throwable> log(PrintStream err) {
        return e -> {
            synchronized (err) {
                err.println(Product.NAME + ": " + e);
                e.printStackTrace(err);
            }
        };
    }

    /** Ends this process soon after {@code pid} has: a client that crashed cannot say exit. */
    private static void dieWith(int pid) {
        Optional<ProcessHandle> parent = ProcessHandle.of(pid);
        // In a container the client's number may mean nothing here, or be our own.
        if (parent.isEmpty() || pid == ProcessHandle.current().pid()) {
            return;
        }
        Thread watch = new Thread(
                () -> {
                    try {
                        while (parent.get().isAlive()) {
                            Thread.sleep(LOOK_AFTER_PARENT.toMillis());
                        }
                        Runtime.getRuntime().halt(1);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "parent watch");
        watch.setDaemon(true);
        watch.start();
    }
}
