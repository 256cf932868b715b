package relolens.server.lsp;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import relolens.analyzer.AnalysisRequest;
import relolens.analyzer.AnalysisRequest.Runs;
import relolens.analyzer.Study;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.report.Report;
import relolens.analyzer.run.Progress;
import relolens.server.Engine;
import relolens.server.document.Snapshot;
import relolens.server.document.TextDocument;

/**
 * An engine that analyses made-up code on its own until it is asked: while client and server introduce themselves, so that
 * the first document finds everything loaded.
 */
final class WarmUp implements Engine {
    private static final int ROUTINES = 12;

    /** Where the code would stand: nothing is read there or written. */
    private static final String PATH = Path.of("warm-up.S").toAbsolutePath().toString();

    private static final String HEAD = """
            #define STEP 16
            \t.macro\tcopy to, from
            \tldp\tx5, x6, [\\from], #STEP
            \tstp\tx5, x6, [\\to], #STEP
            \t.endm
            """;

    private static final String ROUTINE = """
            //@ entry el=1 mmu=any daif=masked
            //@ x0: data va
            \t.type\tr@, %function
            r@:\tadd\tx2, x0, #4096
            \tmov\tx3, x0
            .Lloop@:
            \tcopy\tx3, x1
            \tcmp\tx3, x2
            \tb.lo\t.Lloop@
            \tdc\tcivac, x0
            \tcbz\tx5, 1f
            \tdsb\tsy
            \tmrs\tx4, sctlr_el1
            \tbic\tx4, x4, #1
            \tmsr\tsctlr_el1, x4
            1:\tret
            \t.size\tr@, . - r@
            """;

    private final Engine engine;
    private final Consumer<Throwable> log;
    private final AtomicBoolean stopped = new AtomicBoolean();

    WarmUp(Engine engine, Consumer<Throwable> log) {
        this.engine = engine;
        this.log = log;
    }

    /** Begins on a thread of its own, which ends by itself or when a document is to be analysed. */
    void start() {
        Thread thread = new Thread(null, this::run, "warm-up", 16L << 20);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public Study study(AnalysisRequest request, Progress progress) {
        // There is real work now.
        stopped.set(true);
        return engine.study(request, progress);
    }

    @Override
    public boolean holds(AnalysisRequest request, Study before, Report.Finding finding, Progress progress) {
        return engine.holds(request, before, finding, progress);
    }

    private void run() {
        StringBuilder text = new StringBuilder(HEAD);
        for (int i = 0; i < ROUTINES; i++) {
            text.append(ROUTINE.replace("@", String.valueOf(i)));
        }
        String code = text.toString();
        try {
            var request = new AnalysisRequest(
                            List.of(PATH),
                            CppOptions.none(),
                            path -> path.equals(PATH) ? code : null,
                            "/",
                            null,
                            null,
                            null,
                            Runs.NONE)
                    .withFixesUntried();
            Study study = engine.study(request, new Progress() {
                @Override
                public boolean cancelled() {
                    return stopped.get();
                }
            });
            if (!stopped.get()) {
                Snapshot.of(new TextDocument("", PATH, 0, code), PATH, "/", study, null)
                        .prepare();
            }
        } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError | LinkageError e) {
            log.accept(e);
        }
    }
}
