package relolens.analyzer.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.contract.Clause;
import relolens.analyzer.contract.Contract;
import relolens.analyzer.report.Report;
import relolens.analyzer.source.Origin;
import relolens.emulator.cache.CacheGeometry;
import relolens.emulator.cache.CacheMode;
import relolens.emulator.machine.Stop;
import relolens.emulator.memory.MemoryLimitException;
import relolens.emulator.memory.PhysicalMemory;
import relolens.emulator.mmu.TlbGeometry;
import relolens.emulator.sanitize.Assumptions;
import relolens.emulator.sanitize.Assumptions.Extent;
import relolens.emulator.sanitize.Sanitizer;
import relolens.emulator.sanitize.StaleAccess;
import relolens.emulator.scenario.Argument;
import relolens.emulator.scenario.Hardware;
import relolens.emulator.scenario.Kimage;
import relolens.emulator.scenario.Outcome;
import relolens.emulator.scenario.Scenario;
import relolens.emulator.scenario.ScenarioException;
import relolens.emulator.scenario.ScenarioRun;
import relolens.emulator.scenario.Watch;

/**
 * A run once more, for the sanitiser alone: on an image just long enough for every kind of list entry to come up, in a
 * machine whose caches are off, each instruction watched. What it finds does not depend on the length of the image.
 */
public final class StaleRun {
    /** All kinds of list entries and segments come up in it. */
    static final long IMAGE_BYTES = 32L * PhysicalMemory.PAGE_BYTES;
    /** What a run without an image may take; others end by themselves. */
    private static final long MOST_INSTRUCTIONS = 4_000_000;

    private static final int FETCH_BYTES = 64;

    /** What is found does not depend on the core: caches are off, lines have 64 bytes as on all that are known here. */
    private static final Hardware ANY_CORE =
            new Hardware(CacheGeometry.SMALL_CORE.withMode(CacheMode.OFF), TlbGeometry.SMALL_CORE, FETCH_BYTES);

    private StaleRun() {}

    /**
     * An access that may be stale, by source.
     *
     * @param access what the sanitiser says
     * @param at the instruction's text, or the branch's that led to code without any
     * @param writer the text that stored the coherent bytes, or null if they were there at entry or it is not known
     * @param message what was accessed, who wrote it, and what is missing
     */
    public record Found(
            StaleAccess access, Origin at, @Nullable Origin writer, String message) {
        /** {@return its row in a report} */
        public Report.Stale row() {
            String kind = access.kind().name().toLowerCase(java.util.Locale.ROOT);
            return new Report.Stale(kind, at.span().file(), at.span().line(), message);
        }
    }

    /** {@return what the sanitiser finds, once for each line and kind; nothing if the run cannot be set up} */
    public static List<Found> of(Workbench bench, Progress progress) {
        try {
            Scenario scenario = bench.scenario().withImageAtMost(IMAGE_BYTES);
            ScenarioRun run = ScenarioRun.prepare(scenario, ANY_CORE);
            Assumptions assumptions = assumptions(bench.request().contract(), scenario, run);
            Sanitizer sanitizer = new Sanitizer(run.machine(), assumptions);
            run.listen(sanitizer);
            Outcome outcome =
                    run.image() == null ? run.run(watch(progress), MOST_INSTRUCTIONS) : run.run(watch(progress));
            if (leaves(scenario, run.image(), outcome.stop())) {
                sanitizer.left();
            }
            return placed(sanitizer.found(), bench.code(), run.codeAddress());
        } catch (ScenarioException | MemoryLimitException e) {
            return List.of(); // the run itself says why
        }
    }

    private static Watch watch(Progress progress) {
        return new Watch() {
            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }
        };
    }

    private static Assumptions assumptions(Contract contract, Scenario scenario, ScenarioRun run) {
        List<Extent> destinations = new ArrayList<>();
        List<Extent> owned = new ArrayList<>();
        List<Extent> gone = new ArrayList<>();
        Kimage image = run.image();
        if (image != null) {
            for (Kimage.Segment s : image.segments()) {
                destinations.add(new Extent(s.address(), s.pages() * (long) PhysicalMemory.PAGE_BYTES));
            }
        }
        // With the MMU on at entry, what an earlier owner left dirty is what reads and writes through caches see.
        if (!scenario.state().mmu()) {
            for (int i = 0; image != null && i < image.pages(); i++) {
                if (image.source(i) != image.destination(i)) {
                    owned.add(new Extent(image.destination(i), PhysicalMemory.PAGE_BYTES));
                }
            }
            for (Clause.Register role : contract.registers().values()) {
                if (scenario.registers().get(role.index()) instanceof Argument.Memory m && !m.top()) {
                    Extent memory = new Extent(run.machine().cpu().x(role.index()), m.bytes());
                    switch (role.lines()) {
                        case CLEAN -> gone.add(memory);
                        case DIRTY -> owned.add(memory);
                        case UNKNOWN -> {}
                    }
                }
            }
        }
        boolean idc = contract.cpu().idc().orElse(0) == 1;
        boolean dic = contract.cpu().dic().orElse(0) == 1;
        return new Assumptions(idc, dic, ANY_CORE.caches().lineBytes(), owned, gone, destinations);
    }

    private static boolean leaves(Scenario scenario, @Nullable Kimage image, Stop stop) {
        if (image == null || scenario.expectation() != Scenario.Expectation.RELOCATED) {
            return false;
        }
        return stop instanceof Stop.HostCall
                || stop instanceof Stop.ReachedExit exit && exit.address() == image.start();
    }

    private static List<Found> placed(List<StaleAccess> accesses, RunnableCode code, long base) {
        Map<String, Found> found = new LinkedHashMap<>();
        for (StaleAccess a : accesses) {
            Origin here = code.origin(a.address() - base);
            Origin at = here == null ? code.origin(a.from() - base) : here;
            if (at != null) {
                String key = a.kind() + "|" + a.leaving() + "|" + at.span();
                Origin writer = code.origin(a.writer() - base);
                String message = StaleWords.of(a, here == null, writer(writer));
                found.putIfAbsent(key, new Found(a, at, writer, message));
            }
        }
        return List.copyOf(found.values());
    }

    private static String writer(@Nullable Origin origin) {
        if (origin == null) {
            return "the routine";
        }
        String file = origin.span().file();
        return file.substring(file.lastIndexOf('/') + 1) + ":" + origin.span().line();
    }
}
