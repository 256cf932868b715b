package relolens.analyzer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.source.SourceLoader;

/**
 * What to analyse and how.
 *
 * @param files main files, each a translation unit
 * @param options preprocessor options for all of them
 * @param loader how files are read
 * @param root directory that reported paths are relative to
 * @param entry "on", "off" or "any": overrides the entry state of every routine; null = as contracts say
 * @param core core model name that runs use, null = as contracts say
 * @param board board name that runs use, null = as contracts say
 * @param runs which runs to execute
 * @param config sidecar read instead of those found upward from each file; null = look upward for relolens.yml
 * @param exact whether runs watch every instruction, where they would extrapolate from the steady state
 * @param choice which of those runs, by name
 * @param fixes whether fixes are tried before the report offers them
 */
public record AnalysisRequest(
        List<String> files,
        CppOptions options,
        SourceLoader loader,
        String root,
        @Nullable String entry,
        @Nullable String core,
        @Nullable String board,
        Runs runs,
        @Nullable String config,
        boolean exact,
        RunChoice choice,
        Fixes fixes) {
    public AnalysisRequest {
        files = List.copyOf(files);
    }

    /** A request for all runs of its kind, which offers no fix untried. */
    public AnalysisRequest(
            List<String> files,
            CppOptions options,
            SourceLoader loader,
            String root,
            @Nullable String entry,
            @Nullable String core,
            @Nullable String board,
            Runs runs,
            @Nullable String config,
            boolean exact) {
        this(files, options, loader, root, entry, core, board, runs, config, exact, RunChoice.ALL, Fixes.TRIED);
    }

    /** A request whose long runs may extrapolate. */
    public AnalysisRequest(
            List<String> files,
            CppOptions options,
            SourceLoader loader,
            String root,
            @Nullable String entry,
            @Nullable String core,
            @Nullable String board,
            Runs runs,
            @Nullable String config) {
        this(files, options, loader, root, entry, core, board, runs, config, false);
    }

    /** A request whose sidecars are found upward from its files. */
    public AnalysisRequest(
            List<String> files,
            CppOptions options,
            SourceLoader loader,
            String root,
            @Nullable String entry,
            @Nullable String core,
            @Nullable String board,
            Runs runs) {
        this(files, options, loader, root, entry, core, board, runs, null);
    }

    /** {@return this request for the runs that {@code only} takes} */
    public AnalysisRequest choosing(RunChoice only) {
        return new AnalysisRequest(files, options, loader, root, entry, core, board, runs, config, exact, only, fixes);
    }

    /** {@return the same request, whose report holds fixes that nobody has tried: {@link Analysis#holds} does, one by one} */
    public AnalysisRequest withFixesUntried() {
        return new AnalysisRequest(
                files, options, loader, root, entry, core, board, runs, config, exact, choice, Fixes.UNTRIED);
    }

    /** Which fixes a report holds. */
    public enum Fixes {
        /** Those that were applied to the text and made their finding go away. */
        TRIED,
        /** All that rules think of. */
        UNTRIED
    }

    /**
     * Runs by name.
     *
     * @param routine whose runs, null for every routine's
     * @param run name of the run clause, null for all
     */
    public record RunChoice(
            @Nullable String routine, @Nullable String run) {
        /** Every run. */
        public static final RunChoice ALL = new RunChoice(null, null);

        /** {@return whether the run called {@code name} of routine {@code of} is meant} */
        public boolean takes(String of, String name) {
            return (routine == null || routine.equals(of)) && (run == null || run.equals(name));
        }
    }

    /** Which runs to execute. */
    public enum Runs {
        NONE,
        /** Explicit run clauses only: what a directory gets. */
        EXPLICIT,
        /** Run clauses, or the profile's runs where there are none: what a named file gets. */
        ALL
    }
}
