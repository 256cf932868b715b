package relolens.analyzer.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.Severity;

/** What analysis and runs say of the files looked at; field names are the JSON's. Lists are in file and line order. */
public record Report(
        List<Finding> findings,
        List<Routine> routines,
        List<LineState> lines,
        List<Run> runs,
        List<InputProblem> problems) {
    public Report {
        findings = List.copyOf(findings);
        routines = List.copyOf(routines);
        lines = List.copyOf(lines);
        runs = List.copyOf(runs);
        problems = List.copyOf(problems);
    }

    /** {@return one report with everything {@code parts} say, in their order} */
    public static Report merge(List<Report> parts) {
        // Every file that a sidecar speaks of has the same to say of its mistakes.
        Set<Finding> ofClauses = new HashSet<>();
        return new Report(
                parts.stream()
                        .flatMap(r -> r.findings().stream())
                        .filter(f -> f.routine() != null || ofClauses.add(f))
                        .toList(),
                parts.stream().flatMap(r -> r.routines().stream()).toList(),
                parts.stream().flatMap(r -> r.lines().stream()).toList(),
                parts.stream().flatMap(r -> r.runs().stream()).toList(),
                parts.stream().flatMap(r -> r.problems().stream()).toList());
    }

    /** Entry state a statement holds for: "1", "2"; "on", "off", "unknown". */
    public record Entry(String el, String mmu) {}

    /** A step on the way from cause to effect. */
    public record PathStep(String file, int line, String note) {}

    /** Where expanded text is defined. */
    public record ExpansionFrame(String kind, String name, String file, int line, int column) {}

    /** Another rule or place the same cause touches. */
    public record Related(@Nullable String rule, String file, int line, String message) {
        /** {@return the message, behind the rule's code where there is one} */
        public String text() {
            return rule == null ? message : rule + ": " + message;
        }
    }

    /** One replacement of text; an insertion has start = end. */
    public record Edit(String file, int line, int column, int endLine, int endColumn, String text) {}

    /** A fix; safe ones may be applied without reading. */
    public record Fix(String title, List<Edit> edits, boolean safe) {
        public Fix {
            edits = List.copyOf(edits);
        }
    }

    /** A rule's finding. */
    public record Finding(
            String rule,
            String name,
            Severity severity,
            String file,
            int line,
            int column,
            int endLine,
            int endColumn,
            String message,
            @Nullable String routine,
            @Nullable Entry entry,
            List<PathStep> path,
            List<ExpansionFrame> expansion,
            List<Related> related,
            @Nullable Fix fix,
            String fingerprint) {
        public Finding {
            path = List.copyOf(path);
            expansion = List.copyOf(expansion);
            related = List.copyOf(related);
        }

        /** {@return the same with another fix, or none} */
        public Finding with(@Nullable Fix other) {
            return with(related, other);
        }

        /** {@return the same, related to {@code more}, too} */
        public Finding relatedTo(Related more) {
            List<Related> all = new ArrayList<>(related);
            all.add(more);
            return with(all, fix);
        }

        private Finding with(List<Related> relatives, @Nullable Fix other) {
            return new Finding(
                    rule,
                    name,
                    severity,
                    file,
                    line,
                    column,
                    endLine,
                    endColumn,
                    message,
                    routine,
                    entry,
                    path,
                    expansion,
                    relatives,
                    other,
                    fingerprint);
        }
    }

    /** Why a routine is not MMU-agnostic: {@code side} is the state that is ruled out. */
    public record MmuReason(
            String side, String file, int line, @Nullable String rule, String message) {}

    /**
     * A routine and its verdict: agnostic, on-only, off-only, neither or unknown. {@code mmuProof} says of each state that
     * nothing rules out why that is.
     */
    public record Routine(
            String name,
            String file,
            int line,
            int endLine,
            String abi,
            String mmu,
            List<MmuReason> mmuReasons,
            List<String> assuming,
            List<String> mmuProof,
            long footprintBytes) {
        public Routine {
            mmuReasons = List.copyOf(mmuReasons);
            assuming = List.copyOf(assuming);
            mmuProof = List.copyOf(mmuProof);
        }

        /** A routine of which no argument is kept. */
        public Routine(
                String name,
                String file,
                int line,
                int endLine,
                String abi,
                String mmu,
                List<MmuReason> mmuReasons,
                List<String> assuming,
                long footprintBytes) {
            this(name, file, line, endLine, abi, mmu, mmuReasons, assuming, List.of(), footprintBytes);
        }
    }

    /** State before a line's first instruction, for one entry of one routine. */
    public record LineState(
            String file,
            int line,
            String routine,
            Entry entry,
            String mmu,
            String dcache,
            String icache,
            String el,
            List<String> pending,
            List<String> assumes) {
        public LineState {
            pending = List.copyOf(pending);
            assumes = List.copyOf(assumes);
        }
    }

    /** Cycles lost, by cause. */
    public record Stall(
            double load,
            double store,
            double device,
            double tlb,
            double barrier,
            double branch,
            double fetch,
            double maintenance) {}

    /**
     * The same cycles told finer: issue and dependency are those of no stall, loads by the level that answered.
     *
     * @param critical whether the run would be shorter by a noticeable part if the line took no time
     */
    public record Split(
            double issue, double dependency, double loadL2, double loadL3, double loadMemory, boolean critical) {
        /** Nothing is known. */
        public static final Split NONE = new Split(0, 0, 0, 0, 0, false);
    }

    /** What one source line cost in a run. */
    public record LineCost(String file, int line, long count, double cycles, Stall stall, Split split) {
        /** A cost that is not told finer. */
        public LineCost(String file, int line, long count, double cycles, Stall stall) {
            this(file, line, count, cycles, stall, Split.NONE);
        }

        /** {@return the cause that most of the line's cycles went to; "issue" where no stall has the larger part} */
        public String mainCause() {
            double[] parts = {
                stall.load,
                stall.store,
                stall.device,
                stall.tlb,
                stall.barrier,
                stall.branch,
                stall.fetch,
                stall.maintenance
            };
            int top = 0;
            double sum = 0;
            for (int i = 0; i < parts.length; i++) {
                sum += parts[i];
                top = parts[i] > parts[top] ? i : top;
            }
            return parts[top] > 0 && parts[top] >= cycles - sum ? CAUSES.get(top) : "issue";
        }

        private static final List<String> CAUSES =
                List.of("load", "store", "device", "tlb", "barrier", "branch", "fetch", "maintenance");
    }

    /** An access that saw, or could have seen, other than the coherent bytes. */
    public record Stale(String kind, String file, int line, String message) {}

    /** A setting of write streaming, how the pages lay, and what the same instructions cost then. */
    public record StreamingSetting(String setting, String layout, double cycles) {}

    /**
     * A stream of stores as the merge buffer saw it.
     *
     * @param kind sequential, page-scattered, broken or none
     * @param fullLines lines written whole
     * @param partialLines lines left before they were whole
     * @param startsAt which full line in a row was the first that level 1 did not allocate, 0 = none
     * @param savedReads lines that were not read before they were written
     */
    public record Stream(
            String kind, long lines, long fullLines, long partialLines, long startsAt, long savedReads, String text) {}

    /** Whether the ranking of layouts flips under a setting of write streaming that firmware uses. */
    public enum OverTuned {
        YES,
        NO,
        /** Thresholds that nobody published decide it. */
        REFUSED,
        /** There is nothing to rank: no image, or no stores that could stream. */
        NOT_ASKED;

        /** {@return the word for it in JSON} */
        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * Whether a routine is tuned to write streaming: an experiment over settings and layouts.
     *
     * @param sensitivity scattered over lined up at the default setting, divided by the same with streaming off
     * @param unsourced fields of the core's control register whose values nobody published
     */
    public record Streaming(
            double sensitivity,
            List<StreamingSetting> settings,
            List<Stream> streams,
            String verdict,
            OverTuned overTuned,
            List<String> unsourced) {
        public Streaming {
            settings = List.copyOf(settings);
            streams = List.copyOf(streams);
            unsourced = List.copyOf(unsourced);
        }
    }

    /** One run of one routine. {@code outcome} is ok, fault, mismatch, timeout (or cancelled, a partial result). */
    public record Run(
            String routine,
            String name,
            String file,
            String core,
            String board,
            Entry entry,
            String mmu,
            String outcome,
            String detail,
            long instructions,
            double cycles,
            double secondsLow,
            double secondsHigh,
            long hz,
            double seconds,
            long bytes,
            boolean exact,
            List<String> calibrated,
            List<String> estimates,
            List<LineCost> lines,
            List<Stale> stale,
            @Nullable Streaming streaming) {
        /** A run without the experiment on write streaming. */
        public Run(
                String routine,
                String name,
                String file,
                String core,
                String board,
                Entry entry,
                String mmu,
                String outcome,
                String detail,
                long instructions,
                double cycles,
                double secondsLow,
                double secondsHigh,
                long hz,
                double seconds,
                long bytes,
                boolean exact,
                List<String> calibrated,
                List<String> estimates,
                List<LineCost> lines,
                List<Stale> stale) {
            this(
                    routine,
                    name,
                    file,
                    core,
                    board,
                    entry,
                    mmu,
                    outcome,
                    detail,
                    instructions,
                    cycles,
                    secondsLow,
                    secondsHigh,
                    hz,
                    seconds,
                    bytes,
                    exact,
                    calibrated,
                    estimates,
                    lines,
                    stale,
                    null);
        }

        /** {@return this run with what the experiment on write streaming found} */
        public Run with(Streaming found) {
            return with(stale, found);
        }

        /** {@return this run with what the sanitiser found} */
        public Run withStale(List<Stale> found) {
            return with(found, streaming);
        }

        private Run with(List<Stale> accesses, @Nullable Streaming sensitivity) {
            return new Run(
                    routine,
                    name,
                    file,
                    core,
                    board,
                    entry,
                    mmu,
                    outcome,
                    detail,
                    instructions,
                    cycles,
                    secondsLow,
                    secondsHigh,
                    hz,
                    seconds,
                    bytes,
                    exact,
                    calibrated,
                    estimates,
                    lines,
                    accesses,
                    sensitivity);
        }

        public Run {
            calibrated = List.copyOf(calibrated);
            estimates = List.copyOf(estimates);
            lines = List.copyOf(lines);
            stale = List.copyOf(stale);
        }
    }

    /** An input that could not be read fully: not a finding about the code. */
    public record InputProblem(Severity severity, String code, String file, int line, int column, String message) {}
}
