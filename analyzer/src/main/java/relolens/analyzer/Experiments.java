package relolens.analyzer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.report.Report;
import relolens.analyzer.run.Progress;
import relolens.analyzer.run.RunRequest;
import relolens.analyzer.run.RunResult;
import relolens.analyzer.run.Runs;
import relolens.analyzer.run.StaleRun;
import relolens.analyzer.run.Workbench;
import relolens.analyzer.streaming.StreamingExperiment;
import relolens.emulator.scenario.ScenarioException;
import relolens.emulator.timing.TimingDataException;

/**
 * The runs of one unit, and what write streaming makes of them. Runs go one after the other on the calling thread, the many
 * short ones about write streaming on another one meanwhile; answers come in the order of the requests.
 */
final class Experiments {
    private final Progress progress;
    private final List<Order> orders = new ArrayList<>();

    Experiments(Progress progress) {
        this.progress = progress;
    }

    /** One request on its way. */
    private static final class Order {
        final RunRequest request;
        final @Nullable Workbench bench;
        /** Null where no question about write streaming arises. */
        final @Nullable StreamingExperiment streaming;

        final RunResult.@Nullable Refused refused;

        @Nullable
        RunResult result;

        Order(RunRequest request, Progress progress) {
            this.request = request;
            Workbench made = null;
            StreamingExperiment experiment = null;
            RunResult.Refused why = null;
            try {
                made = Workbench.of(request);
                // A question for runs that write through the caches.
                experiment = made.entersWithMmu() ? new StreamingExperiment(made, progress) : null;
            } catch (ScenarioException | TimingDataException e) {
                why = Runs.refused(request, e);
            }
            bench = made;
            streaming = experiment;
            refused = why;
        }

        void run(Progress progress) {
            Workbench on = bench;
            result = on == null || refused != null ? refused : Runs.run(on, progress);
            if (streaming != null && !endedWell()) {
                streaming.abandon();
            }
        }

        boolean endedWell() {
            return result instanceof RunResult.Finished finished
                    && finished.run().outcome().equals("ok");
        }
    }

    void add(RunRequest request) {
        orders.add(new Order(request, progress));
    }

    /** What a request came to. */
    interface Answer {
        /** @param stale what the sanitiser found; nothing where the run did not take place */
        void take(RunRequest request, RunResult result, List<StaleRun.Found> stale);
    }

    /** @param answer takes each request's result; requests that nobody waits for any more have none */
    void carryOut(Answer answer) {
        List<StreamingExperiment> questions = new ArrayList<>();
        orders.stream().filter(order -> order.streaming != null).forEach(order -> questions.add(order.streaming));
        boolean alone = questions.isEmpty() || Runtime.getRuntime().availableProcessors() < 2;
        ExecutorService helper = alone ? null : Executors.newSingleThreadExecutor(Experiments::thread);
        try {
            if (helper != null) {
                questions.forEach(question -> helper.execute(question::help));
            }
            for (Order order : orders) {
                if (!progress.cancelled()) {
                    order.run(progress);
                }
            }
            for (Order order : orders) {
                if (order.result != null) {
                    answer.take(order.request, withStreaming(order, order.result), stale(order));
                }
            }
        } finally {
            questions.forEach(StreamingExperiment::abandon);
            if (helper != null) {
                helper.shutdown();
            }
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "relolens-streaming");
        thread.setDaemon(true);
        return thread;
    }

    private List<StaleRun.Found> stale(Order order) {
        Workbench bench = order.result instanceof RunResult.Finished ? order.bench : null;
        return bench == null ? List.of() : StaleRun.of(bench, progress);
    }

    private RunResult withStreaming(Order order, RunResult result) {
        boolean asked = order.streaming != null && order.endedWell() && !progress.cancelled();
        Report.Streaming found = asked && order.streaming != null ? order.streaming.found() : null;
        return found != null && result instanceof RunResult.Finished finished
                ? new RunResult.Finished(finished.run().with(found))
                : result;
    }
}
