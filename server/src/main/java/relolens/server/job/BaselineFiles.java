package relolens.server.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.report.Baseline;
import relolens.server.terminal.Console;
import relolens.server.terminal.UsageProblem;

/** The files that {@code --baseline} and {@code --write-baseline} name. */
public final class BaselineFiles {
    private final Console console;
    private final @Nullable Baseline baseline;
    private final @Nullable String write;

    /**
     * Reads the baseline at once, so that a wrong one is told before anything is analysed.
     *
     * @param read file to read, or null
     * @param write file to write, or null
     */
    public BaselineFiles(Console console, @Nullable String read, @Nullable String write) {
        this.console = console;
        this.write = write;
        baseline = read == null ? null : read(console.directory().resolve(read), read);
    }

    private static Baseline read(Path file, String name) {
        try {
            return Baseline.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UsageProblem("--baseline " + name + ": no such file, or not readable");
        } catch (Baseline.Malformed e) {
            throw new UsageProblem("--baseline " + name + ": " + e.getMessage());
        }
    }

    /** {@return the outcome without what the baseline holds; everything found goes into the file to be written} */
    public AnalyzeJob.Outcome apply(AnalyzeJob.Outcome outcome) {
        if (write != null) {
            Path file = console.directory().resolve(write);
            try {
                Files.writeString(file, Baseline.write(outcome.report()));
            } catch (IOException e) {
                throw new UsageProblem("--write-baseline " + write + ": cannot be written: " + e.getMessage());
            }
        }
        if (baseline == null) {
            return outcome;
        }
        Baseline.Applied applied = baseline.apply(outcome.report());
        if (applied.known() > 0) {
            console.say("note: " + count(applied.known(), "finding") + " of the baseline left out");
        }
        if (applied.gone() > 0) {
            console.say("note: " + count(applied.gone(), "finding")
                    + " of the baseline found no more: --write-baseline makes a new one");
        }
        return new AnalyzeJob.Outcome(applied.report(), outcome.notes(), outcome.interrupted(), outcome.shard());
    }

    private static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }
}
