package relolens.server.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.Severity;
import relolens.server.terminal.UsageProblem;

/** What {@code --fail-on} says. */
final class Threshold {
    private Threshold() {}

    /** {@return the least severity that fails, or null if none does} */
    static @Nullable Severity of(String level) {
        return switch (level) {
            case "error", "warning", "note" -> Severity.valueOf(level.toUpperCase(Locale.ROOT));
            case "never", "none" -> null;
            default -> throw new UsageProblem("--fail-on " + level + ": use error, warning, note or never");
        };
    }
}
