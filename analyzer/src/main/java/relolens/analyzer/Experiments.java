package relolens.analyzer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.report.Report;
import relolens.analyzer.run.Awaited;
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
 * The runs of one unit, and what write streaming makes of them. With a second processor the runs begin at once, one after
 * the other on a thread of their own, while the caller still analyses; when it waits for them, it helps with the many short
 * ones about write streaming. Answers are the same either way, and come in the order of the requests.
 */
final class Experiments implements AutoCloseable {
    private static final long WAIT_MILLIS = 20;

    private final Progress progress;
    private final List<Order> orders = new ArrayList<>();
    private final Relay relay = new Relay();
    private @Nullable ExecutorService runner;
    private @Nullable Future<?> running;
    private volatile boolean closed;

    Experiments(Progress progress) {
        this.progress = progress;
    }

    /** What the runs say of how far they are, kept for the thread that may tell it. */
    private final class Relay implements Progress {
        private volatile @Nullable String what;
        private volatile double fraction;

        @Override
        public void at(String step, double done) {
            fraction = done;
            what = step;
        }

        @Override
        public boolean cancelled() {
            return closed || progress.cancelled();
        }

        void tell() {
            String step = what;
            if (step != null) {
                progress.at(step, fraction);
            }
        }
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

    /** Nothing more is added: runs may begin. */
    void begin() {
        if (!orders.isEmpty() && Runtime.getRuntime().availableProcessors() > 1) {
            ExecutorService one = Executors.newSingleThreadExecutor(Experiments::thread);
            running = one.submit(() -> runAll(relay));
            runner = one;
        }
    }

    private void runAll(Progress told) {
        for (Order order : orders) {
            if (!told.cancelled()) {
                order.run(told);
            }
        }
    }

    /** What a request came to. */
    interface Answer {
        /** @param stale what the sanitiser found; nothing where the run did not take place */
        void take(RunRequest request, RunResult result, List<StaleRun.Found> stale);
    }

    /** @param answer takes each request's result; requests that nobody waits for any more have none */
    void carryOut(Answer answer) {
        Future<?> begun = running;
        if (begun == null) {
            runAll(progress);
        } else {
            for (Order order : orders) {
                if (order.streaming != null) {
                    relay.tell();
                    order.streaming.help();
                }
            }
            Awaited.of(begun, WAIT_MILLIS, relay::tell);
            relay.tell();
        }
        for (Order order : orders) {
            if (order.result != null) {
                answer.take(order.request, withStreaming(order, order.result), stale(order));
            }
        }
    }

    /** Nobody will ask for more: what still runs ends soon. */
    @Override
    public void close() {
        closed = true;
        for (Order order : orders) {
            if (order.streaming != null) {
                order.streaming.abandon();
            }
        }
        ExecutorService one = runner;
        if (one != null) {
            one.shutdown();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "relolens-runs");
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
